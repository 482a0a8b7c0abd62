"""The lists that RTLH reads in: the village's candidates, and the bank's accounts. Source: `domain.md` §3.4, §4.3."""

from perkim.banking.bank_list import account_kind
from perkim.imports.declarations import register
from perkim.swadaya.bnba.kind import bnba_kind
from rtlh import accounts

BNBA = register(
    bnba_kind(
        key="rtlh-bnba",
        programme="rtlh",
        process="penerima",
        listed_in="daftar",
        undone_by="impor_dibatalkan",
    )
)
ACCOUNTS = register(
    account_kind(
        key="rtlh-rekening",
        programme="rtlh",
        year="kegiatan",
        below=accounts.EVERYBODY,
        bank=accounts.BANK,
    )
)
