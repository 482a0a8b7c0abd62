"""The list of a whole regency, 12,673 rows of 21 columns, from the file to the preview; and one row of it mended."""

import io
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from python_calamine import CalamineWorkbook

from benchmarks.timing import ROUNDS, Measurement, compare, pace, promised
from perkim.accounts.models import User
from perkim.files.examination import examine
from perkim.files.kinds import SPREADSHEET
from perkim.imports import cells
from perkim.imports.actions.mending import mend
from perkim.imports.actions.reading import read_in
from perkim.imports.actions.receiving import receive
from perkim.imports.declarations import Column, ImportKind, Parse, Result, Row, Target, register
from perkim.imports.models import Batch
from perkim.imports.tables.reading import read_table

ROWS = 12_673
SECONDS, MEGABYTES, MEND_SECONDS = 5.0, 300, 5.0
# How much slower than the bare reader, which guards against nothing and knows no heading.
TIMES_SLOWER = 12
_BORN = date(1950, 1, 1)
_CLEAR_PEAK = "5"
_FIRST_LINE = 3

_WOOD = cells.choice({"Tembok retak": (), "Gedek bambu": (), "Kayu lapuk": ()})
_NAMES: tuple[tuple[str, Parse], ...] = (
    ("no", cells.whole()),
    ("nama", cells.text()),
    ("l/p", cells.choice({"L": (), "P": ()})),
    ("nik", cells.nik),
    ("no kk", cells.kk),
    ("tempat tgl lahir", cells.birth),
    ("dusun", cells.text()),
    ("rt", cells.rt_rw),
    ("rw", cells.rt_rw),
    ("pekerjaan", cells.text()),
    ("penghasilan", cells.rupiah),
    ("jml penghuni", cells.whole(1, 30)),
    ("jml kk", cells.whole(1, 9)),
    ("luas tanah", cells.decimal(1, 100_000)),
    ("luas rumah", cells.decimal(1, 10_000)),
    ("bukti tanah", cells.text()),
    ("atap", cells.text()),
    ("lantai", cells.text()),
    ("dinding", _WOOD),
    ("lintang", cells.latitude),
    ("bujur", cells.longitude),
)
COLUMNS = tuple(
    Column(key=f"k{place}", title=name, parse=parse, required=name in ("nama", "nik"), identifies=name in ("no", "nik"))
    for place, (name, parse) in enumerate(_NAMES)
)


def measure() -> Iterator[Measurement]:
    kind = register(
        ImportKind(key="ukur", title="Ukur", columns=COLUMNS, target=_target, check=_check, confirm=_nothing)
    )
    content = _workbook()
    actor = User.objects.get(username="operator.sumberwuluh")
    with transaction.atomic():
        # Memory first, and all that is used: later rounds find memory that the earlier ones have taken.
        paces = [pace()]
        rounds = [_previewed(kind, actor, content, ref=f"{number}") for number in range(ROUNDS)]
        preview, memory = min(taken for taken, _ in rounds), max(grown for _, grown in rounds)
        paces.append(pace())
        mended = min(_mended(actor, line) for line in range(_FIRST_LINE, _FIRST_LINE + ROUNDS))
        transaction.set_rollback(True)
    name = f"preview {ROWS:,} rows"
    yield promised(name, preview, SECONDS, paces)
    yield Measurement(f"{name}: memory", memory, "MB", f"{MEGABYTES} MB", MEGABYTES, memory / MEGABYTES, 1.0)
    name = f"mend one of {ROWS:,} rows"
    yield promised(name, mended, MEND_SECONDS, paces[1:])
    yield compare(
        f"read {ROWS:,} rows",
        lambda: read_table(io.BytesIO(content), COLUMNS),
        reference="the bare reader",
        against=lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(),
        goal=TIMES_SLOWER,
        repeat=1,
    )


def _previewed(kind: ImportKind, actor: User, content: bytes, ref: str) -> tuple[float, float]:
    """Seconds from the sent file to the staged rows, and megabytes that the process grew by meanwhile."""
    before = _peak(clear=True)
    start = time.perf_counter()
    file = examine(SimpleUploadedFile("daftar.xlsx", content), SPREADSHEET)
    batch = receive(actor=actor, kind=kind, ref=ref, file=file, now=timezone.now())
    read_in(batch=batch, now=timezone.now(), progress=lambda done, total: None)
    taken = time.perf_counter() - start
    batch.refresh_from_db()
    if batch.total != ROWS or batch.rows.exclude(state="ok").exists():
        raise AssertionError(f"staged {batch.total} rows, {batch.rows.by_state()}")
    return taken, _peak() - before


def _mended(actor: User, line: int) -> float:
    batch = Batch.objects.latest("id")
    start = time.perf_counter()
    mend(actor=actor, batch=batch, line=line, typed={"k1": "Suparmi"}, reason="", seen=0, now=timezone.now())
    return time.perf_counter() - start


def _peak(*, clear: bool = False) -> float:
    """The most memory that this process has used, in megabytes; cleared, that is what it uses now."""
    if clear:
        Path("/proc/self/clear_refs").write_text(_CLEAR_PEAK)
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def _workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("BNBA")
        sheet.write_row(0, 0, ["DAFTAR CALON PENERIMA"])
        sheet.write_row(1, 0, [name.upper() for name, _ in _NAMES])
        for number in range(ROWS):
            sheet.write_row(number + 2, 0, _row(number))
    return file.getvalue()


def _row(number: int) -> list[object]:
    born = _BORN + timedelta(days=number)
    person = (number, f"Calon {number}", "L", f"350803{born:%d%m%y}9901", f"350803220308{9000 + number % 1000}")
    house = (f"Lumajang, {born:%d-%m-%Y}", "Krajan", "001", 2, "Petani", 1_500_000, 4, 1, 120, 36)
    return [*person, *house, "SHM", "Genteng", "Tanah", "Gedek bambu", -8.179503, 113.041126]


def _target(*, ref: str, **unused: object) -> Target:
    return Target(title=f"Usulan {ref}", url="/kerja/")


def _check(rows: Sequence[Row], **unused: object) -> None:
    """As each kind does: no NIK twice."""
    first: dict[str, int] = {}
    for row in rows:
        if first.setdefault(row.values["k3"], row.line) != row.line:
            row.error("duplicate_nik", "k3", "NIK dua kali.", "Lepas salah satu baris.")


def _nothing(rows: Sequence[Row], **unused: object) -> Result:
    return Result(count=len(rows), url="/kerja/")
