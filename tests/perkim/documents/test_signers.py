"""Who signs for a post on the day of a paper: its holder, or who acts for it, with title, rank and NIP."""

from datetime import date

import pytest

from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.documents.rendering import sheet_pdf
from perkim.documents.signers import officer, post_on, spaced_nip, vacant_posts
from perkim.regions.models import Region
from perkim.sipoc.models import Berkas
from tests.cast import SUMBERWULUH, TOMPOKERSAN, employ, let_act, open_account
from tests.perkim.documents.reading import pages_of
from tests.samples.sheets import verification

pytestmark = pytest.mark.django_db
JANUARY, NOVEMBER = date(2026, 1, 1), date(2026, 11, 20)


@pytest.fixture
def case() -> Berkas:
    return Berkas(programme="rtlh", process="usulan", region=Region.objects.get(pk=SUMBERWULUH))


def holder(**fields: str) -> Assignment:
    user = employ(Role.KADES, starts=JANUARY, region=SUMBERWULUH)
    for name, value in fields.items():
        setattr(user, name, value)
    user.save()
    return user.assignments.get()


def test_he_signs_with_title_rank_and_nip(case: Berkas) -> None:
    holder(name="Abdul Aziz, S.Sos.", nip="198001012005011001", rank="Penata Tingkat I (III/d)")
    assert officer(Role.KADES, case, NOVEMBER, "Kepala Desa Sumberwuluh", "Mengetahui,") == {
        "kata": "Mengetahui,",
        "jabatan": "Kepala Desa Sumberwuluh",
        "nama": "Abdul Aziz, S.Sos.",
        "pangkat": "Penata Tingkat I (III/d)",
        "nip": "19800101 200501 1 001",
    }


@pytest.mark.parametrize(
    ("day", "title", "name"),
    [
        (date(2026, 11, 9), "Kepala Desa Sumberwuluh", "Budi Santoso"),
        (date(2026, 11, 10), "Plh. Kepala Desa Sumberwuluh", "Sri Rahayu"),
        (date(2026, 11, 12), "Plh. Kepala Desa Sumberwuluh", "Sri Rahayu"),
        (date(2026, 11, 13), "Kepala Desa Sumberwuluh", "Budi Santoso"),
    ],
)
def test_the_date_of_the_paper_decides_who_acts(case: Berkas, day: date, title: str, name: str) -> None:
    deputy = open_account("sekdes", "Sri Rahayu")
    let_act(deputy, holder(), starts=date(2026, 11, 10), ends=date(2026, 11, 12))
    signs = officer(Role.KADES, case, day, "Kepala Desa Sumberwuluh")
    assert (signs["jabatan"], signs["nama"]) == (title, name)


def test_a_vacant_post_is_marked_and_said_on_the_draft_alone(case: Berkas) -> None:
    employ(Role.KADES, region=TOMPOKERSAN, starts=JANUARY)
    nobody = officer(Role.KADES, case, NOVEMBER, "Kepala Desa Sumberwuluh")
    assert list(vacant_posts({"penanda_tangan": [nobody]})) == ["Kepala Desa Sumberwuluh"]
    data = verification(3)
    data["isi"]["penanda_tangan"] = [nobody]
    said = "Kepala Desa Sumberwuluh (.............................................) Jabatan ini kosong pada tanggal"
    assert said in pages_of(sheet_pdf(data))[-1]
    assert "kosong" not in pages_of(sheet_pdf({**data, "draf": False, "nomor": "600/7/2026"}))[-1]


def test_a_closed_account_signs_nothing(case: Berkas) -> None:
    User.objects.filter(pk=holder().user_id).update(is_active=False)
    assert post_on(Role.KADES, case, NOVEMBER) is None


@pytest.mark.parametrize(("nip", "spaced"), [("198001012005011001", "19800101 200501 1 001"), ("", "")])
def test_a_nip_is_written_in_its_parts(nip: str, spaced: str) -> None:
    assert spaced_nip(nip) == spaced
