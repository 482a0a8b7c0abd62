"""The worklist with something on it: tabs, tiles, the chart, order and cost."""

from datetime import timedelta

import pytest
import time_machine
from django.utils.html import strip_tags

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.notices.models import Notice
from perkim.parameters.reading import office_calendar
from perkim.portal.counting import numbers_for
from perkim.portal.worklist import page as worklist_page
from perkim.sipoc.models import Berkas, Tugas
from tests.cast import TOMPOKERSAN, employ
from tests.pages import one_line
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401

pytestmark = pytest.mark.usefixtures("office")


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def page(sign_in):
    def get(user, query: str = "") -> str:
        answer = sign_in(user).get(f"/kerja/{query}")
        assert answer.status_code == 200
        return one_line(answer)

    return get


@pytest.fixture
def sent(office, letter, take):  # noqa: F811
    def send(title: str, at=MONDAY) -> Berkas:
        return take(office.operator, letter(title, at=at), "kirim", at=at)

    return send


def rows(html: str) -> list[str]:
    """The titles of the cases, in order."""
    return [part.split("</a>")[0].split(">")[1] for part in html.split('class="t" href="/berkas/')[1:]]


def words(html: str) -> str:
    return " ".join(strip_tags(html).split())


def test_it_lists_what_waits_with_the_act_the_stage_and_the_sender(office, sent, page) -> None:  # noqa: F811
    sent("Jalan")
    text = words(page(office.staf))
    for said in ("Periksa surat", "2/3 Pemeriksaan", office.operator.name, "CT-2026-0001", "29 Juni"):
        assert said in text


def test_the_heading_tells_how_many_are_late(office, sent, page) -> None:  # noqa: F811
    sent("Lama", at=MONDAY - timedelta(days=30))
    sent("Baru")
    html = page(office.staf)
    assert "Ada 1 tugas yang terlambat." in html
    assert "Paling lama" in html
    assert rows(html)[0] == "Lama 1"


def test_an_official_has_person_and_queue_in_one_tab(office, letter, page) -> None:  # noqa: F811
    letter("Surat desa")
    html = page(office.operator)
    assert "Tugas saya (1)" in html
    assert "tab=antrean" not in html
    assert rows(html) == ["Surat desa 1"]


def test_staff_have_their_own_apart_from_the_queue(office, sent, page) -> None:  # noqa: F811
    case = sent("Antrean")
    html = page(office.staf)
    assert "Tugas saya (0)" in html
    assert "Staf bidang (1)" in html
    assert rows(html) == [f"{case.title}"]
    assert rows(page(office.staf, "?tab=saya")) == []


def test_a_returned_case_waits_for_others(office, sent, take, page) -> None:  # noqa: F811
    case = sent("Kurang tanda tangan")
    take(office.staf, case, "kembali", reason="Tanda tangan.")
    html = page(office.staf, "?tab=lain")
    assert "Menunggu pihak lain (1)" in html
    assert rows(html) == [case.title]
    assert rows(page(office.operator)) == [case.title]


def test_what_was_done_this_month_stays_in_sight(office, sent, page) -> None:  # noqa: F811
    case = sent("Terkirim")
    html = page(office.operator, "?tab=selesai")
    assert "Selesai bulan ini (1)" in html
    assert rows(html) == [case.title]


@pytest.mark.parametrize("tab", ["selesai", "lain"])
def test_a_case_that_is_no_longer_seen_is_not_listed_for_what_was_done_there(
    office,  # noqa: F811
    sent,
    take,  # noqa: F811
    page,
    tab: str,
) -> None:
    take(office.staf, sent("Sudah bukan wilayahnya"), "kembali", reason="Tanda tangan.")
    assert len(rows(page(office.staf, f"?tab={tab}"))) == 1
    office.staf.assignments.update(ends=MONDAY.date() - timedelta(days=1))
    assert rows(page(office.staf, f"?tab={tab}")) == []


def test_what_was_done_last_month_does_not(office, sent, page) -> None:  # noqa: F811
    sent("Bulan lalu", at=MONDAY - timedelta(days=40))
    assert rows(page(office.operator, "?tab=selesai")) == []


def test_tugas_of_other_places_and_programmes_are_not_listed(office, letter, page) -> None:  # noqa: F811
    letter("Milik desa lain")
    other = employ(Role.OPERATOR_DESA, username="desa.lain", region=TOMPOKERSAN)
    assert rows(page(other)) == []
    assert rows(page(employ(Role.PPTK))) == []


