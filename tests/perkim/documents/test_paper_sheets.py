"""Every sheet: whole, tagged, on the paper that the office uses, numbered from page 2, and signed with what it says."""

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from django.template import engines
from django.template.backends.django import DjangoTemplates

from perkim.documents.drafting import digest
from perkim.documents.rendering import sheet_html, sheet_pdf
from tests.pages import one_line
from tests.perkim.documents.reading import pages_of, read, size_in_mm, tags_of
from tests.samples.money_sheets import money_receipt, use_of_money
from tests.samples.next_sheets import SHEETS, decree, handover, savings_books
from tests.samples.sheets import A4, KADES, receipt, verification


@pytest.fixture
def strict(settings, monkeypatch) -> None:
    """A variable that a template takes and the frozen data lack shows itself."""
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    monkeypatch.setattr(engine.engine, "string_if_invalid", "!!%s!!")


@cache
def rendered(name: str) -> bytes:
    return sheet_pdf(SHEETS[name]())


@pytest.mark.parametrize("name", SHEETS)
def test_it_takes_nothing_that_the_data_lack(name: str, strict: None) -> None:
    assert "!!" not in sheet_html(SHEETS[name]())


@pytest.mark.parametrize("name", SHEETS)
def test_it_claims_both_standards_and_has_the_tags_for_them(name: str) -> None:
    pdf = rendered(name)
    root = read(pdf).trailer["/Root"]
    claims = root["/Metadata"].get_data().decode()
    assert 'pdfaid:part="3" pdfaid:conformance="A"' in claims
    assert 'pdfuaid:part="1"' in claims
    assert claims.count("<rdf:RDF") == 1
    assert (root["/Lang"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == ("id", True)
    # Above a decree of the regent stand words alone, without the arms of the agency.
    arms = {"/Figure"} if SHEETS[name]()["isi"].get("kop") != "bupati" else set()
    assert tags_of(pdf) & {"/H1", "/P", "/Figure"} == {"/H1", "/P"} | arms


@pytest.mark.parametrize("name", sorted(set(SHEETS) - {"kuitansi"}))
def test_its_tables_have_heads(name: str) -> None:
    assert {"/Table", "/THead", "/TH", "/TD"} <= tags_of(rendered(name))


@pytest.mark.parametrize("name", SHEETS)
def test_it_uses_our_two_families_only(name: str) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in read(rendered(name)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    family = "TeX-Gyre-Bonum" if name.startswith("sk_") else "Liberation-Sans"
    assert fonts
    assert all(font.startswith(family) for font in fonts)


@pytest.mark.parametrize(("bentuk", "size"), [({}, (215, 330)), ({"bentuk": A4}, (210, 297))])
def test_it_is_as_large_as_the_parameters_say(bentuk: Mapping[str, Any], size: tuple[int, int]) -> None:
    assert size_in_mm(sheet_pdf(receipt(**bentuk))) == size


def test_pages_are_numbered_from_the_second_on() -> None:
    pages = pages_of(rendered("ba_verifikasi"))
    assert len(pages) > 2
    assert "- 1 -" not in pages[0]
    assert all(f"- {number} -" in page for number, page in enumerate(pages[1:], start=2))


def test_a_draft_says_so_on_every_page_and_a_finished_sheet_on_none() -> None:
    assert all("DRAF" in page for page in pages_of(rendered("ba_verifikasi")))
    finished = verification(9, draf=False, nomor="600/7/2026", tanggal="2026-06-22")
    assert not any("DRAF" in page for page in pages_of(sheet_pdf(finished)))


def test_sixty_candidates_run_over_pages_with_their_head_and_lose_nobody() -> None:
    pages = pages_of(rendered("ba_verifikasi"))
    with_rows = [page for page in pages if "3508" in page]
    assert len(with_rows) > 2
    assert all("No. Nama NIK Alamat Hasil Jenis Alasan" in page for page in with_rows)
    text = " ".join(pages)
    assert all(f"3508••••••••{number:04d}" in text for number in range(1, 61))


@pytest.mark.parametrize("rows", range(6, 30, 3))
def test_signatures_and_totals_never_stand_alone(rows: int) -> None:
    last = pages_of(sheet_pdf(verification(rows)))[-1]
    assert all(name in last for name in ("Rizky Amalia", "Dwi Hartono", "Agus Wibowo", "Abdul Aziz"))
    assert "Demikian berita acara ini" in last
    assert "Jumlah" not in last or "3508" in last


def test_the_counts_of_the_verification_stand_in_words() -> None:
    text = " ".join(pages_of(rendered("ba_verifikasi")))
    assert "layak menerima bantuan: 40 (empat puluh) calon, terdiri atas 30 peningkatan kualitas (PK)" in text
    assert "tidak dapat disurvei" not in text
    changed = verification(6)
    changed["isi"]["jumlah"]["lainnya"] = 2
    assert "tidak dapat disurvei: 2 (dua) calon." in " ".join(pages_of(sheet_pdf(changed)))


def test_the_year_of_the_budget_is_no_amount() -> None:
    assert "Tahun Anggaran 2026" in " ".join(pages_of(sheet_pdf(verification(3))))


def test_a_decree_has_the_parts_that_the_law_asks_for() -> None:
    first, second, annex, *_ = pages_of(sheet_pdf(decree(5)))
    assert "NOMOR 188.45/290/427.12/2026 TENTANG PENETAPAN" in first
    assert "Menimbang : a. bahwa" in first
    assert "Mengingat : 1. Undang-Undang" in first
    assert "MEMUTUSKAN: Menetapkan : KEPUTUSAN KEPALA DINAS" in second
    assert all(word in second for word in ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA"))
    assert "Ditetapkan di Lumajang pada tanggal 23 November 2026" in second
    assert "Ir. BAMBANG SUDARSONO, M.T. Pembina Utama Muda NIP" in second
    assert "LAMPIRAN KEPUTUSAN KEPALA DINAS" in annex
    assert "NOMOR : 188.45/290/427.12/2026 TANGGAL : 23 November 2026" in annex
    assert "Jumlah 5 rumah Rp100.000.000" in annex


def test_a_decree_of_the_regent_stands_below_his_own_head() -> None:
    first = pages_of(sheet_pdf(decree(3, by_bupati=True)))[0]
    assert first.startswith("BUPATI LUMAJANG KEPUTUSAN BUPATI LUMAJANG")
    assert "DINAS PERUMAHAN" not in first


def test_a_receipt_of_money_has_the_amount_in_words_and_room_for_the_stamp() -> None:
    text = " ".join(pages_of(sheet_pdf(money_receipt())))
    assert "Uang sebesar : Delapan juta tujuh ratus lima puluh ribu rupiah" in text
    assert "Rp8.750.000,00" in text
    assert "Meterai Rp10.000" in text


@pytest.mark.parametrize(
    ("stamp", "printed"), [(12_000, "Meterai Rp12.000 "), (True, "Meterai Sutrisno"), (0, ""), (False, "")]
)
def test_the_stamp_is_the_duty_that_was_frozen_also_where_an_older_sheet_has_a_yes(stamp: object, printed: str) -> None:
    data = money_receipt()
    data["isi"]["penerima"] = data["isi"]["penerima"] | {"meterai": stamp}
    text = " ".join(pages_of(sheet_pdf(data)))
    assert printed in text if printed else "Meterai" not in text


def test_the_use_of_money_adds_up_on_its_sheet() -> None:
    text = " ".join(pages_of(sheet_pdf(use_of_money())))
    assert "Dana yang dipakai (bahan yang dibayar + B) Rp10.000.000 Sisa Rp0" in text
    assert "Rp10.000.000,00 (sepuluh juta rupiah)" in text


def test_a_handover_names_both_parties_and_the_worth() -> None:
    text = " ".join(pages_of(sheet_pdf(handover())))
    assert "PIHAK PERTAMA" in text
    assert "PIHAK KEDUA" in text
    assert "Senin, tanggal dua puluh satu bulan Desember tahun dua ribu dua puluh enam (21 Desember 2026)" in text
    assert "Rp20.000.000,00 (dua puluh juta rupiah)" in text


def test_each_receiver_of_a_savings_book_has_a_place_to_sign() -> None:
    text = " ".join(pages_of(sheet_pdf(savings_books(4))))
    assert "Tanda tangan" in text
    assert all(f"0142 0{number:03d} 11 {number + 1}." in text for number in range(4))


def test_whoever_is_not_known_yet_signs_on_dots() -> None:
    data = verification(3)
    data["isi"]["penanda_tangan"] = [{**KADES, "nama": ""}]
    assert "Kepala Desa Sumberwuluh (....." in pages_of(sheet_pdf(data))[-1]


def test_what_people_typed_is_text_and_nothing_else() -> None:
    data = verification(3)
    data["isi"]["calon"][0]["nama"] = '<img src="file:///etc/passwd"> & Co'
    assert '<imgsrc="file:///etc/passwd">&Co' in "".join(pages_of(sheet_pdf(data))).replace(" ", "")


def test_the_same_data_make_the_same_bytes() -> None:
    assert sheet_pdf(receipt()) == sheet_pdf(deepcopy(receipt()))


def test_the_hash_knows_no_order_of_keys_but_every_value() -> None:
    data = receipt()
    assert digest(dict(reversed(data.items()))) == digest(data)
    assert digest(receipt(nomor="1")) != digest(data)


def test_names_of_a_pair_stand_at_one_height_also_where_words_stand_above_only_one() -> None:
    assert sheet_html(money_receipt()).count('<div class="pihak sela">') == 1
    assert "pihak sela" not in sheet_html(use_of_money())


def test_a_receipt_names_a_sender_once_whose_account_is_called_like_the_post() -> None:
    head = {"nama": "Kepala Desa Penanggal", "jabatan": "Kepala Desa Penanggal"}
    sheet = sheet_html(receipt(isi={**receipt()["isi"], "pengirim": head}))
    assert sheet.count("Kepala Desa Penanggal") == 1
    assert "Abdul Aziz, Kepala Desa Sumberwuluh" in one_line(sheet_html(receipt()))
