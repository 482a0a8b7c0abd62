"""Text from outside becomes a whole number by one door: `int` alone fails on what people and programs send."""

import ast

from tests.architecture.source import name, python_files, tree

DOOR = "perkim/lib/whole_number.py"
# How often each other file turns something into a whole number, and why it may.
ALLOWED = {
    # Digits of which a pattern or a length of the same module allows few, and only those of ASCII.
    "perkim/files/exif.py": 5,
    "perkim/files/structure.py": 1,
    "perkim/lib/days.py": 19,
    "perkim/lib/neighbourhood.py": 1,
    "perkim/lib/nik.py": 4,
    "perkim/notices/cursor.py": 2,
    "perkim/portal/bulk/views.py": 2,
    "perkim/portal/case/history.py": 2,
    "perkim/portal/lists/keyset.py": 1,
    "perkim/portal/office/parameter_forms.py": 1,
    # Places in the XML of a workbook: what is none is a fault of the file.
    "perkim/imports/spreadsheets/inspecting.py": 4,
    # Values of choices that the form has found among its own.
    "perkim/portal/case/decisions.py": 1,
    "perkim/portal/case/forms.py": 1,
    "perkim/sipoc/refusal_form.py": 1,
    # Parameters, which are held to their kind when they are written.
    "perkim/documents/stamp_duty.py": 1,
    "perkim/parameters/kinds.py": 1,
    "perkim/portal/office/parameter_values.py": 1,
    "perkim/swadaya/ranking/page.py": 1,
    # A line of the portal's own file of digests, in which a pattern allows few digits; the hash of a row.
    "perkim/audit/outside.py": 2,
    "perkim/operations/uploads.py": 1,
    # Numbers already: of Decimal, float, bool, time, an address, or of a query.
    "perkim/accounts/clients.py": 1,
    "perkim/accounts/jobs.py": 1,
    "perkim/accounts/middleware.py": 1,
    "perkim/health/checks.py": 1,
    "perkim/imports/actions/deciding.py": 1,
    "perkim/imports/cells/amounts.py": 2,
    "perkim/imports/declarations.py": 1,
    "perkim/lib/limited_postgres/base.py": 1,
    "perkim/lib/numbers.py": 1,
    "perkim/operations/postgres.py": 2,
    "perkim/portal/case/overview.py": 1,
    "perkim/portal/counting.py": 1,
    "perkim/portal/dashboard/figures.py": 4,
    "perkim/funds/demo.py": 1,
    "perkim/funds/figure.py": 1,
    "perkim/sipoc/lookups.py": 1,
    "perkim/swadaya/survey/models.py": 1,
    # What the kernel says of its memory.
    "perkim/local/place.py": 1,
    # Who starts a program says so, and is told by it.
    "perkim/files/developer.py": 1,
    # What a process of the project's own answers: tags and sides of a picture, as numbers.
    "perkim/files/darkroom.py": 2,
    "perkim/files/picture.py": 2,
    "perkim/gunicorn_conf.py": 1,
    "perkim/local/processes.py": 2,
    "perkim/operations/management/commands/backup.py": 1,
}


def conversions(source: ast.Module) -> list[int]:
    """The lines on which `int` is called or handed over to be called."""
    found = []
    for node in ast.walk(source):
        if isinstance(node, ast.Call):
            first = node.args[:1] if isinstance(node.func, ast.Name) and node.func.id == "map" else []
            handed = [*first, *(keyword.value for keyword in node.keywords)]
            called = _is_int(node.func) and node.args and not isinstance(node.args[0], ast.Constant)
            if called or any(map(_is_int, handed)):
                found.append(node.lineno)
    return found


def _is_int(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "int"


def test_text_from_outside_becomes_a_number_by_one_door() -> None:
    found = {name(path): conversions(tree(path)) for path in python_files()}
    counted = {where: len(lines) for where, lines in found.items() if lines and where != DOOR}
    differ = {where for where in counted.keys() | ALLOWED if counted.get(where) != ALLOWED.get(where)}
    assert not {where: found.get(where, []) for where in differ}


def test_conversions_are_seen() -> None:
    seen = conversions(ast.parse("int(typed)\nmap(int, typed)\nF(coerce=int)\nint(5)\nisinstance(x, int)\nint()"))
    assert seen == [1, 2, 3]


def test_forms_ask_for_whole_numbers_by_the_same_door() -> None:
    """Django's own field takes digits of other scripts, and numbers that no column holds."""
    own = ("perkim/lib/whole_field.py", "perkim/lib/amount_field.py")
    found = [name(path) for path in python_files() if "forms.IntegerField" in path.read_text(encoding="utf-8")]
    assert not set(found) - set(own)
