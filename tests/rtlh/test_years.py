"""A year's activity waits for all villages that sent something, and ends when the last house is handed over."""

from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process
from rtlh.stages import KEGIATAN
from tests.every_programme.walker import Walker
from tests.rtlh.walks import reach, sentences, take

USULAN = process("rtlh", "usulan")


def test_the_award_waits_for_proposals_that_were_sent_and_not_for_drafts(walker: Walker) -> None:
    year = reach(walker, "penetapan", kind="kegiatan")
    walker.open(USULAN, parent=year)
    assert "Usulan desa yang lolos verifikasi: belum ada satu pun." in sentences(year, "tetapkan")
    reach(walker, "pelaksanaan", kind="usulan", parent=year)
    reach(walker, "pemeriksaan", kind="usulan", parent=year)
    assert "Verifikasi usulan desa: 1 dari 3 berkas belum selesai." in sentences(year, "tetapkan")


def test_the_meetings_of_all_villages_are_waited_for_by_name(walker: Walker) -> None:
    year = reach(walker, "sosialisasi", kind="kegiatan")
    village = Berkas.objects.get(parent=year, process="usulan")
    assert sentences(year, "lanjut") == []
    walker.pass_by(Berkas.objects.get(parent=village), ("layak",))
    assert sentences(year, "lanjut")[:1] == [f"BA sosialisasi dan rembuk warga belum ada pada {village.number}."]


def test_cancelling_the_year_ends_everything_below_with_the_same_reason(walker: Walker) -> None:
    house = reach(walker, "survei")
    year = Berkas.objects.get(pk=house.parent.parent_id)
    take(walker, year, "batal")
    assert set(Berkas.objects.values_list("outcome", flat=True)) == {"BATAL"}
    assert house.visits.get(move="bersama-induk").reason == KEGIATAN.stage("tim").move("batal").reasons[0]


def test_the_year_ends_well_only_over_ended_proposals(walker: Walker) -> None:
    year = reach(walker, "penutupan", kind="kegiatan")
    assert "Penyelesaian usulan desa: 1 dari 1 berkas belum selesai." in sentences(year, "selesai")
    assert take(walker, year, "selesai").outcome == "SELESAI"
