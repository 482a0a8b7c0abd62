"""The health page for people."""

import pytest
from django.test import Client
from django.utils import timezone

from perkim.health.models import Heartbeat


@pytest.fixture
def beating(db: None) -> None:
    Heartbeat.objects.create(name="worker", seen=timezone.now())


def test_all_parts_at_work_is_said_first(client: Client, beating: None) -> None:
    page = client.get("/sehat/").content.decode()
    assert "<h1" in page
    assert "Semua bagian bekerja</h1>" in page
    assert page.count("Sehat") == 3
    assert "Terganggu" not in page


@pytest.mark.django_db
def test_a_part_in_trouble_is_named(client: Client) -> None:
    page = client.get("/sehat/").content.decode()
    assert "Ada bagian yang terganggu</h1>" in page
    assert "Belum pernah berdenyut." in page
    assert "Data yang sudah tersimpan aman." in page


def test_redis_gone_is_named(client: Client, beating: None, redis_gone: None) -> None:
    page = client.get("/sehat/").content.decode()
    assert "Antrean pekerjaan" in page
    assert page.count("Terganggu") == 1


def test_it_is_drawn_with_the_database_gone(client: Client, database_gone: None) -> None:
    answer = client.get("/sehat/")
    assert answer.status_code == 200
    assert "Tidak menjawab (OperationalError)." in answer.content.decode()


def test_it_names_no_address_or_password_of_the_parts(client: Client, beating: None, settings) -> None:
    page = client.get("/sehat/").content.decode() + client.get("/sehat/siap").content.decode()
    assert settings.REDIS_URL not in page
    assert settings.DATABASES["default"]["NAME"] not in page
