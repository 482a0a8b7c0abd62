"""BSPS costs little and is said on one page; its first lengths are those of the reference schedule."""

from pathlib import Path

import pytest

from bsps import stages
from bsps.scheme import SCHEME
from perkim.sipoc.registry import programme
from perkim.sipoc.terms import Unit

FOLDER = Path(stages.__file__).parent


def test_it_takes_under_five_hundred_lines() -> None:
    files = [path for path in FOLDER.rglob("*.py") if "demo" not in path.parts]
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) < 500


@pytest.mark.parametrize(
    ("process", "stage", "days"),
    [
        ("kegiatan", "penetapan", 30),  # BSPS-02
        ("usulan", "verifikasi", 30),
        ("penerima", "survei", 30),
        ("kegiatan", "sosialisasi", 15),  # BSPS-03
        ("penerima", "rekening", 15),
        ("penerima", "rencana", 15),  # BSPS-03a
        ("penerima", "pengerjaan_1", 30),
        ("penerima", "lpd_1", 7),
        ("penerima", "pengerjaan_2", 45),
        ("penerima", "lpd_2", 7),
        ("penerima", "serah_terima", 7),
    ],
)
def test_its_times_are_those_of_the_reference_schedule(process: str, stage: str, days: int) -> None:
    """`domain.md` §4.4."""
    deadline = programme("bsps").process(process).stage(stage).deadlines[0]
    assert (deadline.amounts[0], deadline.unit) == (days, Unit.CALENDAR_DAYS)
    assert deadline.basis == SCHEME.schedule


def test_every_stage_stands_in_its_box() -> None:
    boxes = {stage.key: stage.box for process in programme("bsps").processes for stage in process.stages if stage.box}
    assert boxes["tim"] == 1
    assert {boxes[each] for each in ("penetapan", "verifikasi", "survei", "layak")} == {2}
    assert {boxes[each] for each in ("sosialisasi", "ditetapkan", "rekening", "rencana")} == {3}
    assert [boxes[each] for each in SCHEME.works[1:]] == [4, 5, 6, 7, 8]


def test_no_word_of_rtlh_is_left() -> None:
    words = repr(programme("bsps")).lower()
    assert [each for each in ("rtlh", "lokasi dan alokasi", "sk kumuh", "dpa kegiatan") if each in words] == []
