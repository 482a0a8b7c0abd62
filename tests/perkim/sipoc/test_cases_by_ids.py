"""Cases that were asked for by their ids are listed without asking again; what is narrowed further is asked."""

from perkim.sipoc.models import Berkas
from tests.samples.office import write_letters


def test_they_are_listed_in_order_each_once_without_a_query(office, django_assert_num_queries) -> None:
    first, second = sorted(case.pk for case in write_letters(office, 2))
    rows = Berkas.objects.with_ids([second, first, second])
    with django_assert_num_queries(0):
        assert rows.ids() == [first, second]
    assert sorted(row.pk for row in rows) == [first, second]


def test_what_is_narrowed_before_or_after_is_asked(office) -> None:
    both = [case.pk for case in write_letters(office, 2)]
    assert Berkas.objects.with_ids(both).filter(pk=both[0]).ids() == [both[0]]
    assert Berkas.objects.filter(pk=both[0]).with_ids(both).ids() == [both[0]]


def test_who_changes_the_list_changes_nobody_elses(office) -> None:
    (case,) = write_letters(office, 1)
    rows = Berkas.objects.with_ids([case.pk])
    rows.ids().clear()
    assert rows.ids() == [case.pk]
