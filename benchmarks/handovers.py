"""The handover records (BAST) of 500 houses, written as a run does: frozen, rendered and kept by two workers, bound."""

import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context

from django.conf import settings
from django.db import connections
from django.test import override_settings
from django.utils import timezone

from benchmarks.timing import Measurement, pace, promised
from perkim.accounts.models import User
from perkim.documents.actions.render_job import render_draft
from perkim.documents.actions.writing import write_down
from perkim.documents.models import Konsep
from perkim.documents.runs import joined
from perkim.files.storing import open_stored
from perkim.schemes.papers.work import bast
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from rtlh.scheme import SCHEME
from tests.every_programme.walker import Walker
from tests.rtlh.walks import reach

HOUSES, WORKERS, SECONDS = 500, 2, 45.0


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder, override_settings(STORAGES=_storages(folder)):
        walker = Walker(programme("rtlh"))
        houses = [reach(walker, "serah_terima").pk for _ in range(WORKERS)]
        paces = [pace()]
        taken = _seconds(houses)
        paces.append(pace())
    name = f"{HOUSES} handover records (BAST) by {WORKERS} workers"
    yield promised(name, taken, SECONDS, paces)


def _storages(folder: str) -> dict[str, dict]:
    uploads = settings.STORAGES["uploads"]
    return {**settings.STORAGES, "uploads": {**uploads, "OPTIONS": {**uploads["OPTIONS"], "location": folder}}}


def _seconds(houses: list[int]) -> float:
    """Each worker writes his half about one house of his own, under another number each time, so that every sheet is
    frozen, rendered and kept anew. Then all are bound."""
    connections.close_all()
    start = time.perf_counter()
    with get_context("fork").Pool(WORKERS) as pool:
        pdfs = [pdf for part in pool.map(_write_half, houses) for pdf in part]
    joined(pdfs)
    return time.perf_counter() - start


def _write_half(house: int) -> list[bytes]:
    actor, case, now = User.objects.get(username="satu.staf"), Berkas.objects.get(pk=house), timezone.now()
    contents = []
    for number in range(HOUSES // WORKERS):
        made = write_down(
            actor=actor,
            case=case,
            key=bast(SCHEME).key,
            number=f"{house}/{number}/2026",
            dated=timezone.localdate(now),
            now=now,
        )
        render_draft({"konsep": made.pk})
        with open_stored(Konsep.objects.select_related("upload").get(pk=made.pk).upload.stored) as stored:
            contents.append(stored.read())
    return contents
