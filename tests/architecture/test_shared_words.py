"""The shared rooms speak of no household: a road contract or a question of a resident reads their sentences too.

What programmes call their things comes from their declarations (noun, titles, `Destination`).
"""

import re

from tests.architecture.source import ROOT, name, python_files

ROOMS = ("sipoc", "documents", "portal", "visits", "imports", "meetings")
ONE_PROGRAMME = re.compile(r"rumah|calon|penerima|kpb|tfl", re.IGNORECASE)
# What may say such a word, and why. This list only gets shorter.
ALLOWED = {
    # Who is given an instruction (disposisi) is its penerima, whatever the case is about.
    "perkim/portal/case/action_views.py": "Disposisi diberikan. Penerimanya sudah diberi tahu.",
    "perkim/portal/case/forms.py": "Pilih penerima dari daftar.",
    "perkim/sipoc/instructions.py": "Satu disposisi paling banyak untuk",
    "perkim/sipoc/models/parties.py": 'INSTRUCTED = "penerima disposisi"',
    # The C of SIPOC is called so on the office's sheets.
    "perkim/portal/case/overview.py": 'title="Penerima", words=_listed(stage.customer or sheet.customer)',
    # A heading that people write over the column of addresses.
    "perkim/imports/cells/addresses.py": '"alamat rumah", "alamat ktp"',
    # Says what a programme may put in their place.
    "perkim/visits/declarations.py": "`rumah` and `calon` of an aid",
}


def lines_with_such_words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in python_files(*(f"perkim/{room}" for room in ROOMS if (ROOT / "perkim" / room).is_dir())):
        for line in path.read_text(encoding="utf-8").splitlines():
            if ONE_PROGRAMME.search(line):
                found.setdefault(name(path), []).append(line.strip())
    return found


def test_shared_rooms_name_nothing_of_one_programme() -> None:
    found = lines_with_such_words()
    assert {path: lines for path, lines in found.items() if path not in ALLOWED} == {}
    assert {path: lines for path, lines in found.items() if len(lines) > 1 or ALLOWED[path] not in lines[0]} == {}


def test_what_is_allowed_is_still_there() -> None:
    assert set(ALLOWED) == set(lines_with_such_words())
