"""The bank accounts of a scheme's recipients: in which stages they are asked for. Source: `domain.md` §4.2, §4.3
(DAK-03)."""

from perkim.banking.requirements import AccountConfirmed, AccountRecorded, AccountsBelow
from perkim.funds.below import AccountsEmpty
from perkim.funds.requirements import AccountEmpty
from perkim.schemes.papers.household import BUKU_TABUNGAN
from perkim.schemes.scheme import Scheme

ACCOUNT_EMPTY = AccountEmpty(key="saldo", title="Saldo rekening Rp0")
# Wherever all below ends with the case above, no account may be left with money in it.
ACCOUNTS_EMPTY = AccountsEmpty(key="saldo_semua", title="Saldo semua rekening Rp0")


def _with_account(scheme: Scheme) -> tuple[str, ...]:
    """The stages in which a household has an account, or gets one."""
    return (scheme.at.awarded, scheme.at.account, *scheme.works)


def account(scheme: Scheme) -> AccountRecorded:
    return AccountRecorded(key="rekening", title="Nomor rekening atas nama penerima", stages=_with_account(scheme))


def account_confirmed(scheme: Scheme) -> AccountConfirmed:
    """What was found before a household was sent back because of its account counts no longer."""
    return AccountConfirmed(
        key="cek_rekening",
        title="Rekening aktif dan namanya sama dengan SK",
        stages=(scheme.at.account, *scheme.works),
        anew_in=scheme.at.account,
        papers=(BUKU_TABUNGAN,),
        reasons=scheme.reasons.account_wrong,
    )


def accounts_of_all(scheme: Scheme) -> AccountsBelow:
    return AccountsBelow(
        key="rekening_semua",
        title="Nomor rekening semua penerima",
        process=scheme.household,
        stages=_with_account(scheme),
        worked_by=scheme.roles.desk,
    )
