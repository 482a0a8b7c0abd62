"""Cells become values: each column's parser reads its cell, and what it cannot read becomes a finding of the row."""

from collections.abc import Sequence
from typing import Any

from perkim.imports.cells.doubts import Doubtful
from perkim.imports.declarations import EMPTY, Cell, CellError, CellKind, Column, Row
from perkim.imports.spreadsheets.sheets import LONGEST_TEXT

# Findings of numbers of which a spreadsheet lost digits: what the cell still shows is wrong and is never given back.
ROUNDED = "dibulatkan"
# `1.000`.
_LONGEST_SHOWN = f"{LONGEST_TEXT:,}".replace(",", ".")
DAMAGED = frozenset({"nik_float", "rek_float", ROUNDED})


def damaged(row: Row) -> set[str]:
    """Keys of the columns whose cell holds what is left of a number."""
    return {each.column for each in row.findings if each.kind in DAMAGED}


def parsed(row: Row, columns: Sequence[Column]) -> None:
    """Fill the values of a row anew; its findings become those of its single cells."""
    row.findings, row.values = [], {}
    for column in columns:
        cell = row.raw.get(column.key, EMPTY)
        # Most columns that are known stand in no single file.
        row.values[column.key] = None if cell.kind is CellKind.EMPTY else _value(row, column, cell)
        if column.required and cell.kind is CellKind.EMPTY:
            row.error("kosong", column.key, f"{column.title} kosong.", "Isi sesuai dokumennya.")
    if row.hidden:
        # Whoever hid it sees a list without it.
        what, mend = (
            "Baris ini disembunyikan di lembar kerja.",
            "Tulis alasannya bila memang ikut, atau lepas barisnya.",
        )
        row.warn("tersembunyi", "", what, mend, needs_reason=True)


def _tell_fault(row: Row, column: Column) -> None:
    """A formula blocks the row where the list cannot do without its value; a running number is never missed."""
    what, mend = (
        f"{column.title} berisi rumus yang tidak menghasilkan nilai.",
        "Ketik nilainya sebagai pengganti rumus.",
    )
    if column.must_be_there or column.personal:
        row.error("rumus", column.key, what, mend)
    elif not column.identifies:
        row.warn("rumus", column.key, what, f"Tanpa itu, baris disimpan dengan {column.title} kosong. {mend}")


def _value(row: Row, column: Column, cell: Cell) -> Any:
    if cell.kind is CellKind.FAULT:
        _tell_fault(row, column)
        return None
    if cell.kind is CellKind.LONG:
        what = f"{column.title} memuat lebih dari {_LONGEST_SHOWN} huruf."
        row.error("panjang", column.key, what, "Persingkat isinya, atau pindahkan ke kolom lain.")
        return None
    if cell.kind is CellKind.DAMAGED:
        what = f"{column.title} rusak: angka di belakang angka ke-15 menjadi 0 di lembar kerja, seperti di baris lain."
        row.error(ROUNDED, column.key, what, "Ketik ulang semua angkanya dari kartu atau bukunya.")
        return None
    try:
        value = column.parse(cell)
    except CellError as fault:
        row.error(fault.kind, column.key, _named(column, fault), fault.mend)
        return None
    if isinstance(value, Doubtful):
        row.warn(value.kind, column.key, _named(column, value), value.mend)
        return value.value
    return value


def _named(column: Column, fault: CellError | Doubtful) -> str:
    """Sentences about numbers of people name them; "0 terlalu kecil" needs the column's name."""
    named = fault.kind.startswith("nik_") or column.title.casefold() in fault.what.casefold()
    return fault.what if named else f"{column.title}: {fault.what}"
