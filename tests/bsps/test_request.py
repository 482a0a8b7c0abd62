"""The head of the agency asks the PPK for the decree, with the list; the decree that comes back is read beside it."""

from datetime import date

import pytest

from bsps.scheme import SCHEME
from perkim.documents.papers import sheet_of_process
from perkim.schemes.papers import year as papers
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Assessment
from tests.bsps.test_allocation import freeze, record
from tests.every_programme.walker import Walker
from tests.rtlh.rankings import year_with

DAY = date(2026, 9, 1)


def letter(year: Berkas) -> dict:
    sheet = sheet_of_process(year.declared, "pengajuan_sk")
    assert sheet
    assert sheet.draft
    return dict(sheet.draft.context(Berkas.objects.get(pk=year.pk), DAY))


def test_it_names_the_allocation_the_kinds_and_everybody(walker: Walker) -> None:
    year, houses = year_with(walker, 30, 20, 10)
    Assessment.objects.filter(berkas=houses[0]).update(kind="PB")
    freeze(walker, year)
    said = letter(year)
    assert said["dasar"].startswith("SK alokasi nomor ")
    assert said["kepada"] == ["Pejabat Pembuat Komitmen Rumah Swadaya", "di tempat"]
    assert [(each["jenis"], each["rumah"], each["nilai"]) for each in said["jenis"]] == [
        ("Peningkatan kualitas", 2, 40_000_000),
        ("Pembangunan baru", 1, 20_000_000),
    ]
    assert (said["jumlah"], said["total"], said["verifikasi"]) == (3, 60_000_000, 1)
    assert not [each for each in said["penerima"] if each["nik"].isdigit()], "no number stands there whole"


def test_there_is_none_before_the_list(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    with pytest.raises(SipocError, match="Bekukan peringkat dahulu"):
        letter(year)


def test_the_decree_waits_for_the_letter_and_is_not_written_here(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    stage = Berkas.objects.get(pk=year.pk).declared_stage
    assert stage.after["sk_penerima"] == ("peringkat", "pengumuman", "sanggah", "pengajuan_sk")
    assert papers.sk_penerima(SCHEME).draft is None
    assert papers.sk_perubahan(SCHEME).draft is None


def test_letter_and_decree_are_not_older_than_what_they_rest_on(walker: Walker) -> None:
    year, _ = year_with(walker, 30)
    freeze(walker, year)
    letter_paper, decree = papers.pengajuan_sk(SCHEME), papers.sk_penerima(SCHEME)
    assert letter_paper.rests_on
    assert decree.rests_on
    assert letter_paper.rests_on(year).words == "daftar penerima yang dibekukan"
    record(walker, year, letter_paper)
    basis = decree.rests_on(year)
    assert basis.words.startswith("Surat pengajuan SK penerima nomor ")
    assert basis.day == walker.now.date()


def test_beside_the_decree_stands_what_it_must_give(walker: Walker) -> None:
    year, _ = year_with(walker, 30, 20)
    paper = papers.sk_penerima(SCHEME)
    assert paper.decides is not None
    assert paper.decides(year) == ()
    freeze(walker, year)
    record(walker, year, papers.pengajuan_sk(SCHEME))
    assert paper.decides(year) == (("Penerima", "2 rumah"), ("Tiap rumah", "Rp20.000.000"), ("Jumlah", "Rp40.000.000"))
