"""Heirs of recipients who died after the decree. Source: `domain.md` §3.2."""

from perkim.schemes.scheme import Scheme
from perkim.swadaya.heirs.requirements import HeirNamed


def heir_by_decree(scheme: Scheme) -> HeirNamed:
    """Until the first money is paid out an amending decree names him."""
    return _heir(scheme, scheme.decree.amended_key)


def heir_goes_on(scheme: Scheme) -> HeirNamed:
    """Afterwards he goes on without one."""
    return _heir(scheme, "")


def heir_in(scheme: Scheme, term: int) -> HeirNamed:
    """In the work of this term."""
    return heir_by_decree(scheme) if term == scheme.terms[0] else heir_goes_on(scheme)


def _heir(scheme: Scheme, amended_by: str) -> HeirNamed:
    return HeirNamed(
        key="penerus",
        title="Penerus penerima yang meninggal",
        worked_by=scheme.roles.lead,
        decree=scheme.decree.key,
        amended_by=amended_by,
    )
