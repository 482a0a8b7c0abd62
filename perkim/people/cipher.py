"""Seals what identifies people: AES-256-GCM, with the id of its key inside each value; found again by keyed hashes.

A sealed value is `version | length of the key's id | id | nonce | ciphertext and tag`; the part before the nonce is
authenticated too. Keys come from `PEOPLE_KEYS` (newest first: it seals, all of them open), the hash's key from
`PEOPLE_INDEX_KEY`. Both are secrets of any length, stretched by HKDF.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = b"\x01"
NONCE_BYTES, TAG_BYTES, KEY_BYTES = 12, 16, 32
INDEX_BYTES = 32
LONGEST_ID = 32
NIK, KK = "nik", "kk"


class UnreadableError(ValueError):
    """A sealed value cannot be opened: it was changed, or its key is not in PEOPLE_KEYS. Says so in a sentence.

    In a template it makes an empty string of the value; the filters of `identitas` then say that it cannot be read.
    """

    silent_variable_failure = True

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class _Key:
    """One key of PEOPLE_KEYS; `header` begins each value that it sealed."""

    id: str
    header: bytes
    aead: AESGCM


def seal(text: str) -> bytes:
    """Seal one text. The same text gives another value each time."""
    return seal_bytes(text.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """The text; raises UnreadableError."""
    return unseal_bytes(sealed).decode()


def seal_many(texts: Iterable[str]) -> list[bytes]:
    """Seal each text."""
    key = _newest()
    return [_seal(key, text.encode()) for text in texts]


def unseal_many(sealed: Iterable[bytes]) -> list[str]:
    """The texts; raises UnreadableError at the first that cannot be opened."""
    return [unseal(each) for each in sealed]


def seal_bytes(content: bytes) -> bytes:
    """Seal any bytes, such as JSON."""
    return _seal(_newest(), content)


def unseal_bytes(sealed: bytes | memoryview) -> bytes:
    """The content; raises UnreadableError."""
    value = bytes(sealed)
    header = value[: 2 + value[1]] if len(value) > 1 else b""
    rest = value[len(header) :]
    key = _by_header(tuple(settings.PEOPLE_KEYS)).get(header)
    if key is None:
        raise UnreadableError("Data ini tidak dapat dibuka: kuncinya tidak terpasang. Hubungi pengelola aplikasi.")
    try:
        return key.aead.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], header)
    except (InvalidTag, ValueError):
        raise UnreadableError("Data ini tidak dapat dibuka: isinya rusak. Hubungi pengelola aplikasi.") from None


def newest_header() -> bytes:
    """How values sealed by the newest key begin: what begins otherwise is to be sealed anew."""
    return _newest().header


def known_headers() -> dict[bytes, str]:
    """The ids of all keys of the settings by how their values begin."""
    return {header: key.id for header, key in _by_header(tuple(settings.PEOPLE_KEYS)).items()}


def index_of(kind: str, text: str, *, secret: str = "") -> bytes:
    """The keyed hash by which a number is found. Numbers of another kind have other hashes.

    `secret` stands in for `PEOPLE_INDEX_KEY` while an index for the next one is filled.
    """
    return hmac.digest(_index_key(secret or settings.PEOPLE_INDEX_KEY), f"{kind}\0{text}".encode(), hashlib.sha256)


def parsed_keys(entries: Sequence[str]) -> list[tuple[str, str]]:
    """Ids and secrets of PEOPLE_KEYS; raises ImproperlyConfigured. Never names a secret."""
    pairs = [(name.strip(), secret) for name, _, secret in (entry.partition(":") for entry in entries)]
    if not pairs:
        raise ImproperlyConfigured("PEOPLE_KEYS is empty: write at least one `id:secret`.")
    for number, (name, secret) in enumerate(pairs, start=1):
        if not (name.isascii() and name.isprintable() and 0 < len(name) <= LONGEST_ID and secret):
            raise ImproperlyConfigured(f"Entry {number} of PEOPLE_KEYS is not `id:secret` with an id of 1-32 symbols.")
    if len({name for name, _ in pairs}) < len(pairs):
        raise ImproperlyConfigured("Two entries of PEOPLE_KEYS have one id.")
    return pairs


def _seal(key: _Key, content: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return key.header + nonce + key.aead.encrypt(nonce, content, key.header)


def _newest() -> _Key:
    return next(iter(_by_header(tuple(settings.PEOPLE_KEYS)).values()))


@lru_cache(maxsize=8)
def _by_header(entries: tuple[str, ...]) -> dict[bytes, _Key]:
    keys = {}
    for name, secret in parsed_keys(entries):
        header = VERSION + bytes([len(name)]) + name.encode()
        keys[header] = _Key(name, header, AESGCM(_stretched(secret, b"perkim people seal")))
    return keys


@lru_cache(maxsize=8)
def _index_key(secret: str) -> bytes:
    return _stretched(secret, b"perkim people index")


def _stretched(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret.encode())
