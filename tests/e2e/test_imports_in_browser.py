"""A village brings its list in a browser without JavaScript, on a phone and on a desk."""

from pathlib import Path

import pytest
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.files.examination import examine
from perkim.files.kinds import SPREADSHEET
from perkim.imports import declarations
from perkim.imports.actions.deciding import ask_to_store
from perkim.imports.actions.receiving import receive
from perkim.imports.jobs import read_file, store_rows
from perkim.imports.models import Batch
from tests.cast import employ
from tests.e2e.looking import faults_at_every_size, held_still, usable_at_every_size
from tests.perkim.imports import sample
from tests.perkim.imports.files import BNBA, uploaded

pytestmark = pytest.mark.slow


@pytest.fixture
def operator(site: str, monkeypatch) -> User:
    monkeypatch.setattr(declarations.KINDS, "_things", {**declarations.KINDS._things, "calon": sample.SAMPLE})
    sample.create_table()
    return employ(Role.OPERATOR_DESA)


def received(operator: User) -> Batch:
    file = examine(uploaded(BNBA.read_bytes(), "bnba-sumberwuluh-2026.xlsx"), SPREADSHEET)
    return receive(actor=operator, kind=sample.SAMPLE, ref=sample.VILLAGE, file=file, now=timezone.now())


def store(operator: User, batch: Batch) -> None:
    ask_to_store(actor=operator, batch=batch, rows=35, now=timezone.now())
    store_rows({"batch": batch.pk})


def test_pages_of_imports_are_usable_by_everybody(open_page, operator: User) -> None:
    def look_at(path: str) -> None:
        page = open_page(path, user=operator)
        with held_still(page):
            usable_at_every_size(page, path)
        # One that asks again by itself would go on asking.
        page.context.close()

    look_at(f"/impor/calon/{sample.VILLAGE}/")
    batch = received(operator)
    address = batch.get_absolute_url()
    look_at(address)
    read_file({"batch": batch.pk})
    for rest in ("", "?tampil=masalah&jenis=other_regency", "baris/21/", "baris/13/", "batal/"):
        look_at(f"{address}{rest}")
    store(operator, batch)
    for rest in ("", "tarik/"):
        look_at(f"{address}{rest}")


def test_a_page_that_asks_again_can_be_held(open_page, operator: User) -> None:
    page = open_page(received(operator).get_absolute_url(), user=operator)
    page.evaluate("mark = 'the same page'")
    with held_still(page):
        with page.expect_request("**/impor/**"):
            pass
        assert page.evaluate("mark") == "the same page"
        assert faults_at_every_size(page) == []


def test_a_list_is_brought_in_mended_and_stored_without_javascript(open_page, operator: User, tmp_path: Path) -> None:
    page = open_page(f"/impor/calon/{sample.VILLAGE}/", "phone", user=operator, javascript=False)
    page.get_by_label("File daftar").set_input_files(BNBA)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.get_by_role("heading", name="File sedang dibaca").wait_for()
    read_file({"batch": Batch.objects.get().pk})
    # The page asks again by itself.
    page.get_by_role("heading", name="Enam baris perlu diperbaiki").wait_for(timeout=10_000)
    page.get_by_role("link", name="Perbaiki baris 28").click()
    page.get_by_label("Nama", exact=True).fill("Suparmi")
    page.get_by_role("button", name="Simpan baris 28").click()
    page.get_by_text("Baris 28 sekarang dapat disimpan.").wait_for()
    page.get_by_role("button", name="Simpan 36 baris").click()
    page.get_by_role("heading", name="Baris sedang disimpan").wait_for()
    store_rows({"batch": Batch.objects.get().pk})
    page.get_by_role("heading", name="36 calon penerima tersimpan").wait_for(timeout=10_000)
    assert (28, "Suparmi") in sample.stored()
