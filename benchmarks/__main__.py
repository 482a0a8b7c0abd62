"""`make bench`: prepare a database, run every benchmark, print and write the figures, fail if a goal is missed."""

import json
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

import django

os.environ["DEMO_OFFICE"] = "True"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perkim.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- after django.setup()
from django.core.management import call_command  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks import candidates, cases, dashboard, handovers, imports, moves, pages, papers, slips, starts  # noqa: E402
from benchmarks.databases import database  # noqa: E402
from perkim.demo.office import open_demo_office  # noqa: E402

RESULTS = Path(settings.BASE_DIR) / ".local" / "bench.json"


def prepare() -> None:
    setup_test_environment()
    logging.disable(logging.WARNING)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = None
    settings.ROOT_URLCONF = "benchmarks.pages"
    settings.TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
    for command in ("migrate", "load_regions", "load_parameters"):
        call_command(command, verbosity=0)
    # The people without their cases: each benchmark brings its own.
    open_demo_office(timezone.localdate())


def main() -> int:
    with database("perkim_bench"):
        prepare()
        figures = list(_measured())
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if all(figure["met"] for figure in figures) else 1


PARTS = (cases, moves, pages, dashboard, slips, imports, candidates, papers, handovers, starts)


def _measured() -> Iterator[dict[str, Any]]:
    for figure in chain(*(part.measure() for part in PARTS)):
        sign = "ok  " if figure.met else "MISS"
        goal = f"goal {figure.goal:g}"
        print(f"{sign} {figure.name:<36} {figure.value:9.2f} {figure.unit}  x{figure.ratio:.2f} ({goal})")  # noqa: T201
        yield {**asdict(figure), "met": figure.met}


if __name__ == "__main__":
    sys.exit(main())
