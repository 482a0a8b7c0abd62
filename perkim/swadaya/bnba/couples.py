"""Lists that name husband and wife instead of a candidate and a spouse. Source: `domain.md` §3.2 (E5), §3.4."""

from perkim.imports import cells
from perkim.imports.declarations import EMPTY, Cell, CellError, CellKind, Column
from perkim.swadaya.bnba.words import SEXES

COLUMNS = (
    Column(
        key="husband_name",
        title="Nama suami",
        names=("suami",),
        parse=cells.person,
        identifies=True,
        fills=("name", "spouse_name"),
    ),
    Column(
        key="husband_nik", title="NIK suami", parse=cells.nik, identifies=True, personal=True,
        fills=("nik", "spouse_nik"),
    ),
    Column(
        key="wife_name", title="Nama istri", names=("istri", "nama isteri", "isteri"), parse=cells.person,
        identifies=True, fills=("name", "spouse_name"),
    ),
    Column(
        key="wife_nik", title="NIK istri", names=("nik isteri",), parse=cells.nik, identifies=True, personal=True,
        fills=("nik", "spouse_nik"),
    ),
)  # fmt: skip
_KEYS = {"L": ("husband_name", "husband_nik"), "P": ("wife_name", "wife_nik")}
_sex_of = cells.choice(SEXES)


def arrange(row: dict[str, Cell]) -> None:
    """Husband and wife become candidate and spouse. The candidate is who is named as such; else the one whose sex is
    the row's; else the only one of the two. Where that leaves it open, nothing is moved."""
    couple = {sex: (row.get(name, EMPTY), row.get(nik, EMPTY)) for sex, (name, nik) in _KEYS.items()}
    there = [sex for sex, pair in couple.items() if any(map(_filled, pair))]
    sex = _candidate(row, couple, there)
    if not sex:
        return
    for key in (*_KEYS["L"], *_KEYS["P"]):
        row.pop(key, None)
    _fill(row, ("name", "nik"), couple[sex])
    if not _filled(row.get("sex", EMPTY)) and _is(row, couple[sex]):
        row["sex"] = Cell(sex, CellKind.TEXT)
    other = "P" if sex == "L" else "L"
    if other in there:
        _fill(row, ("spouse_name", "spouse_nik"), couple[other])


def _candidate(row: dict[str, Cell], couple: dict[str, tuple[Cell, Cell]], there: list[str]) -> str:
    """The sex of the candidate; empty if it is not known."""
    if not there:
        return ""
    stated = _sex_in(row)
    if not _filled(row.get("name", EMPTY)):
        if stated in there or len(there) == 1:
            return stated if stated in there else there[0]
        return ""
    named = [sex for sex in there if _is(row, couple[sex])]
    # A candidate who is named beside one of the two, and is not that one, is the other.
    return named[0] if named else stated or ("" if len(there) == 2 else "P" if there == ["L"] else "L")


def _sex_in(row: dict[str, Cell]) -> str:
    if not _filled(row.get("sex", EMPTY)):
        return ""
    try:
        return str(_sex_of(row["sex"]))
    except CellError:
        return ""


def _is(row: dict[str, Cell], pair: tuple[Cell, Cell]) -> bool:
    """Whether the candidate is this one of the couple."""
    return any(
        _filled(cell) and cell.text == row.get(key, EMPTY).text
        for key, cell in zip(("nik", "name"), pair[::-1], strict=True)
    )


def _fill(row: dict[str, Cell], keys: tuple[str, str], pair: tuple[Cell, Cell]) -> None:
    """Name and number belong together: neither is put beside another one's."""
    if not any(_filled(row.get(key, EMPTY)) for key in keys):
        row.update(zip(keys, pair, strict=True))
    elif not _filled(row.get(keys[1], EMPTY)) and keys[1] == "nik":
        row[keys[1]] = pair[1]


def _filled(cell: Cell) -> bool:
    return cell.kind is not CellKind.EMPTY
