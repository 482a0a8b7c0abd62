"""Socialisation, groups and reserves of the year before in a real browser: usable by everybody, on a phone first."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from perkim.accounts.roles import Role
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process, programme
from tests.e2e.looking import faults_at_every_size, wider_than_its_window
from tests.every_programme.walker import Walker
from tests.rtlh.test_socialisation import AWAY, HERE, awarded, record

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(stand) -> SimpleNamespace:
    return stand(open_desk)


def open_desk() -> SimpleNamespace:
    """A village with three recipients, one of whom was absent."""
    walker = Walker(programme("rtlh"))
    village, cases = awarded(walker, 3)
    walker.now = timezone.localtime()
    record(walker, village, attendance={cases[0].pk: HERE, cases[1].pk: AWAY})
    return SimpleNamespace(walker=walker, village=village, cases=cases)


def test_socialisation_and_groups_are_usable_by_everybody(open_page, desk) -> None:
    korfas = desk.walker.holder(Role.KORFAS)
    page = open_page(reverse("swadaya:meetings", args=[desk.village.public_id]), user=korfas)
    for name in ("meetings", "meeting_record", "kpb", "kpb_form"):
        page.goto(reverse(f"swadaya:{name}", args=[desk.village.public_id]))
        assert faults_at_every_size(page) == [], name
        assert wider_than_its_window(page) == [], name


def test_a_meeting_is_recorded_on_a_phone_without_javascript(open_page, desk) -> None:
    address = reverse("swadaya:meeting_record", args=[desk.village.public_id])
    page = open_page(address, "phone", user=desk.walker.holder(Role.TFL), javascript=False)
    page.fill("[name=starts]", "09:00")
    page.get_by_label("Materi").fill("Hak dan kewajiban penerima.")
    page.get_by_label("Kesepakatan").fill("Gotong royong tiap Minggu.")
    for radio in page.locator("input[type=radio][value=HADIR]").all():
        radio.check()
    page.get_by_role("button", name="Simpan sosialisasi").click()
    expect(page.get_by_text("Semua 3 penerima sudah hadir atau diwakili.")).to_be_visible()


def test_reserves_of_the_year_before_are_usable_by_everybody(open_page, desk) -> None:
    case = desk.cases[2]
    Berkas.objects.filter(pk=case.pk).update(
        stage="layak", outcome="DITOLAK", closed_at=timezone.now(), year=desk.village.year - 1
    )
    usulan = desk.walker.open(process("rtlh", "usulan"), parent=desk.walker.open(process("rtlh", "kegiatan")))
    page = open_page(
        reverse("swadaya:candidates", args=[usulan.public_id]), user=desk.walker.holder(Role.OPERATOR_DESA)
    )
    page.get_by_role("link", name="Ambil calon yang sudah ada").click()
    assert faults_at_every_size(page) == []
    assert wider_than_its_window(page) == []
    page.get_by_role("button", name="Ambil yang dipilih").click()
    expect(page.get_by_text("1 calon masuk ke daftar ini")).to_be_visible()
    assert faults_at_every_size(page) == []
