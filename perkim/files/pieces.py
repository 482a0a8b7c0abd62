"""The bytes of held files: sealed pieces in the storage of uploads, for lists full of NIK are among them.

A piece older than a day belongs to no held file any more, and is swept as an orphan (`actions.sweep_orphans`).
"""

import io
import os
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.files.base import ContentFile

from perkim.files.storing import erase, new_path, open_stored, store

NONCE_BYTES, KEY_BYTES = 12, 32
# What is larger than this lies in a temporary file while a form is looked at.
IN_MEMORY = 2 * 1024 * 1024


class LostPieceError(Exception):
    """A piece is not in the storage, or its key is no longer among those of the settings."""


def store_piece(content: bytes, day: date) -> str:
    """Seal and write one piece; its path."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + _key(settings.SECRET_KEY).encrypt(nonce, content, None)
    return store(new_path(day), ContentFile(sealed))


def joined(paths: Iterable[str], size: int) -> IO[bytes]:
    """The pieces in a row, as a file of this size at its beginning. Raises LostPieceError."""
    whole = cast("IO[bytes]", io.BytesIO() if size <= IN_MEMORY else TemporaryFile())  # noqa: SIM115
    for path in paths:
        whole.write(_opened(path))
    whole.seek(0)
    return whole


def erase_pieces(paths: Iterable[str]) -> None:
    for path in paths:
        erase(path)


def _opened(path: str) -> bytes:
    try:
        with open_stored(path) as file:
            sealed = file.read()
    except FileNotFoundError as error:
        raise LostPieceError(path) from error
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _key(secret).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        except InvalidTag:
            continue
    raise LostPieceError(path)


@lru_cache(maxsize=8)
def _key(secret: str) -> AESGCM:
    stretched = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"perkim held files")
    return AESGCM(stretched.derive(secret.encode()))
