"""The screen of days off: drafts, what is refused, and saving what was seen."""

from datetime import date, timedelta

import pytest
from django.test import Client

from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.parameters.actions import DAYS_OFF
from perkim.parameters.models import DayOff
from tests.cast import employ
from tests.perkim.portal.calendar_desk import (
    HERE,
    TODAY,
    WEDNESDAY,
    day_off,
    draft,
    enter,
    enter_admin,
    look,
    people,
    save,
    send,
    stop_clock,
)
from tests.races import at_once


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


@pytest.fixture
def office(db, monkeypatch):
    return people(monkeypatch)


@pytest.fixture
def admin(office) -> Client:
    return enter_admin()


@pytest.fixture
def head(office) -> Client:
    """The head of the agency, who sees letters."""
    return enter(office.kadis)


def test_it_shows_the_days_off_of_a_year(admin: Client) -> None:
    day_off(date(2027, 8, 17), title="Hari Kemerdekaan", tentative=True)
    day_off(date(2028, 1, 1), title="Tahun Baru 2028")
    page = admin.get(HERE, {"tahun": "2027"}).content.decode()
    assert "Hari Kemerdekaan" in page
    assert "Belum pasti" in page
    assert "Tahun Baru 2028" not in page
    assert "?tahun=2028" in page


@pytest.mark.parametrize("year", ["", "x", "0000", "0001", "9999", "99999", "10000", "-1", "٢٠٢٧"])
def test_what_is_no_year_shows_this_one_or_an_empty_one(admin: Client, year: str) -> None:
    assert admin.get(HERE, {"tahun": year}).status_code == 200


@pytest.mark.parametrize("role", [Role.STAF, Role.KABID_PRM, Role.APIP, Role.OPERATOR_DESA])
def test_nobody_else_changes_the_calendar(office, role: Role) -> None:
    client = enter(employ(role, username="orang.lain", starts=TODAY.date() - timedelta(days=400)))
    assert look(client, draft(WEDNESDAY)).status_code == 403


def test_saving_what_was_seen_changes_the_calendar(admin: Client, office) -> None:
    send(office)
    seen = look(admin, draft(WEDNESDAY)).context["seen"]
    answer = save(admin, draft(WEDNESDAY), seen)
    assert answer.status_code == 302
    assert DayOff.objects.get().title == "Pilkada"
    assert "2 janji sedang digeser" in admin.get(answer["Location"]).content.decode()
    assert Entry.objects.filter(action=DAYS_OFF.action).count() == 1


def test_adding_rewriting_and_removing_are_one_draft(admin: Client) -> None:
    for day in (WEDNESDAY, date(2027, 7, 1)):
        day_off(day)
    typed = draft(date(2027, 7, 1), date(2027, 7, 2), remove=(WEDNESDAY,))
    save(admin, typed, look(admin, typed).context["seen"])
    found = dict(DayOff.objects.values_list("day", "title"))
    assert found == {date(2027, 7, 1): "Pilkada", date(2027, 7, 2): "Pilkada"}


def test_nothing_is_saved_that_was_not_seen(admin: Client) -> None:
    answer = save(admin, draft(WEDNESDAY), "")
    assert answer.status_code == 422
    assert "belum Anda lihat akibatnya" in answer.content.decode()
    assert not DayOff.objects.exists()


def test_a_draft_changed_after_the_look_is_shown_again(admin: Client) -> None:
    seen = look(admin, draft(WEDNESDAY)).context["seen"]
    assert save(admin, draft(WEDNESDAY, date(2027, 6, 24)), seen).status_code == 422
    assert not DayOff.objects.exists()


def test_who_saves_after_a_colleague_sees_that_the_calendar_changed(admin: Client, head: Client) -> None:
    mine, theirs = draft(WEDNESDAY), draft(date(2027, 6, 24))
    seen = look(admin, mine).context["seen"]
    save(head, theirs, look(head, theirs).context["seen"])
    answer = save(admin, mine, seen)
    assert answer.status_code == 409
    assert "Kalender sudah diubah petugas lain" in answer.content.decode()
    assert DayOff.objects.count() == 1


def test_the_stale_page_offers_to_save_what_it_now_shows(admin: Client, head: Client) -> None:
    mine, theirs = draft(WEDNESDAY), draft(date(2027, 6, 24))
    seen = look(admin, mine).context["seen"]
    save(head, theirs, look(head, theirs).context["seen"])
    again = save(admin, mine, seen).context["seen"]
    assert save(admin, mine, again).status_code == 302
    assert DayOff.objects.count() == 2


