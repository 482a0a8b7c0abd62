"""The lists that a scheme reads in: the village's candidates, the bank's accounts, and the names of papers from
outside. Source: `domain.md` §3.4, §4.3, §4.4."""

from perkim.banking.bank_list import account_kind
from perkim.imports.declarations import ImportKind, register
from perkim.schemes.accounts import accounts_of_all
from perkim.schemes.names import names_of
from perkim.schemes.scheme import Scheme
from perkim.swadaya.bnba.kind import bnba_kind
from perkim.swadaya.paper_names.list_kind import paper_names_kind


def register_lists(scheme: Scheme) -> tuple[ImportKind, ...]:
    """Make them known to `perkim.imports`. Called once for each scheme, while modules are imported."""
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
    names = [
        paper_names_kind(
            key=scheme.list_key(each.key), programme=scheme.slug, year=scheme.year, names=each, title=each.title
        )
        for each in names_of(scheme)
    ]
    return tuple(register(each) for each in (candidates, accounts, *names))
