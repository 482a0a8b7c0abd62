"""The history of a case, page by page."""

from datetime import timedelta

import pytest

from perkim.audit.actions import Event, record_many
from perkim.portal.case.desk import Desk
from perkim.portal.case.history import HistoryCursor, history_of
from perkim.sipoc import log
from perkim.sipoc.actions import changing
from perkim.sipoc.models import Berkas
from tests.perkim.portal.cases import again, monday, see, words  # noqa: F401
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_story(letter, office, take) -> Berkas:  # noqa: F811
    """A letter with 60 changes and 60 notes, one after the other."""
    case = take(office.operator, letter(), "kirim")
    for n in range(60):
        now = MONDAY + timedelta(minutes=n)
        changing.write_note(actor=office.staf, case=case, text=f"Catatan ke-{n}.", now=now)
        events = [Event(subject=case.subject, data={"alasan": f"Alasan ke-{n}"}, previous=bytes(again(case).log_head))]
        head = record_many(actor=office.staf, action=log.PAUSED.action, at=now, events=events)[0]
        Berkas.objects.filter(pk=case.pk).update(log_head=head)
    return again(case)


def test_the_page_shows_the_newest_and_leads_to_all(see, office, long_story) -> None:  # noqa: F811
    page = see(office.staf, long_story)
    assert "Catatan ke-59." in page
    assert "Catatan ke-5." not in page
    assert f"{long_story.get_absolute_url()}riwayat/" in page


def test_every_event_stands_on_exactly_one_page(office, long_story) -> None:  # noqa: F811
    desk = Desk(office.staf, long_story, MONDAY + timedelta(hours=2))
    place, seen = HistoryCursor(), []
    while True:
        page = history_of(desk, place)
        seen += [(event.title, event.text) for event in page.events]
        if not page.older:
            break
        place = HistoryCursor.parse(page.older)
    # 60 notes, 60 changes, the opening and the handing in.
    assert len(seen) == len(set(seen)) == 122


@pytest.mark.parametrize("place", ["", "x", "1", "1.2.3", "-1.2", "1." + "9" * 30, "٣.٣"])
def test_a_place_that_is_none_leads_to_the_newest(sign_in, monday, office, long_story, place) -> None:  # noqa: F811
    answer = sign_in(office.staf).get(f"{long_story.get_absolute_url()}riwayat/", {"sebelum": place})
    assert answer.status_code == 200
    assert "Catatan ke-59." in words(answer)


def test_who_acted_is_named_with_the_post_of_that_day(see, office, long_story) -> None:  # noqa: F811
    assert "Budi Santoso, Staf bidang: “Alasan ke-59”" in words(see(office.staf, long_story))


def test_what_was_done_again_and_again_is_one_line(office, letter, take) -> None:  # noqa: F811
    case = take(office.operator, letter(), "kirim")
    for n in range(5):
        events = [Event(subject=case.subject, data={}, previous=bytes(again(case).log_head))]
        now = MONDAY + timedelta(minutes=n)
        head = record_many(actor=office.staf, action=log.CHANGED.action, at=now, events=events)[0]
        Berkas.objects.filter(pk=case.pk).update(log_head=head)
    events = history_of(Desk(office.staf, again(case), MONDAY + timedelta(hours=2)), HistoryCursor()).events
    assert [event.title.endswith("(5 kali)") for event in events] == [True, False, False]
