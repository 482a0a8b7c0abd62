"""A paper that the portal writes, in the browser: ordered, waited for by a page that reloads itself, and fetched."""

from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from perkim.outbox.jobs import do_what_waits
from perkim.sipoc.models import Berkas
from tests.cast import employ
from tests.e2e.conftest import OpenPage
from tests.samples.drafted import with_drafts
from tests.samples.office import ROLES
from tests.samples.papers import sent_letter
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.slow


@pytest.fixture
def office(site: str, monkeypatch) -> SimpleNamespace:
    register_for_test(monkeypatch, with_drafts())
    since = timezone.localdate().replace(year=2026, month=1, day=1)
    return SimpleNamespace(**{name: employ(role, starts=since) for name, role in ROLES.items()})


@pytest.fixture
def case(office: SimpleNamespace) -> Berkas:
    return sent_letter(office)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_sheet_is_ordered_waited_for_and_fetched(
    office: SimpleNamespace, case: Berkas, open_page: OpenPage, javascript: bool
) -> None:
    page = open_page(f"/berkas/{case.public_id}/naskah/ba/", "phone", user=office.tim, javascript=javascript)
    page.get_by_role("button", name="Buat konsep (PDF)").click()
    expect(page.get_by_text("Sedang dibuat.")).to_be_visible()
    do_what_waits()
    link = page.get_by_role("link", name="Unduh (PDF")
    expect(link).to_be_visible(timeout=10_000)
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.body().startswith(b"%PDF")
