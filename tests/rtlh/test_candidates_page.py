"""The page of an usulan's candidates: what it shows, to whom, and one candidate typed by hand."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.imports.declarations import Row, kind_of
from perkim.imports.forms import RowForm
from perkim.imports.jobs import store_rows
from perkim.imports.models import Batch
from perkim.imports.spreadsheets.sheets import cell_of
from perkim.imports.wording import Filling
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process
from perkim.sipoc.terms import Outcome
from perkim.swadaya.models import Calon
from perkim.swadaya.terms import LandProof
from tests.cast import TOMPOKERSAN, employ
from tests.every_programme.walker import Walker
from tests.pages import one_line
from tests.rtlh.lists import bring, store
from tests.rtlh.rankings import year_with
from tests.rtlh.walks import reach

TYPED = {
    "name": "Suparmi",
    "sex": "P",
    "nik": "3508035107759977",
    "kk": "3508030101109977",
    "birth": "Lumajang, 11-07-1975",
    "dusun": "Krajan",
    "residents": "4",
}


@pytest.fixture
def draft(walker: Walker) -> Berkas:
    return reach(walker, "draf", kind="usulan")


@pytest.fixture
def desk(walker: Walker, client: Client) -> Client:
    client.force_login(walker.holder(Role.OPERATOR_DESA))
    return client


def page_of(draft: Berkas) -> str:
    return reverse("swadaya:candidates", args=[draft.public_id])


def test_it_lists_the_candidates_with_masked_numbers(walker, draft, desk) -> None:
    store(walker.holder(Role.OPERATOR_DESA), bring(walker.holder(Role.OPERATOR_DESA), draft))
    page = desk.get(page_of(draft)).content.decode()
    assert "33 calon di daftar ini" in page
    assert "3508••••••••9901" in page
    assert "3508036709679901" not in page


def test_the_heading_counts_what_the_list_shows(walker: Walker, client: Client) -> None:
    _, (aided, withdrawn, *_) = year_with(walker, 10, 20, 30)
    for case, outcome in ((aided, Outcome.SELESAI), (withdrawn, Outcome.BATAL)):
        Berkas.objects.filter(pk=case.pk).update(outcome=outcome, closed_at=walker.now)
    client.force_login(walker.holder(Role.KORFAS))
    page = one_line(client.get(page_of(aided.parent)))
    assert "<h1>3 calon di daftar ini</h1>" in page
    assert "1 di antaranya tidak dilanjutkan." in page
    assert "1–3 dari 3 calon" in page


def test_the_queries_do_not_grow_with_the_list(walker, draft, desk, django_assert_max_num_queries) -> None:
    store(walker.holder(Role.OPERATOR_DESA), bring(walker.holder(Role.OPERATOR_DESA), draft))
    with django_assert_max_num_queries(16):
        desk.get(page_of(draft))


def test_another_village_finds_nothing(draft, client: Client) -> None:
    client.force_login(employ(Role.OPERATOR_DESA, username="jauh", region=TOMPOKERSAN))
    assert client.get(page_of(draft)).status_code == 404


def test_one_candidate_is_typed_checked_and_stored(draft, desk) -> None:
    at_row = desk.post(reverse("imports:type_one", args=["rtlh-bnba", draft.public_id]))
    batch = Batch.objects.get()
    wrong = desk.post(at_row.url, {**TYPED, "nik": "350803510775997", "seen": 0})
    assert wrong.status_code == 422
    assert "NIK hanya 15 angka." in wrong.content.decode()
    assert "Suparmi" in wrong.content.decode()
    assert desk.post(at_row.url, {**TYPED, "seen": 1}).url == batch.get_absolute_url()
    desk.post(reverse("imports:store", args=[batch.public_id]), {"rows": 1})
    store_rows({"batch": batch.pk})
    assert Calon.objects.with_people().get().person.nik == TYPED["nik"]


def test_the_form_of_one_candidate_begins_without_a_fault(draft, desk) -> None:
    at_row = desk.post(reverse("imports:type_one", args=["rtlh-bnba", draft.public_id]))
    page = one_line(desk.get(at_row.url))
    assert "<h1>Ketik satu calon</h1>" in page
    for untrue in ("perlu diperbaiki", "kosong.", "Perbaiki", "Pembukaan baris ini dicatat", "baris 1"):
        assert untrue not in page
    assert not Entry.objects.filter(action="impor.baris-dibuka").exists()
    for key in (each.value for each in LandProof if "_" in each.value or each.value == "LAIN"):
        assert f">{key}<" not in page
    assert "Letter C/Petok D" in page
    wrong = one_line(desk.post(at_row.url, {**TYPED, "name": "", "seen": 0}))
    assert "<h1>Perbaiki isian</h1>" in wrong
    assert "Nama calon penerima kosong." in wrong
    desk.get(at_row.url)
    assert Entry.objects.filter(action="impor.baris-dibuka").exists()


def test_a_chosen_proof_is_kept_in_the_words_of_the_form(draft, desk) -> None:
    at_row = desk.post(reverse("imports:type_one", args=["rtlh-bnba", draft.public_id]))
    desk.post(at_row.url, {**TYPED, "land_proof": "Letter C/Petok D", "seen": 0})
    batch = Batch.objects.get()
    desk.post(reverse("imports:store", args=[batch.public_id]), {"rows": 1})
    store_rows({"batch": batch.pk})
    assert Calon.objects.get().land_proof == LandProof.LETTER_C


def test_the_list_and_its_form_say_the_same_of_what_must_be_filled(draft, desk) -> None:
    page = desk.get(reverse("imports:upload", args=["rtlh-bnba", draft.public_id])).content.decode()
    every_row, heading = (page.partition(f"{each}:")[2].partition("</p>")[0] for each in list(Filling)[:2])
    form = RowForm(kind=kind_of("rtlh-bnba"), row=Row(line=1, raw={}), seen=0, blank=True)
    for column in kind_of("rtlh-bnba").fields_of():
        told = f"<b>{column.title}</b>"
        assert (told in every_row) is form.fields[column.key].required
        assert (told in heading) is column.heading


@pytest.mark.parametrize("kind", ["rtlh-bnba", "rtlh-rekening"])
def test_what_is_offered_is_words_that_are_read_again(kind: str) -> None:
    for column in kind_of(kind).columns:
        read = [column.parse(cell_of(each)) for each in column.choices]
        assert len(set(read)) == len(read)
        assert not any("_" in each for each in column.choices)


def test_a_second_one_waits_for_the_first(draft, desk) -> None:
    desk.post(reverse("imports:type_one", args=["rtlh-bnba", draft.public_id]))
    again = desk.post(reverse("imports:type_one", args=["rtlh-bnba", draft.public_id]))
    assert again.status_code == 422
    page = one_line(again)
    assert "Lanjutkan impor itu" in page
    assert "mengetik satu calon" in page
    assert "mengunggah Diketik" not in page


def test_what_only_undoing_an_import_takes_is_no_decision_of_the_case_page(walker, draft, desk) -> None:
    case = walker.open(process("rtlh", "penerima"), parent=draft)
    way = case.declared_stage.move("impor_dibatalkan")
    page = one_line(desk.get(case.get_absolute_url()))
    assert "Keluarkan dari daftar" in page
    assert way.title not in page
    sent = {"move": way.key, "key": uuid4(), "lock_version": case.lock_version, "reason": "Salah.", "yakin": "1"}
    refused = desk.post(reverse("portal:case_decide", args=[case.public_id]), sent)
    assert refused.status_code == 422
    assert "Pilih putusan Anda dahulu." in one_line(refused)
    assert Berkas.objects.get(pk=case.pk).is_open
