"""Looks into a PDF: whether it has pages, and whether it does more than to be read.

Work of the developer, in its own limited process: it knows nothing of Django, and what it opens comes from strangers.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from perkim.files import framing

# What a reader of PDF may do by itself when a file or a page is opened: show a place, or what its menu offers.
_QUIET = frozenset({"/GoTo", "/Named"})
# What nothing in a paper may do, by a click either: run a program or a script, take data in, send what was filled in.
_LOUD = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"})
# Actions lead to further ones; no honest document has a chain of so many.
_MOST_ACTIONS = 50


def look_into(content: bytes) -> bytes:
    """The word for what was found. Raises whatever pikepdf raises for what cannot be opened."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = [page.obj for page in pdf.pages]
        if not pages:
            return framing.NO_PAGES
        notes = [note for page in pages for note in _dictionaries(page.get("/Annots"))]
        if _carries_files(pdf.Root, notes):
            return framing.CARRIES_FILES
        return framing.ACTS if _acts(pdf.Root, pages, notes) else framing.DONE


def _carries_files(root: pikepdf.Object, notes: list[Dictionary]) -> bool:
    names = root.get("/Names")
    return (
        _has_names(names, "/EmbeddedFiles")
        or "/Collection" in root
        or any(True for _ in _dictionaries(root.get("/AF")))
        or any(note.get("/Subtype") == "/FileAttachment" for note in notes)
    )


def _acts(root: pikepdf.Object, pages: Sequence[pikepdf.Object], notes: list[Dictionary]) -> bool:
    if _has_names(root.get("/Names"), "/JavaScript"):
        return True
    by_itself = [root.get("/OpenAction"), *(action for each in (root, *pages) for action in _further(each))]
    by_hand = [action for note in notes for action in (note.get("/A"), *_further(note))]
    return any(_is_loud(each, alone=True) for each in by_itself) or any(_is_loud(each, alone=False) for each in by_hand)


def _is_loud(action: Any, *, alone: bool) -> bool:
    """Whether an action, or one that follows it, does what it should not. `alone`: without a click."""
    waiting, seen = [action], 0
    while waiting:
        each = waiting.pop()
        # A place in the document is an array, or its name.
        if not isinstance(each, Dictionary):
            continue
        seen += 1
        does = str(each.get("/S", "/GoTo"))
        if seen > _MOST_ACTIONS or does in _LOUD or (alone and does not in _QUIET):
            return True
        following = each.get("/Next")
        waiting.extend(following if isinstance(following, Array) else (following,))
    return False


def _further(thing: pikepdf.Object) -> list[Any]:
    """Its additional actions, by what calls them."""
    actions = thing.get("/AA")
    return [actions[key] for key in actions.keys()] if isinstance(actions, Dictionary) else []  # noqa: SIM118


def _has_names(names: Any, tree: str) -> bool:
    """Whether a tree of names holds any."""
    root = names.get(tree) if isinstance(names, Dictionary) else None
    if not isinstance(root, Dictionary):
        return False
    return any(isinstance(root.get(key), Array) and len(root[key]) for key in ("/Names", "/Kids"))


def _dictionaries(things: Any) -> Iterator[Dictionary]:
    if isinstance(things, Array):
        yield from (each for each in things if isinstance(each, Dictionary))
