"""Promise 3 beyond one move: opening, handing over and what happens below a parent cost the same for one and many."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from perkim.accounts.roles import Role
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.opening import open_case, open_many
from perkim.sipoc.models import Berkas
from tests.perkim.sipoc.conftest import MONDAY
from tests.perkim.sipoc.test_families import family  # noqa: F401 -- a fixture
from tests.samples.family import BUNDLE, FAMILY, VISIT, YEAR
from tests.samples.office import take_move, write_letters


def statements(doing: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        doing()
    return len(queries)


def test_opening_costs_the_same_for_one_and_for_thirty(office) -> None:
    write_letters(office, 1)  # the operator's assignments are read once
    one, thirty = (statements(lambda count=count: write_letters(office, count)) for count in (1, 30))
    assert one == thirty


def test_handing_over_costs_the_same_for_one_and_for_thirty(family) -> None:  # noqa: F811
    def handed(count: int) -> int:
        new = [family.new(f"Rumah {number}") for number in range(count)]
        visits = open_many(
            actor=family.staf, programme=FAMILY, process=VISIT, new=new, now=MONDAY, parent=family.second
        )
        return statements(
            lambda: hand_over(actor=family.korfas, cases=visits, role=Role.TFL, to=family.tfl, now=MONDAY)
        )

    assert handed(1) == handed(30)


def test_a_parents_fate_costs_the_same_with_one_case_below_and_with_thirty(family) -> None:  # noqa: F811
    """Sent back, gone on, refused: what lies below freezes, thaws and ends."""

    def year_with(count: int) -> Berkas:
        year = open_case(actor=family.staf, programme=FAMILY, process=YEAR, new=family.new("Tahun"), now=MONDAY)
        new = [family.new(f"Bundel {number}") for number in range(count)]
        open_many(actor=family.staf, programme=FAMILY, process=BUNDLE, new=new, now=MONDAY, parent=year)
        return take_move(family.staf, year, "lanjut")

    def fate(year: Berkas) -> list[int]:
        ways = (("kabid", "kembali"), ("staf", "lanjut"), ("kabid", "tolak"))
        return [
            statements(
                lambda who=who, way=way: take_move(getattr(family, who), year, way, reason="Tidak ada anggaran.")
            )
            for who, way in ways
        ]

    assert fate(year_with(1)) == fate(year_with(30))
