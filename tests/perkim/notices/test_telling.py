"""Telling people: one statement for any number, in the caller's transaction; read by their recipients only."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from perkim.accounts.models import User
from perkim.notices import actions, jobs, kinds
from perkim.notices.actions import Message, mark_read, notify
from perkim.notices.models import LONGEST_TEXT, MailChoice, Notice
from perkim.notices.pace import Pace
from tests.perkim.notices.people import NOW, TOPIC, tell

pytestmark = pytest.mark.django_db


def message(user: User, text: str = "Ada kabar", **fields: object) -> Message:
    return Message(recipient_id=user.pk, topic=TOPIC, text=text, **fields)


def statements(many: list[Message]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        notify(many, now=NOW)
    return len(caught)


def test_a_notice_keeps_its_words(budi: User) -> None:
    notify([message(budi, "12 berkas menunggu Anda", url="/kerja/", count=12)], now=NOW)
    notice = Notice.objects.get()
    assert (notice.recipient_id, notice.text, notice.url, notice.count) == (
        budi.pk,
        "12 berkas menunggu Anda",
        "/kerja/",
        12,
    )
    assert (notice.made_at, notice.read_at, notice.mailed_at, notice.title) == (NOW, None, None, "Kabar uji")


def test_five_hundred_messages_cost_one_statement_as_one_does(budi: User) -> None:
    assert statements([message(budi)]) == statements([message(budi, f"Kabar {n}") for n in range(500)]) == 1
    assert Notice.objects.count() == 501


def test_no_messages_cost_nothing() -> None:
    assert statements([]) == 0


def test_what_is_rolled_back_was_never_noticed(budi: User) -> None:
    with transaction.atomic():
        notify([message(budi)], now=NOW)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_line_breaks_and_blanks_of_a_text_become_single_blanks(budi: User) -> None:
    notify([message(budi, " Tugas baru:\r\nBcc: semua@jahat.example\t ")], now=NOW)
    assert Notice.objects.get().text == "Tugas baru: Bcc: semua@jahat.example"


def test_a_text_that_is_too_long_is_cut_visibly(budi: User) -> None:
    notify([message(budi, "a" * 1000)], now=NOW)
    text = Notice.objects.get().text
    assert len(text) == LONGEST_TEXT
    assert text.endswith("a…")


ELSEWHERE = [
    "https://jahat.example/", "//jahat.example/", "/\\jahat.example", "/\t/jahat.example", "javascript:alert(1)",
    "berkas/1/", "/berkas/1/\n", "/berkas 1/", "\\\\jahat.example", "/" + "a" * 300,
]  # fmt: skip


@pytest.mark.parametrize("url", ELSEWHERE)
def test_a_url_that_leads_elsewhere_is_refused(budi: User, url: str) -> None:
    with pytest.raises(ValueError, match="path of this site"):
        notify([message(budi, url=url)], now=NOW)


@pytest.mark.parametrize("url", ELSEWHERE[:-1])
def test_the_database_refuses_it_too(budi: User, url: str) -> None:
    notify([message(budi, url="/kerja/")], now=NOW)
    with pytest.raises(IntegrityError, match="notice_stays_on_this_site"), transaction.atomic():
        Notice.objects.update(url=url)


@pytest.mark.parametrize("url", ["", "/", "/kerja/", "/berkas/0b1c/?tab=riwayat#atas"])
def test_paths_of_this_site_are_taken(budi: User, url: str) -> None:
    notify([message(budi, url=url)], now=NOW)
    assert Notice.objects.get().url == url


def test_a_topic_is_declared_once() -> None:
    assert kinds.topic("uji.kabar") is TOPIC
    assert TOPIC in kinds.topics()
    with pytest.raises(ValueError, match="declared twice"):
        kinds.declare("uji.kabar", "Kabar lain")
    with pytest.raises(kinds.UndeclaredTopicError):
        kinds.topic("tak.dikenal")


def test_every_topic_has_a_title() -> None:
    assert not [topic.key for topic in kinds.topics() if not topic.title[:1].isupper()]


def test_a_topic_that_is_gone_keeps_its_key(budi: User) -> None:
    tell(budi)
    Notice.objects.update(topic="lama.sekali")
    assert Notice.objects.get().title == "lama.sekali"


def test_reading_marks_the_moment_once(budi: User) -> None:
    tell(budi)
    assert mark_read(actor=budi, notices=Notice.objects.all(), now=NOW) == 1
    assert mark_read(actor=budi, notices=Notice.objects.all(), now=NOW + timedelta(hours=1)) == 0
    assert Notice.objects.get().read_at == NOW


def test_nobody_marks_anothers_as_read(budi: User, siti: User) -> None:
    tell(siti)
    assert mark_read(actor=budi, notices=Notice.objects.all(), now=NOW) == 0
    assert Notice.objects.unread().count() == 1


def test_who_never_chose_is_informed_soon(budi: User) -> None:
    assert MailChoice.objects.pace_of(budi) == Pace.SOON


def test_a_choice_is_changed_in_place(budi: User) -> None:
    actions.choose_pace(actor=budi, pace=Pace.NEVER)
    actions.choose_pace(actor=budi, pace=Pace.DAILY)
    assert MailChoice.objects.pace_of(budi) == Pace.DAILY
    assert MailChoice.objects.count() == 1


def test_what_was_read_is_forgotten_after_90_days(budi: User) -> None:
    old, new = tell(budi, "lama", "baru")
    Notice.objects.filter(pk=old.pk).update(read_at=NOW - timedelta(days=90, seconds=1))
    Notice.objects.filter(pk=new.pk).update(read_at=NOW - timedelta(days=90))
    assert actions.sweep_old(now=NOW) == 1
    assert Notice.objects.get().text == "baru"


def test_what_nobody_read_is_forgotten_after_a_year(budi: User) -> None:
    tell(budi, "lama", at=NOW - timedelta(days=366))
    tell(budi, "baru", at=NOW - timedelta(days=364))
    jobs.forget_old_notices()
    assert Notice.objects.get().text == "baru"
