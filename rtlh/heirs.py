"""Heirs of recipients of RTLH DAK who died after the decree. Source: `domain.md` §3.2."""

from perkim.accounts.roles import Role
from perkim.swadaya.heirs.requirements import HeirNamed
from rtlh import documents


def _heir(amended_by: str) -> HeirNamed:
    return HeirNamed(
        key="penerus",
        title="Penerus penerima yang meninggal",
        worked_by=Role.KABID_PRM,
        decree=documents.SK_PENERIMA.key,
        amended_by=amended_by,
    )


# Until the first money is paid out an amending decree names him; afterwards he goes on without one.
BY_DECREE, GOES_ON = _heir(documents.SK_PERUBAHAN.key), _heir("")
HEIR = {1: BY_DECREE, 2: GOES_ON}
