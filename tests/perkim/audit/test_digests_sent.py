"""The newest seal's digest leaves this machine once a day by itself, into a file and by mail."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from celery import Celery
from celery.schedules import crontab
from django.core.management import call_command
from django.utils import timezone

from perkim.audit.digests import FILE, MAIL, send_out
from perkim.audit.jobs import send_digest
from perkim.audit.outside import digests_in
from perkim.health.numbers import figures
from perkim.outbox.jobs import do_what_waits
from perkim.outbox.models import Work
from tests.perkim.accounts.conftest import mail_server_is_down, mailbox
from tests.perkim.audit.sealing import sealed_soon
from tests.perkim.audit.test_seals import owner  # noqa: F401 -- a fixture

__all__ = ["mail_server_is_down", "mailbox"]

ADDRESSES = ["inspektorat@lumajang.example", "kominfo@lumajang.example"]


@pytest.fixture
def file(owner, owner_alone, settings, tmp_path: Path) -> Path:  # noqa: F811
    """Where digests go, besides two addresses; the log has a seal."""
    settings.LOG_DIGEST_FILE, settings.LOG_DIGEST_EMAILS = str(tmp_path / "sidik.txt"), ADDRESSES
    sealed_soon()
    return tmp_path / "sidik.txt"


def failing() -> float:
    return next(each.value for each in figures(timezone.now(), "redis://127.0.0.1:1") if "digests" in each.name)


def test_a_day_s_digest_is_in_the_file_and_with_everybody(file, mailbox, tmp_path, capsys) -> None:
    send_digest()
    do_what_waits()
    (written,) = digests_in(file.read_text())
    assert written.day == timezone.localdate()
    assert sorted(mailbox.recipients) == [[address] for address in ADDRESSES]
    assert [digests_in(mailbox.text(number)) for number in (0, 1)] == [[written], [written]]
    pasted = tmp_path / "surel.txt"
    pasted.write_text(mailbox.text())
    call_command("verify_log", outside=[str(pasted)])
    assert f"1 sidik luar dibandingkan dengan {pasted}, 0 berbeda" in capsys.readouterr().out
    assert failing() == 0


def test_the_mail_says_in_indonesian_what_it_is_for(file, mailbox) -> None:
    send_digest()
    do_what_waits()
    assert mailbox.messages[0]["Subject"].startswith("Sidik catatan Perkim Lumajang, ")
    assert "jangan menghapusnya" in mailbox.text()
    assert "python manage.py verify_log --outside" in mailbox.text()


def test_once_a_day_however_often_it_runs(file, mailbox) -> None:
    for _ in range(3):
        send_digest()
        do_what_waits()
    assert (len(file.read_text().splitlines()), len(mailbox.messages)) == (1, 2)


def test_the_next_day_again_even_if_nothing_new_was_sealed(file, mailbox) -> None:
    now = timezone.now()
    for day in range(3):
        send_out(now=now + timedelta(days=day))
    do_what_waits()
    assert len({each.day for each in digests_in(file.read_text())}) == 3
    assert len(mailbox.messages) == 6


def test_a_file_that_cannot_be_written_does_not_stop_the_mails_and_is_seen(file, mailbox, settings, caplog) -> None:
    settings.LOG_DIGEST_FILE = str(file.parent / "tidak-terpasang" / "sidik.txt")
    with caplog.at_level(logging.ERROR, "perkim.audit.digests"):
        send_digest()
    assert "did not get out: FileNotFoundError" in caplog.text
    assert do_what_waits() == 2
    assert len(mailbox.messages) == 2
    assert failing() == 1
    # The volume is back: the outbox writes the same day's line.
    Path(settings.LOG_DIGEST_FILE).parent.mkdir()
    Work.objects.filter(kind=FILE).update(due_at=timezone.now())
    assert do_what_waits() == 1
    assert digests_in(Path(settings.LOG_DIGEST_FILE).read_text())[0].day == timezone.localdate()
    assert failing() == 0


def test_a_mail_server_that_is_away_does_not_stop_the_file_and_is_seen(file, mail_server_is_down) -> None:
    send_digest()
    do_what_waits()
    assert len(digests_in(file.read_text())) == 1
    assert list(Work.objects.filter(kind=MAIL).values_list("done_at", "attempts")) == [(None, 1), (None, 1)]
    assert failing() == 2


def test_nothing_is_set_and_nothing_is_sent(file, settings) -> None:
    settings.LOG_DIGEST_FILE, settings.LOG_DIGEST_EMAILS = "", []
    send_digest()
    assert (file.exists(), Work.objects.count()) == (False, 0)


@pytest.mark.django_db
def test_a_log_without_a_seal_has_no_digest(settings, tmp_path: Path) -> None:
    settings.LOG_DIGEST_FILE, settings.LOG_DIGEST_EMAILS = str(tmp_path / "sidik.txt"), ADDRESSES
    send_digest()
    assert (list(tmp_path.iterdir()), Work.objects.count()) == ([], 0)


def test_the_clock_sends_it_at_one_before_the_nightly_backup(broker: Celery) -> None:
    (schedule,) = [each["schedule"] for each in broker.conf.beat_schedule.values() if each["task"] == send_digest.name]
    assert isinstance(schedule, crontab)
    assert (min(schedule.hour), schedule.minute) == (1, {0})
