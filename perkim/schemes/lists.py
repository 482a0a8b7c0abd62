"""The lists that a scheme reads in: the village's candidates, and the bank's accounts. Source: `domain.md` §3.4,
§4.3."""

from perkim.banking.bank_list import account_kind
from perkim.imports.declarations import ImportKind, register
from perkim.schemes.accounts import accounts_of_all
from perkim.schemes.scheme import Scheme
from perkim.swadaya.bnba.kind import bnba_kind


def register_lists(scheme: Scheme) -> tuple[ImportKind, ImportKind]:
    """Make both known to `perkim.imports`. Called once for each scheme, while modules are imported."""
    candidates = bnba_kind(
        key=scheme.list_key("bnba"),
        programme=scheme.slug,
        process=scheme.household,
        listed_in=scheme.at.listed,
        undone_by=scheme.at.undone,
    )
    accounts = account_kind(
        key=scheme.list_key("rekening"),
        programme=scheme.slug,
        year=scheme.year,
        below=accounts_of_all(scheme),
        bank=scheme.bank,
    )
    return register(candidates), register(accounts)
