"""The two addresses for machines: alive asks nothing, ready asks all."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from perkim.health import checks
from perkim.health.models import Heartbeat

ALIVE, READY = "/sehat/hidup", "/sehat/siap"
# The newest migration of the stage model, whatever its name.
LATEST = MigrationLoader(None).graph.leaf_nodes("sipoc")[0][1]


def beaten(ago: timedelta = timedelta()) -> None:
    Heartbeat.objects.update_or_create(name="worker", defaults={"seen": timezone.now() - ago})


def parts(client: Client) -> dict[str, bool]:
    return {key: part["sehat"] for key, part in client.get(READY).json()["bagian"].items()}


# --- Alive -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_alive_asks_no_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = client.get(ALIVE)
    assert (answer.status_code, answer.content) == (200, b"hidup\n")


def test_alive_answers_with_the_database_gone(client: Client, database_gone: None) -> None:
    assert client.get(ALIVE).status_code == 200


@pytest.mark.django_db
def test_alive_answers_with_redis_gone(client: Client, redis_gone: None) -> None:
    assert client.get(ALIVE).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", [ALIVE, READY])
def test_no_answer_is_kept_on_the_way(client: Client, path: str) -> None:
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [ALIVE, READY, "/sehat/"])
def test_monitors_may_ask_by_head_and_nobody_may_post(client: Client, path: str) -> None:
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("path", [ALIVE, READY])
def test_a_monitor_inside_is_not_sent_to_https(client: Client, settings, path: str) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(path).status_code == 200


@pytest.mark.django_db
def test_asking_leaves_no_session_behind(client: Client) -> None:
    assert not client.get(ALIVE).cookies
    assert not client.get(READY).cookies


@pytest.mark.parametrize("path", [ALIVE, READY, "/sehat/"])
def test_who_asks_is_not_looked_up(client: Client, database_gone: None, path: str) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "of somebody signed in"
    assert client.get(path).status_code in ({200} if path != READY else {503})


# --- Ready -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_ready_with_every_part_in_order(client: Client) -> None:
    beaten()
    answer = client.get(READY)
    assert answer.status_code == 200
    assert answer.json() == {
        "siap": True,
        "sehat": True,
        "bagian": {
            "database": {"sehat": True, "keterangan": "Menjawab."},
            "redis": {"sehat": True, "keterangan": "Menjawab."},
            "background": {"sehat": True, "keterangan": "Denyut terakhir 0 detik lalu."},
        },
    }


def test_not_ready_with_the_database_gone(client: Client, database_gone: None) -> None:
    answer = client.get(READY)
    assert answer.status_code == 503
    assert answer.json()["siap"] is False
    assert answer.json()["bagian"]["database"] == {"sehat": False, "keterangan": "Tidak menjawab (OperationalError)."}


def test_ready_again_when_the_database_is_back(client: Client, fresh_database: str, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", "/tidak/ada")
        connection.close()
        assert client.get(READY).status_code == 503
    assert client.get(READY).status_code == 200


@pytest.mark.django_db
def test_ready_without_redis_though_not_healthy(client: Client, redis_gone: None) -> None:
    beaten()
    answer = client.get(READY)
    assert answer.status_code == 200
    assert (answer.json()["siap"], answer.json()["sehat"]) == (True, False)
    assert parts(client) == {"database": True, "redis": False, "background": True}


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_pending(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="sipoc", name=LATEST).delete()
    answer = client.get(READY)
    assert answer.status_code == 503
    assert "manage.py migrate" in answer.json()["bagian"]["database"]["keterangan"]


@pytest.mark.django_db
def test_ready_once_the_migration_is_done(client: Client) -> None:
    row = MigrationRecorder.Migration.objects.get(app="sipoc", name=LATEST)
    row.delete()
    assert client.get(READY).status_code == 503
    MigrationRecorder(connection).record_applied("sipoc", LATEST)
    assert client.get(READY).status_code == 200


@pytest.mark.django_db
def test_a_whole_schema_is_asked_for_once(client: Client, django_assert_max_num_queries) -> None:
    client.get(READY)
    with django_assert_max_num_queries(2):
        client.get(READY)


@pytest.mark.django_db
def test_a_migration_of_a_newer_release_is_no_fault(client: Client) -> None:
    MigrationRecorder(connection).record_applied("health", "0099_from_tomorrow")
    assert client.get(READY).status_code == 200


# --- The heartbeat ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_heart_that_never_beat_is_said_and_stops_nothing(client: Client) -> None:
    answer = client.get(READY)
    assert answer.status_code == 200
    assert answer.json()["bagian"]["background"] == {"sehat": False, "keterangan": "Belum pernah berdenyut."}


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "healthy"), [(0, True), (40, True), (44, True), (46, False), (86_400, False)])
def test_three_missed_beats_are_too_many(seconds: int, healthy: bool) -> None:
    now = timezone.now()
    Heartbeat.objects.create(name="worker", seen=now - timedelta(seconds=seconds))
    background = checks.parts(now)[-1]
    assert background.healthy is healthy
    assert background.finding == f"Denyut terakhir {seconds} detik lalu."


@pytest.mark.django_db
def test_a_clock_slightly_ahead_is_no_fault() -> None:
    now = timezone.now()
    Heartbeat.objects.create(name="worker", seen=now + timedelta(seconds=3))
    assert checks.parts(now)[-1].finding == "Denyut terakhir 0 detik lalu."


@pytest.mark.django_db
def test_another_heart_does_not_count(client: Client) -> None:
    Heartbeat.objects.create(name="lain", seen=timezone.now())
    assert parts(client)["background"] is False
