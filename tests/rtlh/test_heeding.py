"""Which stages above and below are asked after a step: those in which it may have become somebody's turn, no others."""

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Reads, Requirement
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.requirements import Deed
from perkim.sipoc.turns import heeds
from rtlh.stages import KEGIATAN, PENERIMA, USULAN

TIM, PENETAPAN, SOSIALISASI, PENUTUPAN = KEGIATAN.stages
PEMERIKSAAN, VERIFIKASI, PELAKSANAAN = (USULAN.stage(key) for key in ("pemeriksaan", "verifikasi", "pelaksanaan"))
LAYAK, DITETAPKAN = PENERIMA.stage("layak"), PENERIMA.stage("ditetapkan")


def test_a_photo_of_a_house_asks_nobody_above_before_the_decree() -> None:
    """It is kept on a slow line, many times a day: village and year wait for where their houses stand."""
    assert heeds(VERIFIKASI) is Reads.STAGE
    assert heeds(PENETAPAN) is Reads.OWN
    assert heeds(PELAKSANAAN) is Reads.STAGE


def test_accounts_and_papers_below_are_heeded_as_soon_as_they_lie_there() -> None:
    assert heeds(SOSIALISASI) is Reads.ALL
    assert heeds(PENUTUPAN) is Reads.ALL
    assert heeds(LAYAK) is Reads.ALL


def test_stages_in_which_nobody_is_called_heed_nothing() -> None:
    assert {heeds(stage) for stage in (TIM, PEMERIKSAAN, DITETAPKAN)} == {Reads.OWN}


def test_a_requirement_that_does_not_say_what_it_reads_is_taken_to_read_all() -> None:
    class Unsaid(Requirement):
        def missing(self, cases: BerkasQuerySet) -> dict[int, list[str]]:
            return {}

    assert Unsaid(key="apa_saja", title="Apa saja").reads is Reads.ALL


def test_what_a_requirement_reads_is_not_taken_over_from_the_class_it_comes_from() -> None:
    class WithMore(Deed):
        pass

    assert Deed(key="rapat", title="Rapat", worked_by=Role.STAF).reads is Reads.OWN
    assert WithMore(key="rapat", title="Rapat", worked_by=Role.STAF).reads is Reads.ALL
