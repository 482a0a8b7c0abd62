"""Reads files and stores rows, as outside work; forgets once a day what was staged a week ago."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from perkim.imports.actions.erasing import erase_expired
from perkim.imports.actions.reading import give_up_reading, read_in
from perkim.imports.actions.storing import give_up_storing, store
from perkim.imports.models import Batch
from perkim.imports.progress import reported
from perkim.outbox.kinds import does

READ, STORE = "impor.baca", "impor.simpan"


def _tell_unread(payload: dict[str, Any]) -> None:
    give_up_reading(batch=Batch.objects.get(pk=payload["batch"]))


def _tell_unstored(payload: dict[str, Any]) -> None:
    give_up_storing(batch=Batch.objects.get(pk=payload["batch"]))


@does(READ, most_seconds=120, tell=_tell_unread)
def read_file(payload: dict[str, Any]) -> None:
    batch = Batch.objects.get(pk=payload["batch"])
    with reported(batch, "Memeriksa baris") as progress:
        read_in(batch=batch, now=timezone.now(), progress=progress)


@does(STORE, most_seconds=240, tell=_tell_unstored)
def store_rows(payload: dict[str, Any]) -> None:
    batch = Batch.objects.get(pk=payload["batch"])
    with reported(batch, "Menyimpan baris") as progress:
        store(batch=batch, now=timezone.now(), progress=progress)


@shared_task
def erase_old_imports() -> None:
    erase_expired(now=timezone.now())
