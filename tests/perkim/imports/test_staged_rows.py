"""What is staged is sealed, comes back as it was, and takes part when the keys change."""

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from perkim.imports.declarations import Cell, CellKind, Row
from perkim.imports.models import Batch, StagedRow
from perkim.imports.sealing import sealed, unsealed
from perkim.imports.spreadsheets.sheets import FAULT, cell_of
from perkim.imports.staging import read
from perkim.people.cipher import newest_header


@pytest.mark.parametrize(
    "value", ["teks", 3508035308919920.0, 0.1, True, date(1967, 9, 27), datetime(1967, 9, 27, 8, 30), "=1+1"]
)
def test_every_kind_of_cell_comes_back_as_it_was(value) -> None:
    row = Row(7, {"a": cell_of(value, formula=True), "b": FAULT}, reason="Pindah.", hidden=True)
    row.warn("lain", "a", "Apa.", "Bagaimana.", needs_reason=True)
    again = unsealed(7, sealed(row))
    assert again == row


def test_nothing_that_cannot_be_seen_gets_in() -> None:
    assert cell_of("Sula\x00stri\u200b\n Subagyo") == Cell("Sulastri Subagyo", CellKind.TEXT)


def test_a_new_key_reaches_staged_rows(settings, ready: Batch) -> None:
    settings.PEOPLE_KEYS = ["baru:sebuah rahasia lain", *settings.PEOPLE_KEYS]
    call_command("rotate_keys", "--apply", stdout=StringIO(), stderr=StringIO())
    blobs = [bytes(blob) for blob in StagedRow.objects.values_list("sealed", flat=True)]
    assert all(blob.startswith(newest_header()) for blob in blobs)
    assert read(ready)[0].row.text("nama") == "Sulastri Subagyo"
