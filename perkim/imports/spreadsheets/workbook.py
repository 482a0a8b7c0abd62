"""Reads XLSX. The sheets come one after the other, so that only one of them is unpacked at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from perkim.files.structure import BROKEN, SAVE_AS_XLSX
from perkim.imports.declarations import ImportRefused
from perkim.imports.spreadsheets.inspecting import LOCKED, SheetFacts, inspect
from perkim.imports.spreadsheets.sheets import SourceSheet

# The first bytes of the container in which Office keeps encrypted workbooks, and kept all of them before 2007.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLD_FORMAT = f"File ini berformat Excel lama (XLS). {SAVE_AS_XLSX}"
OPEN_DOCUMENT = (
    "File ini berformat OpenDocument (ODS). Buka di LibreOffice atau Excel, pilih File, Simpan Sebagai, jenis Excel "
    "(*.xlsx), lalu unggah file yang baru itu."
)
MARKUP = f"File ini halaman web yang dinamai lembar kerja, seperti unduhan beberapa aplikasi. {SAVE_AS_XLSX}"
_ODS = b"application/vnd.oasis.opendocument"
_MARKUP = (b"<", b"MIME-Version:")
_HEAD = 4 * 1024 * 1024


def refuse_other_formats(file: IO[bytes]) -> None:
    """Raises ImportRefused for what spreadsheets also write, with the way to XLSX; a password hides the whole file."""
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(OLE):
        raise ImportRefused(LOCKED if _ENCRYPTED in head or _tail_has(file) else OLD_FORMAT)
    if _ODS in head[:200]:
        raise ImportRefused(OPEN_DOCUMENT)
    if head[:200].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_MARKUP):
        raise ImportRefused(MARKUP)


def sheets_of(file: IO[bytes]) -> Iterator[SourceSheet]:
    """The sheets with cells, as they stand in the file; of hidden ones their name alone. Raises ImportRefused."""
    refuse_other_formats(file)
    facts = inspect(file)
    file.seek(0)
    with _faults_of_the_file():
        opened = CalamineWorkbook.from_filelike(file)
    with opened as book:
        pages = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        for page in pages:
            known = facts.get(page.name, SheetFacts())
            if not known.filled:
                continue
            shown = page.visible == SheetVisibleEnum.Visible
            yield _sheet(book, page.name, known) if shown else SourceSheet(name=page.name, lines=(), shown=False)


def _sheet(book: CalamineWorkbook, name: str, known: SheetFacts) -> SourceSheet:
    with _faults_of_the_file():
        page = book.get_sheet_by_name(name)
        lines = page.to_python(skip_empty_area=True)
    line, column = page.start or (0, 0)
    return SourceSheet(
        name=name,
        lines=lines,
        first_line=line + 1,
        first_column=column + 1,
        formulas=known.formulas,
        hidden=frozenset(known.hidden),
        hidden_columns=tuple(known.hidden_columns),
        merged=sorted(known.merged),
    )


@contextmanager
def _faults_of_the_file() -> Iterator[None]:
    try:
        yield
    except CalamineError as error:
        raise ImportRefused(BROKEN) from error
    except BaseException as error:
        # A panic of the reader (written in Rust) is no subclass of Exception and would end a worker.
        if type(error).__name__ == "PanicException":
            raise ImportRefused(BROKEN) from error
        raise


def _tail_has(file: IO[bytes]) -> bool:
    """The container's directory often stands at its end."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _HEAD))
    return _ENCRYPTED in file.read(_HEAD)
