"""A paper is neither replaced nor taken back by a machine whose clock is behind the time at which it was recorded."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from perkim.documents.actions.recording import withdraw_paper
from perkim.documents.models import Dokumen
from perkim.sipoc.exceptions import ClockBehindError
from tests.perkim.files.samples import pdf
from tests.samples.office import MONDAY
from tests.samples.papers import record

pytestmark = pytest.mark.django_db
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture
def kept(office, sent) -> Dokumen:
    return record(office.tim, sent, "ba")


def test_it_is_not_replaced_and_the_page_says_why(office, sent, kept, client: Client, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MONDAY - HOUR)
    client.force_login(office.tim)
    scan = io.BytesIO(pdf())
    scan.name = "ba.pdf"
    typed = {"number": "600/7/2026", "dated": "2026-06-22", "scan": scan, "note": "", "instead_of": kept.pk}
    answer = client.post(f"/berkas/{sent.public_id}/naskah/ba/", typed)
    assert answer.status_code == 422
    assert "Jam server lebih lambat daripada catatan terakhir berkas ini" in answer.content.decode()
    assert list(Dokumen.objects.filter(key="ba").values_list("pk", "withdrawn_at")) == [(kept.pk, None)]


def test_it_is_not_taken_back(office, kept) -> None:
    with pytest.raises(ClockBehindError):
        withdraw_paper(actor=office.tim, dokumen=kept, reason="Salah unggah.", now=MONDAY - HOUR)
    kept.refresh_from_db()
    assert kept.withdrawn_at is None


def test_a_moment_too_early_it_is_replaced_when_it_was_recorded(office, sent, kept) -> None:
    made = record(office.tim, sent, "ba", instead_of=kept, now=MONDAY - SECOND)
    kept.refresh_from_db()
    assert kept.withdrawn_at == kept.recorded_at == MONDAY
    assert Dokumen.objects.live().get(berkas=sent, key="ba") == made
