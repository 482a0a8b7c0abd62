"""What only some cases have: cases below them, hands that they are handed to, classes of deadlines, a stage's form."""

from collections.abc import Callable
from types import SimpleNamespace
from uuid import uuid4

import pytest

from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.actions.timing import Rebase, rebase
from perkim.sipoc.models import Berkas, Participant, Tenggat, Tugas
from tests.cast import CANDIPURO, SUMBERWULUH, employ, staff
from tests.perkim.portal.bundles import BELOW, BUNDLE, BUNDLES
from tests.perkim.portal.cases import again, monday, see, send, words  # noqa: F401
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.django_db
NEW = "/kerja/bundel/bundel/baru/"


@pytest.fixture
def people(db, monkeypatch) -> SimpleNamespace:
    register_for_test(monkeypatch, BUNDLES)
    since = MONDAY.date().replace(month=1)
    roles = {"staf": Role.STAF, "korfas": Role.KORFAS, "kadis": Role.KADIS, "operator": Role.OPERATOR_DESA}
    found = vars(staff(roles, starts=since))
    found["tfl"] = employ(Role.TFL, username="tfl.satu", starts=since)
    found["other_tfl"] = employ(Role.TFL, username="tfl.dua", starts=since)
    return SimpleNamespace(**found)


@pytest.fixture
def bundle(people) -> Berkas:
    new = NewCase(title="Bundel Candipuro", regions=[Region.objects.get(pk=CANDIPURO)])
    return open_case(actor=people.staf, programme=BUNDLES, process=BUNDLE, new=new, now=MONDAY)


@pytest.fixture
def put_below(people, bundle) -> Callable[..., Berkas]:
    def put(title: str = "Surat satu", handed_in: bool = True) -> Berkas:
        new = NewCase(title=title, regions=[Region.objects.get(pk=SUMBERWULUH)])
        case = open_case(
            actor=people.operator, programme=BUNDLES, process=BELOW, new=new, parent=again(bundle), now=MONDAY
        )
        decision = Decision(move="kirim", key=uuid4())
        if handed_in:
            move(actor=people.operator, case=case, decision=decision, lock_version=case.lock_version, now=MONDAY)
        return again(case)

    return put


@pytest.fixture
def surveyed(people, bundle) -> Berkas:
    """A bundle that waits for somebody to be named who surveys it."""
    change = Rebase(key="survei", chosen="dekat", reason="Dekat kota.")
    rebase(actor=people.staf, case=bundle, change=change, now=MONDAY)
    case, decision = again(bundle), Decision(move="teruskan", key=uuid4())
    return move(actor=people.staf, case=case, decision=decision, lock_version=case.lock_version, now=MONDAY)


def test_the_stage_form_begins_with_what_is_known_and_is_kept(sign_in, monday, people, bundle) -> None:  # noqa: F811
    address = f"{bundle.get_absolute_url()}isi/"
    client = sign_in(people.staf)
    assert 'value="Bundel Candipuro"' in client.get(address).content.decode()
    version = again(bundle).lock_version
    empty = client.post(address, {"title": "", "lock_version": version})
    assert empty.status_code == 422
    assert "Tulis perihalnya." in empty.content.decode()
    assert client.post(address, {"title": "Bundel baru", "lock_version": version}).url == bundle.get_absolute_url()
    assert again(bundle).title == "Bundel baru"


def test_the_stage_form_is_not_saved_over_a_newer_state(sign_in, monday, people, bundle) -> None:  # noqa: F811
    address = f"{bundle.get_absolute_url()}isi/"
    answer = sign_in(people.staf).post(address, {"title": "Lama", "lock_version": bundle.lock_version - 1})
    assert answer.status_code == 409
    assert 'value="Lama"' in answer.content.decode()
    assert again(bundle).title == "Bundel Candipuro"


def test_the_stage_form_is_only_for_who_works_the_stage(sign_in, monday, see, people, bundle) -> None:  # noqa: F811
    assert "Isi data tahap ini" in see(people.staf, bundle)
    assert "Isi data tahap ini" not in see(people.kadis, bundle)
    assert sign_in(people.kadis).get(f"{bundle.get_absolute_url()}isi/").status_code == 403


def test_a_stage_without_a_form_has_no_such_page(sign_in, monday, people, surveyed) -> None:  # noqa: F811
    assert sign_in(people.staf).get(f"{surveyed.get_absolute_url()}isi/").status_code == 404


def test_a_deadline_begins_when_its_class_is_chosen(send, see, people, bundle) -> None:  # noqa: F811
    assert "Dihitung setelah golongannya ditetapkan." in words(see(people.staf, bundle))
    assert send(people.staf, bundle, "case_class", "survei", reason="Jauh.", chosen="sedang").status_code == 422
    send(people.staf, bundle, "case_class", "survei", reason="Jauh dari kota.", chosen="jauh")
    assert Tenggat.objects.get().chosen == "jauh"
    text = words(see(people.staf, bundle))
    assert "Golongan: jauh" in text
    assert "Ubah golongan" in text


def test_the_case_is_handed_to_a_person_who_sees_how_much_each_has(send, see, people, surveyed) -> None:  # noqa: F811
    page = see(people.korfas, surveyed)
    assert "Selesai dengan" in page
    assert "Budi Santoso (0 berkas terbuka)" in page
    assert send(people.korfas, surveyed, "case_hand_over", "TFL", to=people.tfl.pk).status_code == 302
    assert Participant.objects.live().get(capacity="TFL").user == people.tfl
    assert "Budi Santoso (1 berkas terbuka)" in see(people.korfas, surveyed)
    assert "Survei lokasi" not in words(see(people.staf, surveyed)).partition("Ditunggu dari")[0]
    assert Tugas.objects.get(person=people.tfl).is_waiting


