"""For whom a form was drawn: each form says it, signed, so that what comes too late finds its owner and nobody else."""

from django.core.signing import BadSignature, Signer
from django.http import QueryDict

from perkim.lib.whole_number import typed_whole

FIELD = "atas_nama"
_signer = Signer(salt="perkim.form")


def mark_of(user_id: int) -> str:
    """The value of the hidden field. The same for every form of an account, so that it does not swell a page."""
    return _signer.sign(str(user_id))


def owner_of(data: QueryDict) -> int | None:
    """The account for whom the posted form was drawn; None if it does not say, or not in our hand."""
    try:
        return typed_whole(_signer.unsign(data.get(FIELD, "")))
    except BadSignature:
        return None
