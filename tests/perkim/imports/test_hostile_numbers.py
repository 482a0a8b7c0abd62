"""What the buttons of an import say that they saw: a number, or a page that is told to be out of date."""

import pytest
from django.test import Client
from django.urls import reverse

from perkim.imports.models import Batch
from tests.perkim.lib.test_whole_number import HOSTILE

SENDABLE = [typed for typed in HOSTILE if typed != "\ud800"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", SENDABLE)
def test_how_many_rows_the_button_says(typed: str, desk: Client, ready: Batch) -> None:
    assert desk.post(reverse("imports:store", args=[ready.public_id]), {"rows": typed}).status_code == 409


@pytest.mark.django_db
@pytest.mark.parametrize("typed", SENDABLE)
def test_how_often_the_row_was_mended(typed: str, desk: Client, ready: Batch) -> None:
    assert desk.post(reverse("imports:drop", args=[ready.public_id, 7]), {"seen": typed}).status_code == 409


@pytest.mark.django_db
@pytest.mark.parametrize("typed", SENDABLE)
def test_what_the_address_of_the_preview_asks_for(typed: str, desk: Client, ready: Batch) -> None:
    page = desk.get(
        reverse("imports:batch", args=[ready.public_id]),
        {"tampil": "masalah", "setelah": f"error-{typed}", "jenis": typed},
    )
    assert page.status_code == 200
