"""Figures for a monitoring system that knows the token; for everybody else there is no such address."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from perkim.audit.actions import Event, record, seal
from perkim.health.jobs import BACKUP
from perkim.health.models import Heartbeat
from perkim.outbox.models import Work
from tests.cast import open_account

NUMBERS, TOKEN = "/sehat/angka", "sandi pemantau"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def token(settings) -> None:
    settings.METRICS_TOKEN = TOKEN


def figures(client: Client) -> dict[str, float]:
    answer = client.get(NUMBERS, headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    lines = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer salah", TOKEN])
def test_without_the_token_there_is_no_such_address(client: Client, given: str) -> None:
    assert client.get(NUMBERS, headers={"authorization": given}).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer "])
def test_where_no_token_is_set_nobody_gets_in(client: Client, settings, given: str) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get(NUMBERS, headers={"authorization": given}).status_code == 404


def test_it_tells_what_waits_and_how_late(client: Client) -> None:
    now = timezone.now()
    for number, fields in enumerate([{}, {"done_at": now}, {"given_up_at": now}]):
        Work.objects.create(kind="x", key=str(number), asked_at=now, due_at=now - timedelta(seconds=90), **fields)
    found = figures(client)
    assert (found["perkim_outbox_waiting"], found["perkim_outbox_given_up"]) == (1, 1)
    assert 90 <= found["perkim_outbox_late_seconds"] < 150


def test_it_tells_how_old_the_last_backup_is(client: Client) -> None:
    assert 'perkim_last_seen_seconds{what="backup"}' not in figures(client)
    Heartbeat.objects.create(name=BACKUP, seen=timezone.now() - timedelta(hours=30))
    assert figures(client)['perkim_last_seen_seconds{what="backup"}'] >= 30 * 3600


def test_it_tells_how_long_the_log_waits_for_its_seal(client: Client) -> None:
    seal(now=timezone.now())
    at = timezone.now() - timedelta(minutes=20)
    record(actor=open_account("penulis"), action="akun.dibuat", at=at, event=Event(subject=""))
    assert figures(client)["perkim_log_unsealed_seconds"] >= 20 * 60


def test_every_figure_states_its_kind_once(client: Client) -> None:
    answer = client.get(NUMBERS, headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    kinds = [line for line in answer.splitlines() if line.startswith("# TYPE")]
    assert len(kinds) == len(set(kinds)) > 8
    assert 'perkim_healthy{part="database"} 1' in answer


def test_without_the_broker_the_rest_is_told(client: Client, redis_gone: None) -> None:
    found = figures(client)
    assert found['perkim_healthy{part="redis"}'] == 0
    assert "perkim_queue_waiting" not in found
