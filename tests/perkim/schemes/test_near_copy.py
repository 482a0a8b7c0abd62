"""A scheme that is like RTLH and yet another one costs its own words, passes all checks and writes its own papers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from perkim.documents.models import Dokumen
from perkim.documents.papers import sheet_of_process
from perkim.parameters.kinds import kind
from perkim.schemes.scheme import Scheme
from perkim.sipoc.checks import check_programmes
from perkim.sipoc.declarations import Programme
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme as programme_of
from perkim.swadaya.ranking.requirements import RankingFrozen
from tests.every_programme.providing import provide
from tests.every_programme.walker import Walker
from tests.samples import near_copy

DAY = date(2026, 9, 1)


def context_of(case: Berkas, key: str) -> dict[str, Any]:
    sheet = sheet_of_process(case.declared, key)
    assert sheet
    assert sheet.draft
    return dict(sheet.draft.context(case, DAY))


def reach(walker: Walker, scheme: Scheme, stage: str) -> Berkas:
    """A household that went straight on to this stage."""
    declared = walker.programme.process(scheme.household)
    keys = [each.key for each in declared.stages]
    case = walker.open(declared)
    walker.pass_by(case, tuple(keys[: keys.index(stage)]))
    return Berkas.objects.select_related("parent__parent").get(pk=case.pk)


def test_it_costs_little() -> None:
    assert len(Path(near_copy.__file__).read_text(encoding="utf-8").splitlines()) < 220


def test_it_passes_every_check(programme: Programme) -> None:
    assert [str(error) for error in check_programmes()] == []


def test_its_parameters_are_its_own(programme: Programme) -> None:
    assert kind("nelayan.nilai").title == "Nilai bantuan rumah nelayan menurut jenis pekerjaan"
    assert {kind(f"nelayan.{name}").key for name in ("sk_mengingat", "sk_menimbang", "sk_anggaran", "masa_pelihara")}


def test_no_word_of_the_other_programme_is_left(programme: Programme) -> None:
    words = repr(programme).lower()
    others = ("rtlh", "tidak layak huni", "bupati", "peringkat dan", "kpb")
    assert [word for word in others if word in words] == []


def test_rtlh_shares_no_paper_that_names_it(programme: Programme) -> None:
    own = {paper.key: paper for paper in programme.process("tahun").requirements}
    others = {paper.key: paper for paper in programme_of("rtlh").process("kegiatan").requirements}
    assert own["dpa"] == others["dpa"]
    assert own["laporan_akhir"] != others["laporan_akhir"]


def test_the_officer_decrees_for_who_is_eligible(walker: Walker, scheme: Scheme) -> None:
    house = reach(walker, scheme, "siap")
    proposal, year = house.parent, house.parent.parent
    walker.pass_by(proposal, ("draf", "pemeriksaan", "verifikasi"))
    walker.pass_by(year, ("tim",))
    provide(RankingFrozen.find(year.declared), walker, Berkas.objects.get(pk=year.pk))
    decree = context_of(Berkas.objects.get(pk=year.pk), "sk_ppk")
    assert (decree["oleh"], decree["kop"]) == ("Pejabat Pembuat Komitmen Rumah Nelayan", "dinas")
    assert decree["penanda_tangan"]["nama"] == walker.holder(near_copy.DECREE.officer).name
    assert decree["mengingat"] == ["Peraturan Menteri Nomor 1 Tahun 2026;"]
    assert "1 (satu) penerima bantuan stimulan rumah nelayan" in decree["diktum"][0]
    assert decree["lampiran"]["total"] == 35_000_000
    assert not [each for each in decree["menimbang"] if "diumumkan" in each]


@pytest.mark.slow
def test_a_house_goes_all_the_way(walker: Walker, scheme: Scheme) -> None:
    house = reach(walker, scheme, "serah_terima")
    assert house.amount == 35_000_000
    assert Dokumen.objects.live().filter(berkas=house.parent.parent, key="sk_ppk").exists()
    report, handover = context_of(house, "lpd_2"), context_of(house, "bast")
    assert report["kegiatan"] == "Bantuan stimulan rumah nelayan"
    assert "Ketua KPB" not in [each["jabatan"] for each in report["penanda_tangan"]]
    assert (handover["bahan"], handover["upah"]) == (30_000_000, 5_000_000)
    assert handover["dasar"][0].startswith("Keputusan Pejabat Pembuat Komitmen Rumah Nelayan Nomor")
    books = context_of(house.parent, "ba_tabungan")
    assert books["kegiatan"] == "bantuan stimulan rumah nelayan (Nelayan)"
    walker.pass_by(house, ("serah_terima",))
    assert Berkas.objects.get(pk=house.pk).outcome == "SELESAI"