def test_saving_twice_changes_once(admin: Client) -> None:
    typed = draft(WEDNESDAY)
    seen = look(admin, typed).context["seen"]
    save(admin, typed, seen)
    assert "tidak ada yang perlu disimpan" in save(admin, typed, seen).content.decode()
    assert Entry.objects.filter(action=DAYS_OFF.action).count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"baris": "1"}, "Rancangan masih kosong."),
        (draft(date(2025, 12, 31)), "31 Desember 2025 terlalu lama."),
        (draft(date(9999, 12, 31)), "Baris 1: 9999-12-31: Tahunnya harus antara 1900 dan 2100."),
        (draft(date(2099, 12, 31)), "Tahun 2099 terlalu jauh."),
        (draft(WEDNESDAY, WEDNESDAY), "ditulis dua kali"),
        ({**draft(WEDNESDAY), "keterangan_0": ""}, "Baris 1: isi keterangannya."),
        ({**draft(WEDNESDAY), "dasar_0": " "}, "Baris 1: sebut dasarnya"),
        ({**draft(WEDNESDAY), "tanggal_0": "31-02-2027"}, "Baris 1: Tanggal 31-02-2027 tidak ada."),
        ({**draft(WEDNESDAY), "tanggal_0": "besok"}, "Baris 1: Tanggal ini tidak terbaca."),
        ({**draft(WEDNESDAY), "jenis_0": ""}, "Baris 1: pilih jenisnya."),
        (draft(remove=(date(2027, 6, 30),)), "sudah tidak ada di kalender"),
        (draft(*(date(2027, 7, 1) + timedelta(days=n) for n in range(40)), baris="40"), "31 hari"),
    ],
)
def test_a_faulty_draft_is_refused_with_a_sentence(admin: Client, typed, sentence: str) -> None:
    if sentence == "31 hari":
        for number in range(30):
            day_off(date(2027, 8, 10) + timedelta(days=number))
        sentence = "kantor tutup lebih dari 60 hari berturut-turut"
    answer = look(admin, typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.context["preview"] is None


def test_a_day_is_typed_as_in_every_form(admin: Client) -> None:
    for typed in ("17 Agustus 2027", "17-08-2027", "17/8/2027"):
        answer = look(admin, {**draft(WEDNESDAY), "tanggal_0": typed})
        assert answer.status_code == 200, typed
        assert answer.context["preview"] is not None


def test_a_day_is_not_put_and_removed_at_once(admin: Client) -> None:
    day_off(WEDNESDAY)
    page = look(admin, draft(WEDNESDAY, remove=(WEDNESDAY,))).content.decode()
    assert "juga ditandai untuk dihapus" in page


def test_a_day_that_has_passed_cannot_be_taken_away(admin: Client) -> None:
    day_off(date(2027, 6, 1))
    assert look(admin, draft(remove=(date(2027, 6, 1),))).status_code == 422


def test_today_may_still_become_a_day_off(admin: Client) -> None:
    assert look(admin, draft(TODAY.date())).status_code == 200


def test_a_row_more_keeps_what_was_typed(admin: Client) -> None:
    page = admin.post(HERE, {**draft(WEDNESDAY), "do": "tambah"})
    assert page.context["form"].count == 2
    assert 'value="Pilkada"' in page.content.decode()


@pytest.mark.parametrize("rows", ["-1", "x", "1e9", "999999", "0"])
def test_the_number_of_rows_is_bounded(admin: Client, rows: str) -> None:
    assert admin.post(HERE, {"baris": rows, "do": "tambah"}).context["form"].count <= 40


def test_a_day_of_the_table_comes_into_the_draft_to_be_rewritten(admin: Client) -> None:
    day_off(WEDNESDAY, title="Idul Adha", tentative=True)
    page = admin.post(HERE, {**draft(date(2027, 7, 5)), "ubah": WEDNESDAY.isoformat()}).content.decode()
    assert 'value="Idul Adha"' in page
    assert 'value="Pilkada"' in page


def test_an_unknown_day_to_be_rewritten_changes_nothing(admin: Client) -> None:
    assert admin.post(HERE, {**draft(), "ubah": "<b>"}).status_code == 200


def test_what_was_typed_is_never_markup(admin: Client, office) -> None:
    typed = draft(WEDNESDAY, title="<script>alert(1)</script>")
    assert "<script>alert" not in look(admin, typed).content.decode()
    save(admin, typed, look(admin, typed).context["seen"])
    assert "<script>alert" not in admin.get(HERE).content.decode()


def test_of_two_who_save_at_the_same_moment_one_is_told(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    office = people(monkeypatch)
    since = TODAY.date() - timedelta(days=600)
    first, second = enter(office.kadis), enter(employ(Role.SEKDIS, starts=since))
    one, other = draft(WEDNESDAY), draft(date(2027, 6, 24))
    seen_one, seen_other = look(first, one).context["seen"], look(second, other).context["seen"]
    answers = at_once(
        lambda: save(first, one, seen_one).status_code, lambda: save(second, other, seen_other).status_code
    )
    assert sorted(answers) == [302, 409]
    assert DayOff.objects.count() == 1
