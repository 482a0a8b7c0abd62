"""Databases of the benchmarks' own, made anew for each run, and the way from one to another."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections
from psycopg import sql


def point_to(name: str) -> None:
    """From now on this process works on that database."""
    if connection.settings_dict["NAME"] != name:
        connections.close_all()
        connection.settings_dict["NAME"] = name


@contextmanager
def database(name: str, *, template: str = "template0") -> Iterator[str]:
    """A new database, a copy of the template; this process works on it meanwhile."""
    before = str(connection.settings_dict["NAME"])
    _drop(name)
    _on_server("CREATE DATABASE {} TEMPLATE {}", name, template)
    point_to(name)
    try:
        yield name
    finally:
        point_to(before)
        _drop(name)


def _drop(name: str) -> None:
    _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _on_server(statement: str, *names: str) -> None:
    before = str(connection.settings_dict["NAME"])
    point_to("postgres")
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)).as_string())
    point_to(before)
