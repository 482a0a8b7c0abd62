"""Importing a village's list as its operator does: the file, what was found in it, and storing it."""

import json
from pathlib import Path

from django.utils import timezone

from perkim.accounts.models import User
from perkim.files.examination import examine
from perkim.files.kinds import SPREADSHEET
from perkim.imports.actions.deciding import ask_to_store
from perkim.imports.actions.receiving import receive
from perkim.imports.declarations import kind_of
from perkim.imports.jobs import read_file, store_rows
from perkim.imports.models import Batch, StagedRow
from perkim.imports.sealing import unsealed
from perkim.sipoc.models import Berkas
from tests.perkim.imports.files import BNBA, uploaded

KIND = "rtlh-bnba"
FAULTS = json.loads((Path(str(BNBA)).parent / "bnba_sumberwuluh_faults.json").read_text())["faults"]


def bring(actor: User, usulan: Berkas, content: bytes = b"", name: str = "bnba.xlsx") -> Batch:
    """Hand in a file, by default that of Sumberwuluh, and let it be read."""
    file = examine(uploaded(content or BNBA.read_bytes(), name), SPREADSHEET)
    batch = receive(actor=actor, kind=kind_of(KIND), ref=str(usulan.public_id), file=file, now=timezone.now())
    read_file({"batch": batch.pk})
    return Batch.objects.get(pk=batch.pk)


def found_in(batch: Batch) -> dict[int, list[tuple[str, str]]]:
    """Level and kind of all findings, by the line of the file."""
    rows = [unsealed(row.line, bytes(row.sealed)) for row in StagedRow.objects.filter(batch=batch).order_by("line")]
    return {row.line: [(each.level.value, each.kind) for each in row.findings] for row in rows if row.findings}


def store(actor: User, batch: Batch) -> Batch:
    """Let what is good be stored."""
    ask_to_store(
        actor=actor, batch=batch, rows=StagedRow.objects.filter(batch=batch).storable().count(), now=timezone.now()
    )
    store_rows({"batch": batch.pk})
    return Batch.objects.get(pk=batch.pk)
