"""The form of a disposisi offers whom its giver may tell, and says at the field what is wrong with a day."""

import pytest

from perkim.sipoc.instructions import MOST_INSTRUCTIONS
from perkim.sipoc.models import Berkas, Tugas
from tests.cast import employ
from tests.perkim.portal.cases import monday, see, send, words  # noqa: F401
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401
from tests.samples.office import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(letter, office, take) -> Berkas:  # noqa: F811
    return take(office.operator, letter(), "kirim")


def offered(page: str, person) -> bool:
    return f'name="persons" value="{person.pk}"' in " ".join(page.split())


def test_a_village_is_offered_its_own_desk_alone(see, office, letter) -> None:  # noqa: F811
    page = see(office.operator, letter())
    assert [offered(page, each) for each in (office.kades, office.staf, office.tim, office.kabid)] == [
        True,
        False,
        False,
        False,
    ]
    assert 'value="OPERATOR_DESA"' in page
    assert 'value="STAF"' not in page


def test_the_office_is_offered_all_who_serve_the_village(see, office, checked) -> None:  # noqa: F811
    page = see(office.staf, checked)
    assert all(offered(page, each) for each in (office.kades, office.tim, office.kabid))


def test_a_village_that_asks_for_the_office_all_the_same_is_refused(send, office, letter) -> None:  # noqa: F811
    case = letter()
    for told in ({"persons": [office.staf.pk]}, {"role": "STAF"}):
        answer = send(office.operator, case, "case_instruct", title="Ukur jalan", **told)
        assert answer.status_code == 422
    assert not Tugas.objects.filter(title="Ukur jalan").exists()


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        ("2026-06-21", "Tenggat perintah sudah lewat. Pilih hari ini atau sesudahnya."),
        ("2027-06-24", "Tanggal ini terlalu jauh, paling lama 23 Juni 2027. Periksa tahunnya."),
    ],
)
def test_a_day_that_is_past_or_too_far_is_said_at_its_field(send, office, checked, due, sentence) -> None:  # noqa: F811
    answer = send(office.staf, checked, "case_instruct", title="Ukur jalan", persons=[office.tim.pk], due=due)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Tugas.objects.filter(title="Ukur jalan").exists()


@pytest.mark.parametrize("due", ["2026-06-22", "2027-06-23"])
def test_today_and_the_last_day_may_be_chosen(see, send, office, checked, due) -> None:  # noqa: F811
    page = see(office.staf, checked)
    assert 'min="2026-06-22"' in page
    assert 'max="2027-06-23"' in page
    told = {"title": "Ukur", "persons": [office.tim.pk], "due": due}
    assert send(office.staf, checked, "case_instruct", **told).status_code == 302


def test_too_many_ticked_are_said_at_their_field(send, office, checked) -> None:  # noqa: F811
    since = MONDAY.date().replace(month=1)
    people = [
        employ(ROLES["tim"], username=f"tim.{number}", starts=since).pk for number in range(MOST_INSTRUCTIONS + 1)
    ]
    answer = send(office.staf, checked, "case_instruct", title="Ukur jalan", persons=people)
    assert answer.status_code == 422
    assert f"paling banyak untuk {MOST_INSTRUCTIONS} penerima" in words(answer)
