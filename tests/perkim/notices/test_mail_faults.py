"""Digests and letters when the mail server is away or refuses, when workers meet, and when one dies half-way."""

from datetime import timedelta

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.utils import timezone

from perkim.accounts.models import User
from perkim.notices import actions
from perkim.notices.actions import choose_pace, mail_digest, mark_read, order_digests, write_to
from perkim.notices.models import Notice
from perkim.notices.pace import Pace
from perkim.outbox.jobs import do_what_waits
from perkim.outbox.models import Work
from tests.perkim.accounts.conftest import Mailbox
from tests.perkim.notices.people import NOW, deliver, person, tell
from tests.races import at_once

MINUTE = timedelta(minutes=1)


class Refusing(Mailbox):
    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        return "550 no such mailbox"


@pytest.mark.django_db
class TestFaults:
    def test_a_mail_server_that_is_away_loses_nothing(self, mail_server_is_down: None, budi: User) -> None:
        tell(budi)
        assert deliver() == 0
        assert Notice.objects.get().mailed_at is None
        work = Work.objects.get()
        assert (work.done_at, work.given_up_at, work.attempts) == (None, None, 1)
        assert work.due_at > timezone.now()

    def test_it_is_mailed_when_the_server_is_back(self, mail_server_is_down: None, request, budi: User) -> None:
        tell(budi)
        deliver()
        mailbox = request.getfixturevalue("mailbox")
        Work.objects.update(due_at=timezone.now())
        assert do_what_waits() == 1
        assert len(mailbox.messages) == 1

    def test_a_refused_address_keeps_it_unmailed_and_is_tried_again(self, mailbox: Mailbox, budi: User) -> None:
        mailbox.__class__ = Refusing
        tell(budi)
        deliver()
        assert Notice.objects.get().mailed_at is None
        assert Work.objects.get().last_error == "SMTPRecipientsRefused"
        mailbox.__class__ = Mailbox
        Work.objects.update(due_at=timezone.now())
        do_what_waits()
        assert Notice.objects.get().mailed_at is not None

    def test_asking_again_while_it_waits_asks_for_nothing(self, mail_server_is_down: None, budi: User) -> None:
        tell(budi)
        deliver()
        tell(budi, "Kabar kedua", at=NOW - 20 * MINUTE)
        order_digests(now=timezone.now())
        assert Work.objects.count() == 1

    def test_what_was_given_up_is_requested_anew_the_next_day(self, budi: User) -> None:
        tell(budi, at=NOW)
        order_digests(now=NOW + timedelta(hours=1))
        Work.objects.update(given_up_at=NOW)
        order_digests(now=NOW + timedelta(days=1, hours=1))
        assert Work.objects.filter(given_up_at=None).count() == 1

    def test_a_copy_after_a_crash_has_the_same_message_id(self, mailbox: Mailbox, budi: User) -> None:
        tell(budi, "satu", "dua")
        mail_digest(recipient_id=budi.pk, now=NOW)
        Notice.objects.update(mailed_at=None)
        mail_digest(recipient_id=budi.pk, now=NOW)
        assert len(mailbox.messages) == 2
        assert mailbox.messages[0]["Message-ID"] == mailbox.messages[1]["Message-ID"]

    def test_a_person_who_is_gone_is_no_fault(self, db: None) -> None:
        assert mail_digest(recipient_id=0, now=NOW) == 0


@pytest.mark.usefixtures("fresh_database")
class TestTogether:
    @pytest.mark.parametrize("chose_before", [True, False])
    def test_four_workers_send_one_digest(self, mailbox: Mailbox, chose_before: bool) -> None:
        budi = person()
        if chose_before:
            choose_pace(actor=budi, pace=Pace.SOON)
        tell(budi, "satu", "dua")
        told = at_once(*[lambda: mail_digest(recipient_id=budi.pk, now=NOW)] * 4)
        assert sorted(told) == [0, 0, 0, 2]
        assert len(mailbox.messages) == 1

    def test_reading_and_mailing_at_once_do_not_block_each_other_for_good(self, mailbox: Mailbox) -> None:
        budi = person()
        tell(budi, *(f"Kabar {n}" for n in range(300)))
        told = at_once(
            lambda: mail_digest(recipient_id=budi.pk, now=NOW),
            lambda: mark_read(actor=budi, notices=Notice.objects.all(), now=NOW),
            lambda: mark_read(actor=budi, notices=Notice.objects.all(), now=NOW),
        )
        assert sum(told[1:]) == 300
        assert told[0] in (0, 300)

    def test_the_person_reads_while_the_mail_server_dawdles(self, mailbox: Mailbox, monkeypatch) -> None:
        budi = person()
        tell(budi)

        def dawdle(*args: object, **kwargs: object) -> None:
            # Another connection, as the web process has one: it must not wait for the digest.
            assert at_once(lambda: mark_read(actor=budi, notices=Notice.objects.all(), now=NOW)) == [1]

        monkeypatch.setattr(actions.mailing, "send_digest", dawdle)
        assert mail_digest(recipient_id=budi.pk, now=NOW) == 1


@pytest.mark.django_db
class TestLetters:
    def test_a_letter_goes_to_an_address_without_an_account(self, mailbox: Mailbox, settings) -> None:
        write_to("lama@lumajang.example", subject="Surel diganti", text="Surel akun Anda diganti.")
        assert do_what_waits() == 1
        assert mailbox.recipients == [["lama@lumajang.example"]]
        assert mailbox.messages[0]["Subject"] == "Surel diganti"
        assert "Surel akun Anda diganti." in mailbox.text()
        assert settings.OFFICE["phone"] in mailbox.text()

    def test_two_letters_to_one_address_are_two(self, mailbox: Mailbox) -> None:
        for text in ("satu", "dua"):
            write_to("lama@lumajang.example", subject="Kabar", text=text)
        assert do_what_waits() == 2
