"""Worlds that a walk has built: each process walks to a stage once, and lays its rows and files down for later tests.

The workers of a parallel run share them: one builds, the others wait and find them. Only a world built on a known
ground is kept: an untouched database, or another kept world with nothing written since. What a test does before it
walks is therefore never lost; the walk is then walked again.
"""

import fcntl
import hashlib
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import wraps
from inspect import signature
from io import BytesIO
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace
from typing import Any, ParamSpec, TypeVar

from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django.utils import timezone
from time_machine import escape_hatch

from tests.minutes import spent
from tests.world_keys import as_keys, clock_of, given, read_anew
from tests.world_rows import DIGEST, lay, rows_of, written

P, R = ParamSpec("P"), TypeVar("R")
UNTOUCHED = "untouched"
# In the words for an object that is told by its place in memory alone: another may stand there tomorrow.
NAMELESS = " at 0x"
# Belongs to the transaction: a savepoint that is rolled back takes it along, as it takes the rows.
GROUND = "perkim_test.ground"


@dataclass(frozen=True)
class World:
    """What stands in the tables that the walk wrote to, what it wrote to disk, and what it gave back."""

    name: str
    ground: str
    rows: dict[str, str]
    files: dict[str, bytes]
    clock: dict[str, Any]
    gave: Any
    # Of a table that another worker wrote to, the next number lies behind the rows that are laid.
    sequences: dict[str, int]


KEPT: dict[str, World] = {}
# Behind their rows the numbers go on already.
NUMBERED: set[str] = set()


def kept(build: Callable[P, R]) -> Callable[P, R]:
    """The function, walked once for each ground, day and arguments; of a walker, its programme and clock are some."""

    declared = signature(build)

    @wraps(build)
    def laid_or_built(*args, **options):
        ground = ground_here()
        words = (build.__module__, build.__qualname__, as_keys(given(declared, args, options)))
        moment = _moment()
        if not ground or not moment or NAMELESS in repr(words):
            return _walk_anew(build, *args, **options)
        name = _digest((ground, words, moment))
        walker = next((each for each in args[:1] if hasattr(each, "tick")), SimpleNamespace())
        started = perf_counter()
        with _one_at_a_time(name):
            if world := _find(name):
                _lay(world)
                spent("worlds laid", build.__qualname__, perf_counter() - started)
                vars(walker).update(world.clock)
                return read_anew(world.gave)
            gave = _build(name, ground, walker, lambda: build(*args, **options))
            spent("worlds built", f"{build.__qualname__}{_in_words(args[1:], options)}", perf_counter() - started)
            return gave

    return laid_or_built


def _moment() -> date | None:
    """The day; where a test has stopped the clock, the moment; nothing where its clock goes on from another day."""
    now = timezone.now()
    if not escape_hatch.is_travelling():
        return timezone.localdate(now)
    return now if now == timezone.now() else None


def _walk_anew(build: Callable[P, R], *args: P.args, **options: P.kwargs) -> R:
    started = perf_counter()
    try:
        return build(*args, **options)
    finally:
        if connection.in_atomic_block:
            where = os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0]
            spent("worlds built again", f"{build.__qualname__} in {where}", perf_counter() - started)


def _build(name: str, ground: str, walker: Any, build: Callable[[], R]) -> R:
    files, before = set(_files()), written()
    gave = build()
    _keep(
        World(
            name=name,
            ground=ground,
            rows={table: rows_of(table) for table in sorted(_touched(since=before))},
            files={name: content_of(name) for name in _files() if name not in files},
            clock=clock_of(walker),
            gave=as_keys(gave),
            sequences=_sequences(),
        )
    )
    with connection.cursor() as cursor:
        cursor.execute(_standing_on(name))
    return gave


def _keep(world: World) -> None:
    KEPT[world.name] = world
    NUMBERED.add(world.name)
    unfinished = _folder() / f"{world.name}.{os.getpid()}"
    unfinished.write_bytes(pickle.dumps(world))
    unfinished.rename(_folder() / world.name)


def _find(name: str) -> World | None:
    stored = _folder() / name
    if name not in KEPT and stored.exists():
        # Written by a worker of this very run.
        KEPT[name] = pickle.loads(stored.read_bytes())  # noqa: S301
    return KEPT.get(name)


def _folder() -> Path:
    """The same for all workers of a run (`tests/services.py`)."""
    return Path(os.environ["PERKIM_TEST_WORLDS"])


@contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    """Worlds lie in one another and never in a circle: who waits for one holds only those that stand on it."""
    if name in KEPT:
        yield
        return
    with (_folder() / f"{name}.turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _in_words(args: Sequence[Any], options: dict[str, Any]) -> str:
    return str((*args, *options.values())) if args or options else ""


def ground_here() -> str:
    """The kept world that stands here untouched; nothing where there is none, or where commits are real."""
    if not connection.in_atomic_block or connection.settings_dict["NAME"].endswith("_fresh"):
        return ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_current_xact_id_if_assigned(), current_setting('{GROUND}', true), {DIGEST}")
        transaction, standing, digest = cursor.fetchone()
    if transaction is None:
        return UNTOUCHED
    world, _, known = (standing or "").partition(" ")
    return world if known == digest else ""


def _standing_on(ground: str) -> str:
    return f"SELECT set_config('{GROUND}', '{ground} ' || {DIGEST}, true);"


def _touched(since: dict[str, tuple[int, int, int]]) -> set[str]:
    return {table for table, numbers in written().items() if since.get(table) != numbers}


def _sequences() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")
        return dict(cursor.fetchall())


def tables_of(ground: str) -> set[str]:
    """All tables in which a world differs from an untouched database."""
    if ground in ("", UNTOUCHED):
        return set()
    return {*KEPT[ground].rows} | tables_of(KEPT[ground].ground)


def _digest(content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]


def _lay(world: World) -> None:
    lay(world.rows.values(), _standing_on(world.name))
    if world.name not in NUMBERED:
        # No transaction takes a number back: once is enough for this process.
        _go_on_behind(world.sequences)
        NUMBERED.add(world.name)
    for name, content in world.files.items():
        if not _store().exists(name):
            _store().save(name, BytesIO(content))


def _go_on_behind(sequences: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(quote_ident(name)::regclass, number) "
            "FROM unnest(%s::text[], %s::bigint[]) AS t(name, number) "
            "JOIN pg_sequences ON sequencename = name WHERE coalesce(last_value, 0) < number",
            [list(sequences), list(sequences.values())],
        )


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
