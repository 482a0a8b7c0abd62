"""Uploads in a bucket of an S3 service, with the manners of a folder: what is not there is FileNotFoundError."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

# Old connections break without a word behind some routers; a page must not hang on one.
PATIENCE = {"connect_timeout": 5, "read_timeout": 60, "retries": {"max_attempts": 4, "mode": "standard"}}
# Services that are not Amazon's own know neither its new checksums nor buckets as host names.
PLAIN = {
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
    "s3": {"addressing_style": "path"},
    "signature_version": "s3v4",
}


class Bucket(S3Storage):
    """Private, never overwritten: names are random, and the portal itself hands the bytes out."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, default_acl=None, file_overwrite=False, client_config=Config(**PATIENCE, **PLAIN))

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
