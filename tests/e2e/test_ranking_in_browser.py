"""The ranking of a year and the approval of its list in a real browser: usable by everybody, on a phone first."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from perkim.accounts.roles import Role
from perkim.documents.actions.render_job import render_draft
from perkim.documents.actions.writing import ask_draft
from perkim.sipoc.registry import programme
from perkim.swadaya.models import Ranking
from tests.e2e.looking import faults_at_every_size, wider_than_its_window
from tests.every_programme.walker import Walker
from tests.rtlh.rankings import announced, closed, frozen, year_with

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(stand) -> SimpleNamespace:
    return stand(open_desk)


def open_desk() -> SimpleNamespace:
    """A year with three households, two of them within the quota, announced today."""
    walker = Walker(programme("rtlh"))
    year, _ = year_with(walker, 21, 18, 12)
    ranking = frozen(walker, year, units=2)
    walker.now = timezone.localtime()
    return SimpleNamespace(walker=walker, year=year, ranking=announced(walker, ranking))


def test_the_ranking_and_its_announcement_are_usable_by_everybody(open_page, desk) -> None:
    kabid = desk.walker.holder(Role.KABID_PRM)
    page = open_page(reverse("swadaya:ranking", args=[desk.year.public_id]), user=kabid)
    for name in ("ranking", "ranking_quota", "ranking_object", "announced"):
        page.goto(reverse(f"swadaya:{name}", args=[desk.year.public_id]))
        assert faults_at_every_size(page) == [], name
        assert wider_than_its_window(page) == [], name


def test_the_head_approves_on_a_phone_without_javascript(open_page, desk) -> None:
    closed(desk.walker, desk.ranking)
    konsep = ask_draft(actor=desk.walker.holder(Role.STAF), case=desk.year, key="sk_penerima", now=desk.walker.tick())
    render_draft({"konsep": konsep.pk})
    page = open_page("/persetujuan/", "phone", user=desk.walker.holder(Role.KADIS), javascript=False)
    page.get_by_role("link", name="SK penerima bantuan RTLH 2026").click()
    expect(page.get_by_text("Rp40 juta")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Setujui")).to_be_in_viewport()
    page.get_by_role("link", name="Setujui").click()
    page.get_by_role("button", name="Setujui daftar ini").click()
    expect(page.get_by_text("Sudah disetujui")).to_be_visible()
    assert Ranking.objects.get().approved_at


def test_the_pages_of_approval_are_usable_by_everybody(open_page, desk) -> None:
    closed(desk.walker, desk.ranking)
    page = open_page("/persetujuan/", user=desk.walker.holder(Role.KADIS))
    assert faults_at_every_size(page) == []
    for name in ("approval", "approve", "send_back"):
        page.goto(reverse(f"portal:{name}", args=[desk.year.public_id, "persetujuan"]))
        assert faults_at_every_size(page) == [], name
        assert wider_than_its_window(page) == [], name
