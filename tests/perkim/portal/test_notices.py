"""The page of the own notices: list, opening, marking, and the choice of mails."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.notices.models import MailChoice, Notice
from perkim.notices.pace import Pace
from tests.pages import one_line
from tests.perkim.notices.people import HALF_AN_HOUR_AGO, NOW, tell

pytestmark = pytest.mark.django_db
HERE = "/pemberitahuan/"


@pytest.fixture
def user(make_user) -> User:
    return make_user(role=Role.STAF, email="rahayu@lumajang.example")


@pytest.fixture
def reader(user: User, sign_in) -> Client:
    return sign_in(user)


def page(client: Client, address: str = HERE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return one_line(answer)


def listed(html: str) -> list[str]:
    return re.findall(r"Kabar \d+\b", html)


def many(user: User, count: int) -> list[Notice]:
    return tell(user, *(f"Kabar {n}" for n in range(count)), url="/kerja/")


class TestTheList:
    def test_a_visitor_is_sent_to_sign_in(self, client: Client) -> None:
        assert client.get(HERE)["Location"].startswith("/masuk/?next=")

    def test_the_newest_stands_first(self, reader: Client, user: User) -> None:
        many(user, 3)
        assert listed(page(reader)) == ["Kabar 2", "Kabar 1", "Kabar 0"]

    def test_read_and_unread_are_told_apart_in_words(self, reader: Client, user: User) -> None:
        first, _ = many(user, 2)
        Notice.objects.filter(pk=first.pk).update(read_at=NOW)
        html = page(reader)
        assert html.index("Kabar 1") < html.index("Belum dibaca</strong>") < html.index("Kabar 0")
        assert html.index("Kabar 0") < html.index("Sudah dibaca</span>")

    def test_heading_and_title_say_how_many_are_unread(self, reader: Client, user: User) -> None:
        many(user, 2)
        html = page(reader)
        assert "<h1>2 pemberitahuan belum dibaca</h1>" in html
        assert "<title>2 pemberitahuan belum dibaca · " in html

    def test_topic_and_moment_stand_beside_it(self, reader: Client, user: User) -> None:
        tell(user)
        Notice.objects.update(made_at="2026-11-21T09:14:00+07:00", count=12)
        html = page(reader)
        for words in ("Kabar uji", "21 November 2026, 09.14 WIB", "mewakili 12 berkas"):
            assert words in html

    def test_nobody_sees_anothers(self, reader: Client, make_user) -> None:
        tell(make_user("siti"), "Rahasia Siti")
        html = page(reader)
        assert "Rahasia Siti" not in html
        assert "Belum ada pemberitahuan" in html

    def test_an_empty_list_says_what_will_come(self, reader: Client) -> None:
        html = page(reader)
        assert "Kabar untuk Anda tampil di sini" in html
        assert "Tandai semua" not in html

    def test_markup_in_a_text_stays_text(self, reader: Client, user: User) -> None:
        tell(user, "<script>alert(1)</script>")
        assert "&lt;script&gt;alert(1)" in page(reader)

    def test_one_row_costs_as_many_queries_as_thirty(self, reader: Client, user: User) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as caught:
                page(reader)
            return len(caught)

        tell(user)
        queries()
        one = queries()
        many(user, 30)
        assert queries() == one


class TestPages:
    def test_25_stand_on_a_page_and_the_rest_follow(self, reader: Client, user: User) -> None:
        many(user, 60)
        seen, address = [], HERE
        while address:
            html = page(reader, address)
            seen.append(listed(html))
            older = re.search(r'rel="next" href="([^"]+)"', html)
            address = older[1] if older else ""
        assert [len(each) for each in seen] == [25, 25, 10]
        assert [name for each in seen for name in each] == [f"Kabar {n}" for n in range(59, -1, -1)]

    def test_exactly_25_have_no_second_page(self, reader: Client, user: User) -> None:
        many(user, 25)
        assert "Yang lebih lama" not in page(reader)

    def test_equal_moments_neither_vanish_nor_repeat(self, reader: Client, user: User) -> None:
        many(user, 30)
        Notice.objects.update(made_at=HALF_AN_HOUR_AGO)
        first = page(reader)
        second = page(reader, re.search(r'rel="next" href="([^"]+)"', first)[1])
        assert len(set(listed(first) + listed(second))) == 30

    def test_what_arrives_meanwhile_does_not_shift_the_pages(self, reader: Client, user: User) -> None:
        many(user, 30)
        older = re.search(r'rel="next" href="([^"]+)"', page(reader))[1]
        tell(user, "Kabar 99", at=NOW)
        assert listed(page(reader, older)) == [f"Kabar {n}" for n in range(4, -1, -1)]

    @pytest.mark.parametrize(
        "cursor",
        [
            "x",
            "1-",
            "-1",
            "1--1",
            "9" * 17 + "-1",
            "9" * 400 + "-1",
            "1-" + "9" * 400,
            "\0",
            "1-1\n",
            "٣-٣",
            "'; --",
            "💥",
        ],
    )
    def test_a_cursor_that_is_none_is_answered_with_a_page(self, reader: Client, user: User, cursor: str) -> None:
        many(user, 2)
        assert listed(page(reader, f"{HERE}?sebelum={quote(cursor)}")) == ["Kabar 1", "Kabar 0"]

    def test_a_cursor_before_everything_offers_the_way_back(self, reader: Client, user: User) -> None:
        many(user, 2)
        html = page(reader, f"{HERE}?sebelum=0-1")
        assert "Tidak ada yang lebih lama" in html
        assert listed(html) == []


class TestOpening:
    def test_it_is_marked_as_read_and_leads_where_it_says(self, reader: Client, user: User) -> None:
        [notice] = tell(user, url="/layanan/?urut=nama")
        answer = reader.get(f"{HERE}{notice.pk}/buka/")
        assert (answer.status_code, answer["Location"]) == (302, "/layanan/?urut=nama")
        assert Notice.objects.get().read_at is not None

    def test_a_form_opens_it_too(self, reader: Client, user: User) -> None:
        [notice] = tell(user)
        assert f'action="{HERE}{notice.pk}/buka/"' in page(reader)
        assert reader.post(f"{HERE}{notice.pk}/buka/")["Location"] == HERE
        assert Notice.objects.get().read_at is not None

    def test_the_moment_of_the_first_reading_stays(self, reader: Client, user: User) -> None:
        [notice] = tell(user)
        Notice.objects.update(read_at=NOW)
        reader.get(f"{HERE}{notice.pk}/buka/")
        assert Notice.objects.get().read_at == NOW

    @pytest.mark.parametrize("name", ["next", "url", "ke"])
    def test_the_address_cannot_lead_elsewhere(self, reader: Client, user: User, name: str) -> None:
        [notice] = tell(user, url="/kerja/")
        answer = reader.post(f"{HERE}{notice.pk}/buka/?{name}=//jahat.example", {name: "//jahat.example"})
        assert answer["Location"] == "/kerja/"

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_anothers_is_not_found_and_stays_unread(self, reader: Client, make_user, method: str) -> None:
        [notice] = tell(make_user("siti"))
        assert getattr(reader, method)(f"{HERE}{notice.pk}/buka/").status_code == 404
        assert Notice.objects.get().read_at is None

    @pytest.mark.parametrize("pk", ["0", "9" * 19, "9" * 200])
    def test_a_number_that_is_none_is_not_found(self, reader: Client, pk: str) -> None:
        assert reader.get(f"{HERE}{pk}/buka/").status_code == 404


class TestMarkingAll:
    def test_it_marks_all_the_own_ones(self, reader: Client, user: User, make_user) -> None:
        many(user, 30)
        tell(make_user("siti"))
        html = page(reader)
        place = re.search(r'name="sampai" value="([^"]+)"', html)[1]
        after = one_line(reader.post(f"{HERE}dibaca/", {"sampai": place}, follow=True))
        assert "30 pemberitahuan ditandai sudah dibaca." in after
        assert "Semua pemberitahuan sudah dibaca" in after
        assert Notice.objects.unread().count() == 1

    def test_what_arrived_since_then_stays_unread(self, reader: Client, user: User) -> None:
        many(user, 2)
        place = re.search(r'name="sampai" value="([^"]+)"', page(reader))[1]
        tell(user, "Baru saja", at=NOW)
        reader.post(f"{HERE}dibaca/", {"sampai": place})
        assert [notice.text for notice in Notice.objects.unread()] == ["Baru saja"]

    @pytest.mark.parametrize("place", ["", "x", "9" * 30])
    def test_a_place_that_is_none_marks_nothing_and_says_so(self, reader: Client, user: User, place: str) -> None:
        tell(user)
        assert "belum ditandai" in reader.post(f"{HERE}dibaca/", {"sampai": place}, follow=True).content.decode()
        assert Notice.objects.unread().count() == 1

    def test_opening_the_address_marks_nothing(self, reader: Client, user: User) -> None:
        tell(user)
        assert reader.get(f"{HERE}dibaca/")["Location"] == HERE
        assert Notice.objects.unread().count() == 1

    def test_another_site_cannot_do_it(self, user: User) -> None:
        tell(user)
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        assert strict.post(f"{HERE}dibaca/", {"sampai": str(Notice.objects.get().cursor)}).status_code == 403
        assert Notice.objects.unread().count() == 1


class TestMailChoice:
    def test_it_is_kept(self, reader: Client, user: User) -> None:
        after = one_line(reader.post(f"{HERE}surel/", {"pace": "HARIAN"}, follow=True))
        assert "Pilihan surel Anda sudah disimpan." in after
        assert re.search(r'value="HARIAN" id="\w+" checked', after)
        assert MailChoice.objects.pace_of(user) == Pace.DAILY

    def test_who_never_chose_sees_the_usual_one(self, reader: Client) -> None:
        assert re.search(r'value="SEGERA" id="\w+" checked', page(reader))

    @pytest.mark.parametrize("data", [{}, {"pace": ""}, {"pace": "TIAP DETIK"}, {"pace": "\0"}])
    def test_a_choice_that_is_none_is_named(self, reader: Client, user: User, data: dict) -> None:
        answer = reader.post(f"{HERE}surel/", data)
        assert answer.status_code == 200
        assert 'id="galat"' in answer.content.decode()
        assert MailChoice.objects.pace_of(user) == Pace.SOON

    def test_opening_the_address_leads_to_the_list(self, reader: Client) -> None:
        assert reader.get(f"{HERE}surel/")["Location"] == HERE

    def test_an_account_without_email_learns_where_to_state_one(self, make_user, sign_in) -> None:
        html = page(sign_in(make_user("desa")))
        assert "Akun Anda belum punya surel" in html
        assert 'name="pace"' not in html


class TestTheMenu:
    def test_it_says_how_many_are_unread(self, reader: Client, user: User) -> None:
        many(user, 3)
        assert '<span class="n">3<span class="visually-hidden"> belum dibaca</span></span>' in page(reader, "/kerja/")

    def test_it_says_nothing_when_all_are_read(self, reader: Client, user: User) -> None:
        many(user, 3)
        Notice.objects.update(read_at=NOW)
        assert "belum dibaca" not in page(reader, "/kerja/")

    def test_old_ones_of_others_do_not_count(self, reader: Client, make_user) -> None:
        tell(make_user("siti"), at=NOW - timedelta(days=1))
        assert "belum dibaca" not in page(reader, "/kerja/")


def test_djangos_admin_shows_the_delivery_and_not_the_text(make_user, sign_in) -> None:
    [notice] = tell(make_user("siti"), "Rahasia Siti", url="/kerja/rahasia/")
    admin = sign_in(make_user(role=Role.ADMIN))
    for address in ("/admin/notices/notice/", f"/admin/notices/notice/{notice.pk}/change/"):
        html = page(admin, address)
        assert "ahasia" not in html
    assert admin.get("/admin/notices/notice/add/").status_code == 403
