"""A worker in a process of its own that stores half of an import and then waits, to be killed there.

    python -m tests.perkim.imports.worker DATABASE

Says "half" when it has come so far.
"""

import sys
from dataclasses import replace

import django
from django.db import connection


def main() -> None:
    django.setup()
    connection.settings_dict["NAME"] = sys.argv[1]
    # Models can be imported only now.
    from perkim.imports import progress
    from perkim.imports.declarations import register
    from perkim.outbox.jobs import do_what_waits
    from tests.perkim.imports import sample

    progress.SECONDS_BETWEEN = 0

    def confirm(rows, **asked):
        half = len(rows) // 2
        sample.confirm(rows[:half], **asked)
        sys.stdout.write("half\n")
        sys.stdout.flush()
        sys.stdin.read()

    register(replace(sample.SAMPLE, confirm=confirm))
    do_what_waits()


if __name__ == "__main__":
    main()
