"""A visit is recorded once, by who works the house, with what was found, when and where."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from perkim.audit.heads import kept_heads
from perkim.audit.models import Entry
from perkim.audit.verification import verify
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError
from perkim.sipoc.models import Berkas
from perkim.visits.amounts import limits_on
from perkim.visits.models import Visit
from perkim.visits.terms import PositionSource, VisitOutcome, WhyNotGps
from perkim.visits.warnings import visit_warnings
from tests.samples.field_work import HOME, WENT, all_sides, handed_houses, typed, visit
from tests.samples.office import MONDAY, take_move

pytestmark = pytest.mark.django_db
ELSEWHERE = (Decimal("-8.1337"), Decimal("113.2245"))


def missing(case: Berkas, requirement=WENT) -> list[str]:
    return list(requirement.missing(case.as_queryset()).get(case.pk, []))


def warnings(made: Visit) -> list[str]:
    return visit_warnings(made, made.berkas, limits_on(MONDAY.date()))


def test_a_stage_is_not_left_before_the_house_was_visited(office, house) -> None:
    all_sides(office.tfl, house)
    with pytest.raises(BlockedError, match="Kunjungan rumah belum dicatat: catat hasil, waktu, dan posisinya"):
        take_move(office.tfl, house, "catat")
    visit(office.tfl, house)
    assert take_move(office.tfl, house, "catat").stage == "periksa"


def test_a_visit_says_what_was_found_when_and_where(office, house) -> None:
    made = visit(office.tfl, house, note="  Rumah dekat sungai.  ")
    made.refresh_from_db()
    assert (made.outcome, made.visitor, made.visited_at, made.note) == (
        VisitOutcome.SURVEYED, office.tfl, MONDAY, "Rumah dekat sungai.",
    )  # fmt: skip
    assert ((made.latitude, made.longitude), made.accuracy_m, made.position_source) == (HOME, 8, PositionSource.GPS)
    assert made.inside is True
    assert WENT.fact(house) == "Rumah disurvei, 22 Juni 2026."


def test_it_stands_in_the_chain_of_the_case(office, house) -> None:
    made = visit(office.tfl, house)
    entry = Entry.objects.get(subject=house.subject, action="kunjungan.dicatat")
    assert entry.data == {"kunjungan": made.pk, "syarat": "survei", "hasil": "disurvei", "sumber_posisi": "gps"}
    assert list(verify(kept_heads())) == []


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (VisitOutcome.DIED, "calon meninggal dunia"),
        (VisitOutcome.MOVED, "calon sudah pindah"),
        (VisitOutcome.UNKNOWN, "rumah atau calon tidak ditemukan"),
        (VisitOutcome.REFUSED, "calon menolak disurvei"),
    ],
)
def test_another_outcome_is_recorded_but_does_not_complete_the_survey(
    office, house, outcome: VisitOutcome, words: str
) -> None:
    visit(office.tfl, house, outcome=outcome, note="Menurut ketua RT.")
    last = f"Kunjungan rumah terakhir 22 Juni 2026: {words}."
    assert missing(house) == [f"{last} Kunjungi lagi, atau ambil putusan yang sesuai."]


def test_the_last_visit_counts(office, house) -> None:
    visit(office.tfl, house, outcome=VisitOutcome.UNKNOWN, note="Rumah kosong.")
    visit(office.tfl, house)
    assert missing(house) == []


def test_another_outcome_must_be_explained(office, house) -> None:
    with pytest.raises(SipocError, match="apa yang ditemukan"):
        visit(office.tfl, house, outcome=VisitOutcome.DIED, note="  ")


# --- Positions -------------------------------------------------------------------------------------------------


def test_a_typed_position_says_why_it_was_typed(office, house) -> None:
    made = visit(office.tfl, house, **typed())
    assert (made.position_source, made.accuracy_m, made.why_not_gps) == (PositionSource.MANUAL, None, WhyNotGps.DENIED)
    with pytest.raises(SipocError, match="tidak diambil dengan GPS"):
        visit(office.tfl, house, **(typed() | {"why_not_gps": None}))


def test_a_visit_without_position_is_kept_but_the_position_stays_missing(office, house) -> None:
    made = visit(office.tfl, house, position=None, why_not_gps=WhyNotGps.NO_SIGNAL)
    assert (made.position_source, made.point, made.inside) == (PositionSource.NONE, None, None)
    assert missing(house) == ["Kunjungan rumah belum menyebut posisi rumah. Catat kunjungan lagi dengan posisinya."]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ((Decimal("-7.2575"), Decimal("112.7521")), "di luar wilayah kabupaten"),
        ((Decimal("8.179503"), Decimal("113.041126")), "bernilai minus"),
        ((Decimal("89"), Decimal("-8.179503")), "di luar wilayah kabupaten"),
    ],
)
def test_a_position_outside_the_regency_is_refused(office, house, place, said: str) -> None:
    with pytest.raises(SipocError, match=said):
        visit(office.tfl, house, **typed(*place))
    assert not Visit.objects.exists()


def test_a_position_in_another_village_is_a_warning(office, house) -> None:
    made = visit(office.tfl, house, **typed(*ELSEWHERE))
    assert made.inside is False
    assert warnings(made) == ["Titik kunjungan di luar Desa Sumberwuluh. Periksa apakah rumahnya memang di desa ini."]
    assert missing(house) == []


def test_a_rough_position_is_a_warning(office, house) -> None:
    made = visit(office.tfl, house)
    assert warnings(made) == []
    made.accuracy_m = 21
    assert warnings(made) == ["Akurasi posisi 21 m, sebaiknya 20 m atau lebih baik."]


# --- Time ------------------------------------------------------------------------------------------------------


def test_a_phone_whose_clock_runs_ahead_is_forgiven(office, house) -> None:
    assert visit(office.tfl, house, visited_at=MONDAY + timedelta(minutes=9)).visited_at == MONDAY


def test_a_survey_on_paper_may_be_older_than_its_case(office, house) -> None:
    assert visit(office.tfl, house, visited_at=MONDAY - timedelta(60)).visited_at == MONDAY - timedelta(60)


@pytest.mark.parametrize(
    ("shift", "said"), [(timedelta(minutes=11), "belum terjadi"), (timedelta(-367), "lebih dari setahun")]
)
def test_a_moment_that_cannot_be_is_refused(office, house, shift: timedelta, said: str) -> None:
    with pytest.raises(SipocError, match=said):
        visit(office.tfl, house, visited_at=MONDAY + shift)


# --- Sent twice ------------------------------------------------------------------------------------------------


def test_the_same_report_sent_twice_is_one_visit(office, house) -> None:
    key = uuid4()
    assert visit(office.tfl, house, client_key=key) == visit(office.tfl, house, client_key=key)
    assert Visit.objects.count() == Entry.objects.filter(action="kunjungan.dicatat").count() == 1


def test_it_is_one_visit_even_after_the_case_went_on(office, house) -> None:
    key = uuid4()
    made = visit(office.tfl, house, client_key=key)
    all_sides(office.tfl, house)
    take_move(office.tfl, house, "catat")
    assert visit(office.tfl, house, client_key=key) == made


def test_a_report_that_was_changed_is_not_passed_over(office, house) -> None:
    key = uuid4()
    visit(office.tfl, house, client_key=key)
    with pytest.raises(SipocError, match="isi yang berbeda"):
        visit(office.tfl, house, client_key=key, outcome=VisitOutcome.MOVED, note="Pindah ke Malang.")


def test_a_key_of_another_house_is_refused(office) -> None:
    key, (first, second) = uuid4(), handed_houses(office, 2)
    visit(office.tfl, first, client_key=key)
    with pytest.raises(SipocError, match="Muat ulang"):
        visit(office.tfl, second, client_key=key)


# --- Who may ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["korfas", "staf", "tim", "kadis"])
def test_only_who_was_handed_the_house_records_a_visit(office, house, who: str) -> None:
    with pytest.raises(RefusedError, match="tenaga fasilitator lapangan yang menangani"):
        visit(getattr(office, who), house)


@pytest.mark.parametrize("who", ["tfl_lain", "operator"])
def test_who_does_not_see_the_house_records_nothing(office, house, who: str) -> None:
    with pytest.raises(RefusedError, match="tidak untuk Anda"):
        visit(getattr(office, who), house)


def test_a_stage_that_asks_for_no_visit_takes_none(office, house) -> None:
    visit(office.tfl, house)
    all_sides(office.tfl, house)
    take_move(office.tfl, house, "catat")
    with pytest.raises(RefusedError, match="bukan bagian tahap pemeriksaan"):
        visit(office.tfl, house)


def test_many_houses_cost_the_queries_of_one(office) -> None:
    houses = handed_houses(office, 12)
    visit(office.tfl, houses[0])
    with CaptureQueriesContext(connection) as queries:
        lacking = WENT.missing(Berkas.objects.filter(pk__in=[house.pk for house in houses]))
    assert len(queries) == 2
    assert set(lacking) == {house.pk for house in houses[1:]}


# --- What the database holds -----------------------------------------------------------------------------------


def test_a_visit_never_changes(office, house) -> None:
    made = visit(office.tfl, house)
    with pytest.raises(DatabaseError, match="visit_stays_as_it_was"), transaction.atomic():
        Visit.objects.filter(pk=made.pk).update(outcome=VisitOutcome.DIED, note="x")
    with pytest.raises(DatabaseError, match="visit_stays_as_it_was"), transaction.atomic():
        made.delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"accuracy_m": None},
        {"position_source": "none"},
        {"position_source": "manual"},
        {"latitude": None},
        {"why_not_gps": "izin"},
        {"outcome": "lain", "note": "x"},
        {"outcome": "menolak"},
        {"visited_at": MONDAY + timedelta(seconds=1)},
        {"longitude": Decimal("181")},
    ],
)
def test_the_database_refuses_what_makes_no_sense(office, house, wrong: dict) -> None:
    made = visit(office.tfl, house)
    made.pk, made.client_key = None, uuid4()
    made._state.adding = True
    for name, value in wrong.items():
        setattr(made, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
