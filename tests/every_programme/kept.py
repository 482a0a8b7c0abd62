"""Worlds that a walk has built: each process walks to a stage once, and lays its rows and files down for later tests.

Only a world built on a known ground is kept: an untouched database, or another kept world with nothing written since.
What a test does before it walks is therefore never lost; the walk is then walked again.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from io import BytesIO
from typing import Any, ParamSpec, TypeVar

from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django.utils import timezone
from psycopg import sql

from perkim.sipoc.models import Berkas

P, R = ParamSpec("P"), TypeVar("R")
UNTOUCHED = "untouched"
# Belongs to the transaction: a savepoint that is rolled back takes it along, as it takes the rows.
GROUND = "perkim_test.ground"


@dataclass(frozen=True)
class World:
    """What stands in the tables that were written to, what the walk wrote to disk, and what it gave back."""

    ground: str
    rows: dict[str, bytes]
    files: dict[str, bytes]
    clock: dict[str, Any]
    gave: Any


KEPT: dict[tuple, World] = {}


def kept(build: Callable[P, R]) -> Callable[P, R]:
    """The walker's function, walked once for each ground, clock and arguments."""

    @wraps(build)
    def laid_or_built(walker, *args, **options):
        ground = ground_here()
        if not ground or any(isinstance(each, Berkas) for each in (*args, *options.values())):
            return build(walker, *args, **options)
        told = (build.__qualname__, args, tuple(sorted(options.items())))
        key = (ground, told, walker.programme.slug, timezone.localdate(), tuple(_clock(walker).items()))
        if key in KEPT:
            _lay(KEPT[key])
            vars(walker).update(KEPT[key].clock)
            return _read_anew(KEPT[key].gave)
        files, written = set(_files()), _written()
        gave = build(walker, *args, **options)
        KEPT[key] = World(
            ground=_digest(key),
            rows={table: copied(table) for table in tables_of(ground) | _touched(since=written)},
            files={name: content_of(name) for name in _files() if name not in files},
            clock=_clock(walker),
            gave=_as_keys(gave),
        )
        _stand_on(KEPT[key].ground)
        return gave

    return laid_or_built


def _clock(walker: Any) -> dict[str, Any]:
    return {name: value for name, value in sorted(vars(walker).items()) if name != "programme"}


def ground_here() -> str:
    """The kept world that stands here untouched; nothing where there is none, or where commits are real."""
    if not connection.in_atomic_block or connection.settings_dict["NAME"].endswith("_fresh"):
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned(), current_setting(%s, true)", [GROUND])
        transaction, standing = cursor.fetchone()
    if transaction is None:
        return UNTOUCHED
    world, _, written = (standing or "").partition(" ")
    return world if written == _digest(_written()) else ""


def _stand_on(ground: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [GROUND, f"{ground} {_digest(_written())}"])


def _written() -> dict[str, tuple[int, int, int]]:
    """Rows added, changed and taken away, by table; within a transaction these numbers only grow."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables "
            "WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 ORDER BY relname"
        )
        return {table: tuple(numbers) for table, *numbers in cursor.fetchall()}


def _touched(since: dict[str, tuple[int, int, int]]) -> set[str]:
    return {table for table, numbers in _written().items() if since.get(table) != numbers}


def tables_of(ground: str) -> set[str]:
    return {table for world in KEPT.values() if world.ground == ground for table in world.rows}


def _digest(content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]


def _lay(world: World) -> None:
    """Puts the rows in place of what stands in their tables, past triggers: they have done their work already."""
    with _triggers_asleep():
        for table, rows in world.rows.items():
            if copied(table) != rows:
                _replace(table, rows)
    for name, content in world.files.items():
        if not _store().exists(name):
            _store().save(name, BytesIO(content))
    _stand_on(world.ground)


@contextmanager
def _triggers_asleep() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def copied(table: str) -> bytes:
    with connection.cursor() as cursor:
        query = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
        with cursor.copy(query) as copy:
            return b"".join(copy)


def _replace(table: str, rows: bytes) -> None:
    name = sql.Identifier(table)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DELETE FROM {}").format(name))
        with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(name)) as copy:
            copy.write(rows)


def content_of(name: str) -> bytes:
    with _store().open(name) as file:
        return file.read()


def _store() -> FileSystemStorage:
    return storages["uploads"]


def _files(folder: str = "") -> Iterator[str]:
    store = _store()
    if not store.exists(folder or "."):
        return
    folders, names = store.listdir(folder or ".")
    for name in names:
        yield f"{folder}{name}"
    for below in folders:
        yield from _files(f"{folder}{below}/")


def _as_keys(gave: Any) -> Any:
    if isinstance(gave, Berkas):
        return (Berkas, gave.pk)
    if isinstance(gave, (list, tuple)):
        return type(gave)(map(_as_keys, gave))
    return gave


def _read_anew(gave: Any) -> Any:
    if isinstance(gave, tuple) and gave[:1] == (Berkas,):
        return Berkas.objects.get(pk=gave[1])
    if isinstance(gave, Sequence) and not isinstance(gave, str):
        return type(gave)(map(_read_anew, gave))
    return gave
