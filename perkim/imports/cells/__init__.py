"""Ready parsers of cells. Each takes a cell that holds something and raises CellError: what is wrong, how to mend it.

`text(80)`, `whole(1, 30)`, `decimal(...)`, `area(...)`, `year(...)` and `choice(...)` make a parser; `person`, `nik`,
`kk`, `rupiah`, `day`, `birth`, `yes_no`, `rt_rw`, `latitude` and `longitude` are parsers themselves. How things are
written is read by `perkim/lib`, as in the forms of the portal.
"""

from perkim.imports.cells.amounts import area, decimal, rupiah, whole, year
from perkim.imports.cells.choices import choice, rt_rw, yes_no
from perkim.imports.cells.days import birth, day
from perkim.imports.cells.positions import latitude, longitude
from perkim.imports.cells.register import kk, nik
from perkim.imports.cells.texts import person, text

__all__ = [
    "area",
    "birth",
    "choice",
    "day",
    "decimal",
    "kk",
    "latitude",
    "longitude",
    "nik",
    "person",
    "rt_rw",
    "rupiah",
    "text",
    "whole",
    "year",
    "yes_no",
]
