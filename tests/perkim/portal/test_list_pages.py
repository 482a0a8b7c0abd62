"""A place in a list: what addresses may say, and that pages follow each other without gap or repetition."""

from datetime import timedelta

import pytest
from django.utils import timezone

from perkim.portal.counting import capped, in_words, numbers_for
from perkim.portal.lists.keyset import BY_DEADLINE, LAST_DONE, NEWEST, page_of
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.scopes import process_branches, tugas_branches
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401


@pytest.mark.parametrize("text", ["", "1", "1-2-3", "x-1", "-1", "9" * 20 + "-1", "253370764800000001-1", "1-²"])
def test_a_text_that_names_no_place_is_none(text: str) -> None:
    assert BY_DEADLINE.place(text) is None


def test_a_place_survives_its_address() -> None:
    case = Berkas(id=7, ranked_due=MONDAY)
    assert BY_DEADLINE.place(BY_DEADLINE.place_of(case)) == [MONDAY, 7]
    assert NEWEST.place(NEWEST.place_of(case)) == [7]


@pytest.mark.parametrize("order", [BY_DEADLINE, NEWEST], ids=["by deadline", "newest"])
def test_pages_follow_each_other_forwards_and_backwards(office, letter, order) -> None:  # noqa: F811
    for number in range(60):
        letter(f"Surat {number}", at=MONDAY + timedelta(days=number % 3))
    branches = process_branches(office.operator, "contoh", "surat")
    cases = Berkas.objects.select_related("region__parent")
    first = page_of(cases, branches, order, {})
    second = page_of(cases, branches, order, {"setelah": first.after})
    third = page_of(cases, branches, order, {"setelah": second.after})
    everything = [row.pk for page in (first, second, third) for row in page.rows]
    assert everything == list(Berkas.objects.order_by(*order.names()).values_list("pk", flat=True))
    assert (first.before, third.after) == ("", "")
    back = page_of(cases, branches, order, {"sebelum": third.before})
    assert [row.pk for row in back.rows] == [row.pk for row in second.rows]


def test_relations_come_with_the_page(office, letter, django_assert_num_queries) -> None:  # noqa: F811
    letter()
    office.operator.assignments_today  # noqa: B018
    with django_assert_num_queries(1):
        rows = page_of(
            Tugas.objects.waiting().select_related("berkas__region", "visit__entered_by"),
            tugas_branches(office.operator),
            BY_DEADLINE,
            {},
        ).rows
        assert [str(row.berkas.region) for row in rows] == ["Desa Sumberwuluh"]
        assert [row.visit.entered_by for row in rows] == [office.operator]


def test_one_query_counts_everything(office, letter, django_assert_num_queries) -> None:  # noqa: F811
    letter()
    letter("Jembatan", at=MONDAY - timedelta(days=90))
    user = office.operator
    user.assignments_today  # noqa: B018
    with django_assert_num_queries(1):
        cases = capped(Berkas.objects.all(), process_branches(user, "contoh", "surat"), "amount")
        found = numbers_for(user, MONDAY, hasil=cases, kosong=capped(Berkas.objects.none(), []))
    assert (found.own, found.queued, found.late, found.unseen, found.unread) == (0, 2, 1, 2, 0)
    assert found.programmes == {"contoh": 2}
    assert found.days == {(MONDAY + timedelta(days=30)).date(): 1}
    assert found.counted["hasil"].number == 2
    assert found.counted["kosong"].number == 0


def test_numbers_above_the_bound_say_so() -> None:
    assert [in_words(number) for number in (0, 999, 1000, 1001)] == ["0", "999", "1.000", "1.000+"]


def test_what_was_done_last_comes_first() -> None:
    assert LAST_DONE.names() == ["-done_at", "-id"]
    assert timezone.is_aware(LAST_DONE.place("0-1")[0])
