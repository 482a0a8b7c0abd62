"""What a test of the browser finds when it begins: built once in a process, then copied with its database and files."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from django.db.models import Model
from django.utils import timezone
from psycopg import sql

from perkim.sipoc.registry import programme
from tests.every_programme.walker import Walker

Builds = Callable[..., Any]


@dataclass(frozen=True)
class BrowserWorld:
    """The database that was built, the files beside it, and what was given back, as words that outlive both."""

    database: str
    files: Path
    gave: Any


@dataclass(frozen=True)
class RowReference:
    """Stands for an object of the database, which is read anew in each copy."""

    model: type[Model]
    pk: Any


@dataclass(frozen=True)
class WalkerClock:
    """Stands for a walker: an office has one, and it goes on from where it was."""

    slug: str
    at: dict[str, Any]


class Worlds:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[tuple, BrowserWorld] = {}

    def stand(self, uploads: Path, build: Builds, *arguments: Any) -> Any:
        """The database of this test, into which nothing was written yet, becomes what `build` makes of it."""
        database = str(connection.settings_dict["NAME"])
        assert database.endswith("_fresh"), "a world is for a database of the test's own"
        key = (build.__module__, build.__qualname__, arguments, timezone.localdate())
        if key in self.known:
            world = self.known[key]
            _copy_database(world.database, database)
            if world.files.exists():
                shutil.copytree(world.files, uploads, dirs_exist_ok=True)
            return _read(world.gave)
        gave = build(*arguments)
        name = f"world_{len(self.known)}"
        self.known[key] = BrowserWorld(f"{database}_{name}", self.folder / name, _kept(gave))
        _copy_database(database, self.known[key].database)
        if uploads.exists():
            shutil.copytree(uploads, self.known[key].files)
        return gave

    def drop(self) -> None:
        for world in self.known.values():
            _execute("DROP DATABASE {} WITH (FORCE)", world.database)


def _kept(gave: Any) -> Any:
    if isinstance(gave, Model):
        return RowReference(type(gave), gave.pk)
    if isinstance(gave, Walker):
        at = {name: value for name, value in vars(gave).items() if name != "programme"}
        return WalkerClock(gave.programme.slug, at)
    return _within(_kept, gave)


def _read(kept: Any) -> Any:
    if isinstance(kept, RowReference):
        return kept.model._default_manager.get(pk=kept.pk)
    if isinstance(kept, WalkerClock):
        walker = Walker.__new__(Walker)
        vars(walker).update(kept.at, programme=programme(kept.slug))
        return walker
    return _within(_read, kept)


def _within(change: Callable[[Any], Any], thing: Any) -> Any:
    if isinstance(thing, SimpleNamespace):
        return SimpleNamespace(**{name: change(value) for name, value in vars(thing).items()})
    if isinstance(thing, (list, tuple)):
        return type(thing)(map(change, thing))
    return thing


def _copy_database(source: str, target: str) -> None:
    connections.close_all()
    _execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", target)
    _execute("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", target, source)


def _execute(statement: str, *names: str) -> None:
    parameters = {**connection.get_connection_params(), "dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@pytest.fixture(scope="session")
def worlds(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    known = Worlds(tmp_path_factory.mktemp("worlds"))
    yield known
    known.drop()


@pytest.fixture
def stand(site: str, uploads_folder: Path, worlds: Worlds) -> Builds:
    """`stand(build, ...)`: what `build(...)` gives, in a world where it was done; called once, before all else."""
    return lambda build, *arguments: worlds.stand(uploads_folder, build, *arguments)


def walked(slug: str, walk: Builds, *arguments: Any) -> tuple[Walker, Any]:
    """An office of a programme, and what a walk in it gives: `stand(walked, "rtlh", reach, "rencana")`."""
    walker = Walker(programme(slug))
    return walker, walk(walker, *arguments)
