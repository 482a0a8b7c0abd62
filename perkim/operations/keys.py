"""The keys of a site: made, sealed by a passphrase for a backup, opened again. Without Django: it has no keys yet.

A sealed file is `salt | nonce | ciphertext and tag`: AES-256-GCM by a key that scrypt makes of the passphrase; each
guess costs a third of a second and 128 MB.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

SALT_BYTES, NONCE_BYTES = 16, 12
PURPOSE = b"perkim keys 1"
SHORTEST_PASSPHRASE = 20
# What a site must have to read its own data; a list is written with commas, as in the environment.
LISTS = ("SECRET_KEY_FALLBACKS", "PEOPLE_KEYS")
NAMES = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "LOG_KEY", "PEOPLE_KEYS", "PEOPLE_INDEX_KEY", "PEOPLE_INDEX_KEY_NEXT")


class KeysError(Exception):
    """Keys cannot be sealed or opened; says why in a sentence."""


def new_keys() -> dict[str, str]:
    """Keys of a new site. Everything but PEOPLE_KEYS and SECRET_KEY stays for its whole life."""
    made = {name: secrets.token_urlsafe(48) for name in ("SECRET_KEY", "LOG_KEY", "PEOPLE_INDEX_KEY")}
    return {
        **made,
        "PEOPLE_KEYS": f"k1:{secrets.token_urlsafe(48)}",
        "METRICS_TOKEN": secrets.token_urlsafe(32),
        "POSTGRES_PASSWORD": secrets.token_hex(24),
        "BACKUP_PASSPHRASE": secrets.token_urlsafe(32),
    }


def as_lines(keys: Mapping[str, str]) -> str:
    """As they stand in a file of settings."""
    return "".join(f"{name}={value}\n" for name, value in keys.items())


def seal_keys(keys: Mapping[str, str], passphrase: str) -> bytes:
    """Raises KeysError for a passphrase that is too short to guard anything."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise KeysError(f"BACKUP_PASSPHRASE must have at least {SHORTEST_PASSPHRASE} characters; it seals all keys.")
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    content = json.dumps(dict(keys)).encode()
    return salt + nonce + AESGCM(_stretched(passphrase, salt)).encrypt(nonce, content, PURPOSE)


def open_keys(sealed: bytes, passphrase: str) -> dict[str, str]:
    """Raises KeysError."""
    salt, rest = sealed[:SALT_BYTES], sealed[SALT_BYTES:]
    try:
        content = AESGCM(_stretched(passphrase, salt)).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], PURPOSE)
    except (InvalidTag, ValueError):
        raise KeysError("The keys cannot be opened: the passphrase is another one, or the file is damaged.") from None
    return dict(json.loads(content))


def prints_of(keys: Mapping[str, str]) -> dict[str, str]:
    """Tells two keys apart without telling either: the print of each secret, of lists of each entry in order."""
    return {name: ",".join(map(_print, _parts(name, keys[name]))) for name in NAMES if keys.get(name)}


def missing_keys(theirs: Mapping[str, str], ours: Mapping[str, str]) -> list[str]:
    """Names of the keys whose prints `theirs` tells and that `ours` cannot stand in for.

    A list may have grown since: every key that was in it must still be there. A SECRET_KEY may be a fallback by now.
    """
    here = {name: set(value.split(",")) for name, value in prints_of(ours).items()}
    secret_keys = here.get("SECRET_KEY", set()) | here.get("SECRET_KEY_FALLBACKS", set())
    known = {**here, "SECRET_KEY": secret_keys, "SECRET_KEY_FALLBACKS": secret_keys}
    return [name for name, value in theirs.items() if not set(value.split(",")) <= known.get(name, set())]


def _parts(name: str, value: str) -> list[str]:
    return value.split(",") if name in LISTS else [value]


def _print(secret: str) -> str:
    return hmac.digest(secret.encode(), b"perkim print of a key", hashlib.sha256).hex()[:16]


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(passphrase.encode())
