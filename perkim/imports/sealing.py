"""Rows as they lie in the staging: one sealed blob each. Values are not kept: the parsers make them of the cells."""

import json
from datetime import date, datetime
from typing import Any

from perkim.imports.declarations import Cell, CellKind, Finding, Level, Row
from perkim.people.cipher import seal_bytes, unseal_bytes

_KINDS = {kind.value: kind for kind in CellKind}


def sealed(row: Row) -> bytes:
    """The cells, findings and reason of a row."""
    content = {
        "cells": {key: _plain(cell) for key, cell in row.raw.items() if cell.kind is not CellKind.EMPTY},
        "findings": [[e.level, e.kind, e.column, e.what, e.mend, e.needs_reason] for e in row.findings],
        "reason": row.reason,
        "hidden": row.hidden,
        "sheet": row.sheet,
    }
    return seal_bytes(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def unsealed(line: int, blob: bytes) -> Row:
    """The row again, without its values. Raises UnreadableError."""
    content = json.loads(unseal_bytes(blob))
    return Row(
        line=line,
        raw={key: _cell(plain) for key, plain in content["cells"].items()},
        findings=[Finding(Level(level), *rest) for level, *rest in content["findings"]],
        reason=content["reason"],
        hidden=content["hidden"],
        # Rows that were staged before rows kept the name of their sheet are of one sheet.
        sheet=content.get("sheet", ""),
    )


def _plain(cell: Cell) -> list[Any]:
    value = cell.value.isoformat() if isinstance(cell.value, date) else cell.value
    return [cell.kind, value, cell.formula]


def _cell(plain: list[Any]) -> Cell:
    kind, value, formula = _KINDS[plain[0]], plain[1], plain[2]
    if kind is CellKind.DATE:
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return Cell(value, kind, formula)
