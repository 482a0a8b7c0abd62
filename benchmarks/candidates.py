"""A village's list of 12,673 candidates through all checks of RTLH, and stored: persons, families, cases, log."""

import io
import time
from collections.abc import Iterator

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from benchmarks.imports import _NAMES, ROWS, _row
from benchmarks.timing import Measurement, pace, promised
from perkim.accounts.models import User
from perkim.files.examination import examine
from perkim.files.kinds import SPREADSHEET
from perkim.imports.actions.deciding import ask_to_store
from perkim.imports.actions.reading import read_in
from perkim.imports.actions.receiving import receive
from perkim.imports.actions.storing import store
from perkim.imports.declarations import kind_of
from perkim.imports.models import Batch, StagedRow
from perkim.imports.parsing import parsed
from perkim.imports.staging import read
from perkim.regions.boundaries import Boundaries
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process, programme
from perkim.swadaya.bnba.kind import proposal_of
from perkim.swadaya.candidates.actions import propose_many

VILLAGE, KABUPATEN, KIND = "35.08.03.2005", "35.08", "rtlh-bnba"
PREVIEW_SECONDS, CONFIRM_SECONDS, POINT_SECONDS = 5.0, 10.0, 1.0
ALONE, TIMES_FASTER = 60, 10


def measure() -> Iterator[Measurement]:
    with transaction.atomic():
        usulan = _usulan()
        actor = User.objects.get(username="operator.sumberwuluh")
        paces = [pace()]
        batch, preview = _previewed(actor, usulan, _workbook())
        alone = _alone(actor, usulan, batch)
        paces.append(pace())
        confirm = _confirmed(actor, batch)
        paces.append(pace())
        transaction.set_rollback(True)
    points = _points()
    name = f"BNBA of {ROWS:,} rows"
    yield promised(f"{name}: preview", preview, PREVIEW_SECONDS, paces[:2])
    yield promised(f"{name}: confirm", confirm, CONFIRM_SECONDS, paces[1:])
    one_by_one = f"one by one (measured on {ALONE})"
    faster = alone * ROWS / confirm
    yield Measurement(
        f"{name}: against rows alone", confirm * 1000, "ms", one_by_one, alone * ROWS * 1000, faster, TIMES_FASTER, True
    )
    yield Measurement(
        f"{ROWS:,} points in a village", points * 1000, "ms", "one second", 1000, points / POINT_SECONDS, 1.0
    )


def _usulan() -> Berkas:
    rtlh, now = programme("rtlh"), timezone.now()
    kabid, operator = (User.objects.get(username=name) for name in ("kabid.perumahan", "operator.sumberwuluh"))
    new = NewCase(title="Kegiatan", regions=[Region.objects.get(pk=KABUPATEN)])
    year = open_case(actor=kabid, programme=rtlh, process=process("rtlh", "kegiatan"), new=new, now=now)
    new = NewCase(title="Usulan", regions=[Region.objects.get(pk=VILLAGE)])
    return open_case(actor=operator, programme=rtlh, process=process("rtlh", "usulan"), new=new, now=now, parent=year)


def _workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("BNBA")
        sheet.write_row(0, 0, ["DAFTAR CALON PENERIMA"])
        sheet.write_row(1, 0, [name.upper() for name, _ in _NAMES])
        for number in range(ROWS):
            row = _row(number)
            # Each household with a family card of its own.
            row[4] = f"350803{number // 1000 + 1:02}0308{9000 + number % 1000}"
            sheet.write_row(number + 2, 0, row)
    return file.getvalue()


def _previewed(actor: User, usulan: Berkas, content: bytes) -> tuple[Batch, float]:
    start = time.perf_counter()
    file = examine(SimpleUploadedFile("bnba.xlsx", content), SPREADSHEET)
    batch = receive(actor=actor, kind=kind_of(KIND), ref=str(usulan.public_id), file=file, now=timezone.now())
    read_in(batch=batch, now=timezone.now(), progress=lambda done, total: None)
    taken = time.perf_counter() - start
    batch.refresh_from_db()
    good = StagedRow.objects.filter(batch=batch).storable().count()
    if good != ROWS:
        raise AssertionError(f"{good} of {batch.total} rows are good: {batch.notice}")
    return batch, taken


def _alone(actor: User, usulan: Berkas, batch: Batch) -> float:
    """Seconds for one row, when each is stored by itself; undone."""
    rows = [each.row for each in read(batch)[:ALONE]]
    for row in rows:
        parsed(row, batch.declared.columns)
    proposals = [proposal_of(row) for row in rows]
    with transaction.atomic():
        start = time.perf_counter()
        for proposal in proposals:
            propose_many(
                actor=actor,
                usulan=usulan,
                process=process("rtlh", "penerima"),
                proposals=[proposal],
                now=timezone.now(),
                batch=batch.public_id,
            )
        taken = time.perf_counter() - start
        transaction.set_rollback(True)
    return taken / ALONE


def _confirmed(actor: User, batch: Batch) -> float:
    ask_to_store(actor=actor, batch=batch, rows=ROWS, now=timezone.now())
    start = time.perf_counter()
    store(batch=batch, now=timezone.now(), progress=lambda done, total: None)
    taken = time.perf_counter() - start
    batch.refresh_from_db()
    if batch.stored != ROWS:
        raise AssertionError(f"stored {batch.stored}: {batch.notice}")
    return taken


def _points() -> float:
    points = [(-8.179503 + number * 1e-7, 113.041126) for number in range(ROWS)]
    start = time.perf_counter()
    Boundaries.everywhere().contain([VILLAGE] * ROWS, points)
    return time.perf_counter() - start
