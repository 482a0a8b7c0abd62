"""Pages that wait for background work say when it is late."""

from datetime import timedelta

import pytest
from django.template.loader import get_template, render_to_string
from django.utils import timezone

from perkim.health.checks import STALE_AFTER
from perkim.health.models import Heartbeat
from perkim.health.templatetags.latar import background_late

pytestmark = pytest.mark.django_db
LATE = "Pekerjaan latar sedang terlambat"


def said() -> str:
    return render_to_string("health/_latar.html", background_late())


def test_nothing_is_said_while_it_lives() -> None:
    Heartbeat.objects.create(name="worker", seen=timezone.now())
    assert LATE not in said()


def test_it_is_said_when_it_has_been_silent() -> None:
    Heartbeat.objects.create(name="worker", seen=timezone.now() - STALE_AFTER - timedelta(seconds=1))
    assert LATE in said()


def test_a_new_site_whose_worker_has_never_worked_says_nothing() -> None:
    assert LATE not in said()


@pytest.mark.parametrize("template", ["imports/waiting.html", "documents/menunggu.html", "documents/cetak.html"])
def test_every_page_that_waits_says_it(template: str) -> None:
    assert "{% background_late %}" in get_template(template).template.source
