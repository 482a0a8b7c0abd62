"""A programme shows itself on every shared page from its own folder; no file of the core names it."""

import io
import json
from collections.abc import Iterator
from zipfile import ZipFile

import pytest

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.files.actions import keep
from perkim.files.kinds import HOUSE_PHOTO
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_many
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from perkim.visits.files import FIELD_PHOTO
from tests.architecture.source import ROOT
from tests.cast import KABUPATEN, SUMBERWULUH, employ
from tests.perkim.portal.cases import monday, see, words  # noqa: F401
from tests.samples.field_work import examined, house_photo
from tests.samples.installing import installed
from tests.samples.office import MONDAY

APP = "tests.samples.roads"
pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture(autouse=True)
def roads(db: None) -> Iterator[None]:
    with installed(APP):
        yield


@pytest.fixture
def staf() -> User:
    return employ(Role.STAF, starts=MONDAY.date().replace(month=1))


def opened(staf: User, process: str, title: str, place: str, parent: Berkas | None = None) -> Berkas:
    declared = programme("jalan")
    new = [NewCase(title=title, regions=list(Region.objects.filter(pk=place)))]
    kind = declared.process(process)
    return open_many(actor=staf, programme=declared, process=kind, new=new, now=MONDAY, parent=parent)[0]


@pytest.fixture
def contract(staf: User) -> Berkas:
    return opened(staf, "kontrak", "Jalan 2026", KABUPATEN)


@pytest.fixture
def stretch(staf: User, contract: Berkas) -> Berkas:
    return opened(staf, "ruas", "Ruas Gang Mawar 12", SUMBERWULUH, contract)


def test_its_panel_stands_in_its_place_with_its_own_template(see, staf, contract, stretch) -> None:  # noqa: F811
    page = words(see(staf, stretch))
    assert "Panjang jalan 240 meter" in page
    assert page.index("Panjang jalan") < page.index("Naskah yang dicatat")
    assert "Panjang jalan Panjang tampil di sini setelah diukur." in words(see(staf, contract))


def test_its_page_opens_from_the_menu_for_whom_its_rule_allows(sign_in, staf) -> None:
    page = sign_in(staf).get("/jalan/peta/")
    assert page.status_code == 200
    assert "Peta jalan lingkungan" in words(page)
    menu = page.content.decode()
    assert menu.index('href="/jalan/peta/"') < menu.index("Akun saya")
    other = sign_in(employ(Role.KADIS))
    assert other.get("/jalan/peta/").status_code == 403
    assert "/jalan/peta/" not in other.get("/kerja/").content.decode()


def test_it_says_what_its_uploads_are_in_the_bundle(sign_in, staf, stretch) -> None:
    keep(
        actor=staf,
        file=examined(house_photo()),
        purpose=FIELD_PHOTO,
        accepts=HOUSE_PHOTO,
        subject=stretch.subject,
        now=MONDAY,
    )
    answer = sign_in(staf).get(f"{stretch.get_absolute_url()}bundel/")
    bundle = ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    [told] = json.loads(bundle.read("manifes.json"))["isi"]
    assert (told["berkas_file"], told["skala"]) == ("gambar/001-gambar_jalan.jpg", "1:500")


def test_its_cases_are_found_by_its_own_key(sign_in, staf, stretch) -> None:
    page = words(sign_in(staf).get("/cari/", {"q": "R.12"}))
    assert "Nomor ruas" in page
    assert "Ruas Gang Mawar 12" in page
    assert "Ruas Gang Mawar 12" not in words(sign_in(staf).get("/cari/", {"q": "R.13"}))
    listed = sign_in(staf).get("/kerja/jalan/", {"proses": "ruas", "cari": "R.12"})
    assert "Ruas Gang Mawar 12" in words(listed)


def test_its_figure_stands_on_the_dashboard_in_its_place(sign_in, staf, contract, stretch) -> None:
    page = words(sign_in(staf).get(f"{contract.get_absolute_url()}dasbor/"))
    assert page.index("Paling banyak di tahap") < page.index("240 m jalan") < page.index("Nilai belum dicatat")


def test_a_title_is_asked_for_by_its_own_example(sign_in, staf) -> None:
    page = words(sign_in(staf).get("/kerja/jalan/kontrak/baru/"))
    assert "misalnya Peningkatan jalan lingkungan, Kelurahan Tompokersan." in page


def test_no_file_of_the_core_names_it() -> None:
    names = ("samples.roads", "jalan lingkungan", '"jalan"', "roads:", "jalan/peta")
    core = [ROOT / "manage.py", *(ROOT / "perkim").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
    assert len(core) > 500
    assert not [path.name for path in core if any(name in path.read_text(encoding="utf-8") for name in names)]
