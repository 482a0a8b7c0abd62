"""Uploads in a bucket of an S3 service, with the manners of a folder: what is not there is FileNotFoundError."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError, HTTPClientError
from django.core.files.base import File
from storages.backends.s3 import S3File, S3Storage

from perkim.lib.patience import LateError, OutsideService, answered, is_silent, of_page, said_nothing, seconds_for

# Old connections break without a word behind some routers; nobody must hang on one.
OF_WORKERS = {"connect_timeout": 5, "read_timeout": 60, "retries": {"max_attempts": 4, "mode": "standard"}}
# A page asks once, and says that the storage is late. Shares of its patience.
TO_CONNECT, TO_READ = 0.3, 0.65
# Services that are not Amazon's own know neither its new checksums nor buckets as host names.
PLAIN = {
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
    "s3": {"addressing_style": "path"},
    "signature_version": "s3v4",
    "tcp_keepalive": True,
}
# By itself a download is tried five times.
TRANSFER = TransferConfig(num_download_attempts=1)


def _patience() -> dict[str, Any]:
    seconds = of_page()
    if seconds is None:
        return OF_WORKERS
    limits = {"connect_timeout": TO_CONNECT * seconds, "read_timeout": TO_READ * seconds}
    return {**limits, "retries": {"total_max_attempts": 1, "mode": "standard"}}


@contextmanager
def _limited() -> Iterator[None]:
    """What is late is not asked again by the same page, nor by others for a while."""
    if seconds_for(OutsideService.STORAGE) == 0.0 or (of_page() and is_silent(OutsideService.STORAGE)):
        raise LateError(OutsideService.STORAGE)
    try:
        yield
    except HTTPClientError as error:
        said_nothing(OutsideService.STORAGE)
        raise LateError(OutsideService.STORAGE) from error
    answered(OutsideService.STORAGE)


class Bucket(S3Storage):
    """Private, never overwritten: names are random, and the portal itself hands the bytes out."""

    def __init__(self, **settings: Any) -> None:
        limits = {"client_config": Config(**_patience(), **PLAIN), "transfer_config": TRANSFER}
        super().__init__(**settings, **limits, default_acl=None, file_overwrite=False)

    def _open(self, name: str, mode: str = "rb") -> S3File:
        """With its bytes: read later on, they would come, or not, without a limit."""
        with _limited():
            return super()._open(name, mode).open()

    def _save(self, name: str, content: File) -> str:
        with _limited():
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        with _limited():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _limited():
            return super().exists(name)

    def get_modified_time(self, name: str) -> datetime:
        with _as_a_folder(name):
            return super().get_modified_time(name)

    def size(self, name: str) -> int:
        with _as_a_folder(name):
            return super().size(name)


@contextmanager
def _as_a_folder(name: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404:
            raise FileNotFoundError(name) from error
        raise
