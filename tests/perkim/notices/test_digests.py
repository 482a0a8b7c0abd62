"""One digest for each person, however many notices; through the outbox and a real mail server."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perkim.accounts.models import User
from perkim.celery import app
from perkim.notices import jobs
from perkim.notices.actions import Message, choose_pace, mail_digest, mark_read, notify, order_digests
from perkim.notices.models import Notice
from perkim.notices.pace import Pace, last_delivery
from perkim.outbox.jobs import do_what_waits
from perkim.outbox.models import Work
from tests.perkim.accounts.conftest import Mailbox
from tests.perkim.notices.people import EMAIL, HALF_AN_HOUR_AGO, NOW, TOPIC, deliver, person, tell

MINUTE = timedelta(minutes=1)
JAKARTA = timezone.get_default_timezone()


@pytest.mark.django_db
class TestOneDigest:
    def test_a_thousand_notices_are_one_mail(self, mailbox: Mailbox, budi: User) -> None:
        many = [Message(recipient_id=budi.pk, topic=TOPIC, text=f"Kabar {n}") for n in range(1000)]
        notify(many, now=HALF_AN_HOUR_AGO)
        deliver()
        assert mailbox.recipients == [[EMAIL]]
        assert not Notice.objects.filter(mailed_at=None).exists()

    def test_it_shows_the_20_newest_and_counts_the_rest(self, mailbox: Mailbox, budi: User) -> None:
        tell(budi, *(f"Kabar ke-{n}." for n in range(23)))
        deliver()
        text = mailbox.text()
        assert text.count("- Kabar ke-") == 20
        assert text.index("Kabar ke-22.") < text.index("Kabar ke-3.")
        assert "Kabar ke-2." not in text
        assert "dan 3 lainnya." in text
        assert mailbox.messages[0]["Subject"] == "23 pemberitahuan belum dibaca di Perkim Lumajang"

    def test_20_have_no_rest(self, mailbox: Mailbox, budi: User) -> None:
        tell(budi, *(f"Kabar ke-{n}." for n in range(20)))
        deliver()
        assert "lainnya" not in mailbox.text()

    def test_it_names_the_portal_and_neither_name_nor_nip(self, mailbox: Mailbox, budi: User, settings) -> None:
        User.objects.update(nip="199003122015032099")
        tell(budi, "Verifikasi <lapangan> & foto: 12 berkas")
        deliver()
        text = mailbox.text()
        assert "- Verifikasi <lapangan> & foto: 12 berkas (" in text
        assert f"{settings.SITE_URL}/pemberitahuan/" in text
        assert not [word for word in ("Santoso", "budi", "199003") if word in text]

    def test_a_header_silences_answering_machines(self, mailbox: Mailbox, budi: User) -> None:
        tell(budi)
        deliver()
        assert mailbox.messages[0]["Auto-Submitted"] == "auto-generated"

    def test_what_was_mailed_is_not_mailed_again(self, mailbox: Mailbox, budi: User) -> None:
        tell(budi)
        deliver()
        assert deliver() == 0
        tell(budi, "Kabar kedua", at=NOW - 20 * MINUTE)
        deliver()
        assert len(mailbox.messages) == 2
        assert "Ada 1 pemberitahuan" in mailbox.text()

    def test_what_was_read_meanwhile_is_not_mailed(self, mailbox: Mailbox, budi: User) -> None:
        tell(budi)
        order_digests(now=NOW)
        mark_read(actor=budi, notices=Notice.objects.all(), now=NOW)
        assert do_what_waits() == 1
        assert not mailbox.messages

    def test_each_person_gets_the_own_news(self, mailbox: Mailbox, budi: User, siti: User) -> None:
        tell(budi, "untuk Budi")
        tell(siti, "untuk Siti")
        deliver()
        told = {recipients[0]: mailbox.text(number) for number, recipients in enumerate(mailbox.recipients)}
        assert set(told) == {EMAIL, "siti@lumajang.example"}
        assert "untuk Budi" in told[EMAIL]
        assert "untuk Siti" not in told[EMAIL]

    def test_asking_costs_the_same_for_one_person_and_for_thirty(self, budi: User) -> None:
        def statements() -> int:
            with CaptureQueriesContext(connection) as caught:
                order_digests(now=NOW)
            return len(caught)

        tell(budi)
        one = statements()
        for number in range(30):
            tell(person(f"orang{number}", f"orang{number}@lumajang.example"))
        assert statements() == one
        assert Work.objects.count() == 31

    def test_mailing_costs_the_same_for_one_notice_and_for_a_thousand(
        self, mailbox: Mailbox, budi: User, siti: User
    ) -> None:
        def statements(user: User) -> int:
            with CaptureQueriesContext(connection) as caught:
                mail_digest(recipient_id=user.pk, now=NOW)
            return len(caught)

        tell(budi)
        notify([Message(recipient_id=siti.pk, topic=TOPIC, text=f"{n}") for n in range(1000)], now=HALF_AN_HOUR_AGO)
        assert statements(budi) == statements(siti)


@pytest.mark.django_db
class TestWhen:
    def due(self, now: datetime) -> int:
        return order_digests(now=now)

    def test_news_waits_a_quarter_of_an_hour_for_more(self, budi: User) -> None:
        tell(budi, at=NOW)
        assert self.due(NOW + 15 * MINUTE - timedelta(microseconds=1)) == 0
        assert self.due(NOW + 15 * MINUTE) == 1

    def test_the_first_news_takes_the_later_along(self, mailbox: Mailbox, budi: User) -> None:
        tell(budi, at=NOW)
        tell(budi, at=NOW + 14 * MINUTE)
        assert mail_digest(recipient_id=budi.pk, now=NOW + 15 * MINUTE) == 2

    def test_later_news_alone_waits_again(self, mailbox: Mailbox, budi: User) -> None:
        tell(budi, at=NOW)
        mail_digest(recipient_id=budi.pk, now=NOW + 15 * MINUTE)
        tell(budi, at=NOW + 16 * MINUTE)
        assert mail_digest(recipient_id=budi.pk, now=NOW + 17 * MINUTE) == 0
        assert len(mailbox.messages) == 1

    def test_a_daily_reader_is_informed_at_seven(self, budi: User) -> None:
        choose_pace(actor=budi, pace=Pace.DAILY)
        seven = datetime(2026, 11, 25, 7, 0, tzinfo=JAKARTA)
        tell(budi, at=seven - timedelta(hours=20))
        assert self.due(seven - MINUTE) == 0
        assert self.due(seven) == 1

    def test_a_daily_reader_is_informed_later_when_the_schedule_slept_at_seven(self, budi: User) -> None:
        choose_pace(actor=budi, pace=Pace.DAILY)
        seven = datetime(2026, 11, 25, 7, 0, tzinfo=JAKARTA)
        tell(budi, at=seven - MINUTE)
        assert self.due(seven + timedelta(hours=3)) == 1

    def test_news_of_the_day_waits_for_the_next(self, budi: User) -> None:
        choose_pace(actor=budi, pace=Pace.DAILY)
        seven = datetime(2026, 11, 25, 7, 0, tzinfo=JAKARTA)
        tell(budi, at=seven)
        assert self.due(seven + timedelta(hours=23, minutes=59)) == 0
        assert self.due(seven + timedelta(days=1)) == 1

    @pytest.mark.parametrize(
        ("now", "delivery"),
        [
            ("2026-11-25T07:00", "2026-11-25"),
            ("2026-11-25T06:59", "2026-11-24"),
            ("2026-11-28T12:00", "2026-11-27"),
            ("2026-11-29T23:59", "2026-11-27"),
            ("2026-11-30T06:59", "2026-11-27"),
            ("2026-11-30T07:00", "2026-11-30"),
        ],
    )
    def test_the_weekend_has_no_delivery(self, now: str, delivery: str) -> None:
        found = last_delivery(datetime.fromisoformat(now).replace(tzinfo=JAKARTA))
        assert found.isoformat() == f"{delivery}T07:00:00+07:00"

    def test_who_wants_none_gets_none(self, mailbox: Mailbox, budi: User) -> None:
        tell(budi)
        order_digests(now=NOW)
        choose_pace(actor=budi, pace=Pace.NEVER)
        do_what_waits()
        assert self.due(NOW + timedelta(days=1)) == 0
        assert not mailbox.messages

    @pytest.mark.parametrize("state", [{"email": ""}, {"is_active": False}])
    def test_who_cannot_be_reached_gets_none(self, mailbox: Mailbox, budi: User, state: dict) -> None:
        tell(budi)
        order_digests(now=NOW)
        User.objects.update(**state)
        assert do_what_waits() == 1
        assert self.due(NOW + timedelta(days=1)) == 0
        assert not mailbox.messages

    def test_news_of_a_fortnight_ago_is_left_to_the_portal(self, budi: User) -> None:
        tell(budi, at=NOW)
        assert self.due(NOW + timedelta(days=14) - MINUTE) == 1
        assert self.due(NOW + timedelta(days=14)) == 0


@pytest.mark.parametrize("job", ["digests", "old notices"])
def test_the_schedule_runs_them(job: str) -> None:
    assert app.conf.beat_schedule[job]["task"] in {jobs.order_digests.name, jobs.forget_old_notices.name}


@pytest.mark.django_db
def test_the_job_asks_for_what_is_due(budi: User) -> None:
    tell(budi)
    jobs.order_digests()
    assert Work.objects.get().payload == {"akun": budi.pk}
