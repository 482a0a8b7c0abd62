"""Seals short secrets that must be read again: second-factor keys, drafts of an expired session.

The key is derived from SECRET_KEY, so a rotated SECRET_KEY goes to SECRET_KEY_FALLBACKS until old values are gone.
Personal data of cases has its own keys (`perkim/people`).
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

__all__ = ["InvalidToken", "seal", "unseal"]


def _cipher(purpose: str) -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derive(secret, purpose)) for secret in secrets])


def _derive(secret: str, purpose: str) -> bytes:
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"perkim.{purpose}".encode())
    return base64.urlsafe_b64encode(key.derive(secret.encode()))


def seal(text: str, *, purpose: str) -> str:
    """The text encrypted and authenticated, as ASCII."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """The text back. Raises InvalidToken if it was sealed for another purpose, with another key, or changed since."""
    return _cipher(purpose).decrypt(sealed.encode()).decode()
