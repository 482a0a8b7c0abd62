"""PostgreSQL's own programs pg_dump and pg_restore, and the two things a restored database needs before it is used."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from perkim.operations.folder import BackupError, Progress

# Of settings' OPTIONS, what the programs must know too.
OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}
AT_ONCE = 100_000


def dump(target: Path) -> None:
    """The whole database as it was at one moment."""
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def load(source: Path) -> None:
    """All or nothing, into an empty database."""
    words = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run("pg_restore", *words, f"--dbname={connection.settings_dict['NAME']}", str(source))


def require_empty() -> None:
    """Nothing is ever restored over data."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace "
            "WHERE nspname = 'public' AND relkind IN ('r', 'p', 'v', 'm', 'S')"
        )
        if cursor.fetchone()[0]:
            name = connection.settings_dict["NAME"]
            raise BackupError(f"The database {name} is not empty. Restore into a new one (docs/operations.md).")


def server_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def advance_transactions(past: int, progress: Progress) -> int:
    """Use up transaction numbers until they are past this one; returns how many were used.

    Seals of the log close spans of transaction numbers. A new server counts from the start, so that new entries would
    fall into spans that are closed: they would never be sealed, and the spans would look changed.
    """
    used = 0
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        while (lacking := past + 1 - _next_transaction(cursor)) > 0:
            count = min(lacking, AT_ONCE)
            # A number of ours; DO takes no parameters.
            cursor.execute(
                f"DO $$ BEGIN FOR number IN 1..{int(count)} LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$"
            )
            used += count
            if used % (10 * AT_ONCE) == 0:
                progress(f"{used} transaction numbers used up, {lacking - count} to go")
        cursor.execute("RESET synchronous_commit")
    return used


def _next_transaction(cursor: Any) -> int:
    cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    return int(cursor.fetchone()[0])


def _run(program: str, *words: str) -> None:
    command = [_program(program), "--no-password", *words]
    outcome = subprocess.run(command, env=_environment(), check=False, capture_output=True, text=True)  # noqa: S603
    if outcome.returncode:
        # Of a refused row PostgreSQL quotes the values, in lines of their own.
        errors = [line for line in outcome.stderr.splitlines() if "error:" in line]
        raise BackupError(f"{program} failed: {' '.join(errors[:3]) or outcome.returncode}")


def _program(name: str) -> str:
    program = shutil.which(name, path=settings.POSTGRES_PROGRAMS or None)
    if program is None:
        where = settings.POSTGRES_PROGRAMS or "the PATH"
        raise BackupError(f"{name} is not in {where}. Install PostgreSQL's client programs, or set POSTGRES_PROGRAMS.")
    return program


def _environment() -> dict[str, str]:
    """Nothing of a connection on a command line, where every user of the machine can read it."""
    database = connection.settings_dict
    named = {
        "PGHOST": database["HOST"],
        "PGPORT": str(database["PORT"] or ""),
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": str(database["NAME"]),
        **{OPTIONS[name]: str(value) for name, value in database.get("OPTIONS", {}).items() if name in OPTIONS},
    }
    return {"PATH": os.defpath, "LC_ALL": "C", **{name: value for name, value in named.items() if value}}
