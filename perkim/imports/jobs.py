"""Reads files and stores rows, as outside work; forgets once a day what was staged a week ago."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from perkim.imports.actions.erasing import erase_expired
from perkim.imports.actions.reading import read_in
from perkim.imports.actions.storing import store
from perkim.imports.models import Batch
from perkim.imports.progress import reported
from perkim.outbox.kinds import does

READ, STORE = "impor.baca", "impor.simpan"


@does(READ, lease_seconds=180)
def read_file(payload: dict[str, Any]) -> None:
    batch = Batch.objects.get(pk=payload["batch"])
    with reported(batch, "Memeriksa baris") as progress:
        read_in(batch=batch, now=timezone.now(), progress=progress)


@does(STORE, lease_seconds=300)
def store_rows(payload: dict[str, Any]) -> None:
    batch = Batch.objects.get(pk=payload["batch"])
    with reported(batch, "Menyimpan baris") as progress:
        store(batch=batch, now=timezone.now(), progress=progress)


@shared_task
def erase_old_imports() -> None:
    erase_expired(now=timezone.now())