def test_tugas_of_a_frozen_case_are_not_listed(office, letter, page) -> None:  # noqa: F811
    Tugas.objects.filter(berkas=letter()).update(held=True)
    assert rows(page(office.operator)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [("terlambat", {"Lama 1"}), ("minggu-ini", {"Kini 1"}), ("belum-dibuka", {"Kini 1", "Nanti 1"})],
)
def test_each_tile_leads_to_its_rows(office, sent, page, query: str, expected: set[str]) -> None:  # noqa: F811
    late = sent("Lama", at=MONDAY - timedelta(days=30))
    Tugas.objects.filter(berkas=late).update(seen_at=MONDAY)
    soon = sent("Kini", at=MONDAY - timedelta(days=5))
    Tugas.objects.filter(berkas=soon).update(due_at=MONDAY + timedelta(days=2))
    sent("Nanti")
    assert set(rows(page(office.staf, f"?saring={query}"))) == expected


@pytest.mark.parametrize("query", ["?tab=x", "?saring=x", "?setelah=x", "?sebelum=1", "?tab=selesai&setelah=1-1-1"])
def test_an_address_that_names_nothing_is_passed_over(office, letter, page, query: str) -> None:  # noqa: F811
    letter()
    assert "Kotak tugas" in page(office.operator, query)


def test_titles_are_text(office, letter, page) -> None:  # noqa: F811
    letter("<img src=x onerror=alert(1)>")
    assert "<img src=x" not in page(office.operator)


def test_pages_follow_each_other(office, letter, page) -> None:  # noqa: F811
    for number in range(27):
        letter(f"Surat {number}")
    first = page(office.operator)
    assert len(rows(first)) == 25
    link = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = page(office.operator, link)
    assert len(rows(second)) == 2
    assert not set(rows(first)) & set(rows(second))
    assert 'rel="prev"' in second


def test_news_are_the_newest_unread_notices(office, page) -> None:  # noqa: F811
    for number in range(5):
        at = MONDAY + timedelta(minutes=number)
        Notice.objects.create(recipient=office.staf, topic="tugas.baru", text=f"Kabar {number}", made_at=at)
    html = page(office.staf)
    assert "Kabar 4" in html
    assert "Kabar 2" in html
    assert "Kabar 1" not in html


def test_the_chart_has_its_numbers_as_a_table(office, sent, page) -> None:  # noqa: F811
    sent("Jalan")
    html = page(office.staf)
    assert "1 tenggat jatuh Senin, 29 Juni" in html
    assert "<td>1</td>" in html.split("Angkanya dalam tabel")[1]


def test_a_deadline_on_a_day_off_counts_for_the_working_day_before(office, letter) -> None:  # noqa: F811
    letter()
    sunday = MONDAY + timedelta(days=6)
    Tugas.objects.update(due_at=sunday)
    numbers = numbers_for(User.objects.get(pk=office.operator.pk), MONDAY)
    drawn = worklist_page.bars(numbers.days, MONDAY, office_calendar(MONDAY.date()))
    assert [(str(bar.day), bar.count) for bar in drawn if bar.count] == [("2026-06-26", 1)]


def test_a_count_above_the_bound_says_so(office, letter, page, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr("perkim.portal.counting.MOST_COUNTED", 3)
    for number in range(5):
        letter(f"Surat {number}")
    assert "Tugas saya (1.000+)" in page(office.operator)


def test_it_costs_the_same_for_one_row_and_for_thirty(
    office,  # noqa: F811
    sent,
    sign_in,
    django_assert_max_num_queries,
) -> None:
    client = sign_in(office.staf)
    Notice.objects.create(recipient=office.staf, topic="tugas.baru", text="Kabar", made_at=MONDAY)
    costs = []
    for count in (1, 30):
        for number in range(count):
            sent(f"Surat {number}")
        client.get("/kerja/")
        with django_assert_max_num_queries(8) as counted:
            client.get("/kerja/")
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_a_case_that_came_back_is_told_from_a_new_one(office, letter, sent, take, page) -> None:  # noqa: F811
    new, returned = letter("Baru"), take(office.staf, sent("Jalan"), "kembali", reason="Nomor surat belum ada.")
    html = page(office.operator)
    assert set(rows(html)) == {new.title, returned.title}
    told = {title: "Dikembalikan" in words(row) for row in html.split("<tr") for title in rows(row)}
    assert told == {new.title: False, returned.title: True}
