"""What the screens of an import say about a kind of list."""

from dataclasses import dataclass
from enum import StrEnum


class Filling(StrEnum):
    """What a list needs of one column, in words for people."""

    EVERY_ROW = "Wajib di setiap baris"
    HEADING = "Kolomnya harus ada, isinya boleh kosong"
    FREE = "Boleh kosong"


@dataclass(frozen=True, kw_only=True)
class PageTexts:
    """Words of the screens. `noun`: what a row is; `intro`: what the file is, on the page of the upload; `expected`:
    what the file must hold, a sentence each; `effect`: what storing does; `later`: how rows left out are added later;
    `undo_effect`: what taking back does."""

    noun: str = "baris"
    intro: str = ""
    expected: tuple[str, ...] = ()
    effect: str = ""
    later: str = ""
    undo_effect: str = ""