def test_nobody_else_hands_the_case_out(send, see, people, surveyed) -> None:  # noqa: F811
    assert "Serahkan berkas" not in see(people.staf, surveyed)
    assert send(people.staf, surveyed, "case_hand_over", "TFL", to=people.tfl.pk).status_code == 403
    assert send(people.korfas, surveyed, "case_hand_over", "X", to=people.tfl.pk).status_code == 403
    assert send(people.korfas, surveyed, "case_hand_over", "TFL", to=people.staf.pk).status_code == 422
    assert not Participant.objects.exists()


def test_cases_below_are_counted_by_stage_as_far_as_they_are_seen(see, people, bundle, put_below) -> None:  # noqa: F811
    for n in range(3):
        put_below(f"Surat {n}")
    put_below("Draf", handed_in=False)
    text = words(see(people.kadis, bundle))
    assert "PemeriksaanSurat dalam bundel3" in text
    assert "DrafSurat dalam bundel" not in text


def test_a_case_below_leads_to_the_one_above(see, people, bundle, put_below) -> None:  # noqa: F811
    page = see(people.staf, put_below())
    assert f'href="{bundle.get_absolute_url()}"' in page
    assert "Bundel Candipuro" in page


def test_the_case_above_is_not_named_to_who_may_not_see_it(see, people, bundle, put_below) -> None:  # noqa: F811
    assert "Bundel Candipuro" not in see(people.operator, put_below())


def test_an_end_names_the_cases_that_end_with_it(send, people, bundle, put_below) -> None:  # noqa: F811
    numbers = [put_below(f"Surat {n}").number for n in range(6)]
    text = words(send(people.staf, bundle, "case_decide", move="tutup", prepared=["tutup:0"]))
    assert "6 berkas di bawahnya ikut ditutup dengan alasan yang sama" in text
    assert ", ".join(numbers[:5]) + ", dan lainnya" in text
    assert numbers[5] not in text
    send(people.staf, bundle, "case_decide", move="tutup", prepared=["tutup:0"], yakin="1")
    assert not Berkas.objects.open().exists()


def test_a_case_is_opened_where_a_role_of_the_reader_opens_it(sign_in, monday, people) -> None:  # noqa: F811
    client = sign_in(people.staf)
    page = client.get(NEW).content.decode()
    assert "Buat bundel" in page
    assert "Kecamatan Candipuro" in page
    data = {
        "key": str(uuid4()),
        "title": "Bundel dua",
        "amount": "2.000.000",
        "regions": [SUMBERWULUH, "35.08.03.2001"],
    }
    answers = [client.post(NEW, data) for _ in range(2)]
    case = Berkas.objects.get(title="Bundel dua")
    assert [answer.url for answer in answers] == [case.get_absolute_url()] * 2
    assert (case.amount, case.spans, case.region_id) == (2_000_000, True, CANDIPURO)


def test_a_case_without_a_region_is_refused_with_what_was_typed(sign_in, monday, people) -> None:  # noqa: F811
    data = {"key": str(uuid4()), "title": "Bundel dua", "amount": "-5", "regions": []}
    answer = sign_in(people.staf).post(NEW, data)
    assert answer.status_code == 422
    for part in ("Pilih paling sedikit satu wilayah.", "Tulis rupiah bulat tanpa sen", 'value="Bundel dua"'):
        assert part in answer.content.decode()


def test_a_case_is_not_opened_by_other_roles_or_elsewhere(sign_in, monday, people) -> None:  # noqa: F811
    assert sign_in(people.kadis).get(NEW).status_code == 403
    assert sign_in(people.staf).get("/kerja/bundel/tidak-ada/baru/").status_code == 404
    assert sign_in(people.staf).get("/kerja/tidak-ada/bundel/baru/").status_code == 404


def test_a_village_opens_below_a_case_that_it_does_not_see_only_in_its_village(sign_in, monday, people, bundle) -> None:  # noqa: F811
    address = "/kerja/bundel/isi/baru/"
    client = sign_in(people.operator)
    assert client.get(bundle.get_absolute_url()).status_code == 404
    assert client.get(f"{address}?induk=x").status_code == 404
    assert client.get(f"{address}?induk={uuid4()}").status_code == 404
    page = client.get(address).content.decode()
    assert "Desa Sumberwuluh, Kec. Candipuro" in page
    data = {"key": str(uuid4()), "title": "Surat desa", "amount": ""}
    client.post(f"{address}?induk={bundle.public_id}", data)
    case = Berkas.objects.get(title="Surat desa")
    assert (case.parent, case.region_id, case.number) == (bundle, SUMBERWULUH, "")


def test_nothing_is_opened_below_a_closed_case(sign_in, monday, send, people, bundle) -> None:  # noqa: F811
    Participant.objects.create(berkas=bundle, capacity="pengusul", user=people.operator, since=MONDAY)
    send(people.staf, bundle, "case_decide", move="tutup", reason="Batal.", yakin="1")
    address = f"/kerja/bundel/isi/baru/?induk={bundle.public_id}"
    answer = sign_in(people.operator).post(address, {"key": str(uuid4()), "title": "Surat desa", "amount": ""})
    assert answer.status_code == 422
    assert "Berkas induknya sudah ditutup" in answer.content.decode()
