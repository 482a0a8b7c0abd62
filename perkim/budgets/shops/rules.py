"""What must be known of a shop before anybody buys from it. Pure. Source: `domain.md` §4.3 (DAK-03a), §4.6 (II-17)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perkim.budgets.rules import BudgetFault
from perkim.budgets.terms import OwnerNumber
from perkim.lib.nik import NikError, read_nik
from perkim.lib.whole_number import is_digits

# A taxpayer's number had 15 digits; the one of 16 is a person's NIK, or the old one after a nought.
NPWP_DIGITS = (15, 16)
ACCOUNT_DIGITS = (8, 20)
MOST_COMPARED = 2
_MARKS = re.compile(r"[\s.\-/']")


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A shop whose prices are compared with the chosen one's; `price` of the same list of material (Rp)."""

    name: str
    price: int | None = None


@dataclass(frozen=True, kw_only=True)
class ShopDetails:
    """What is recorded about a chosen shop. The two numbers are empty where the stored ones stay."""

    name: str
    owner: str
    owner_kind: str
    owner_number: str
    licence: str
    bank: str
    account: str
    account_holder: str
    price: int | None = None
    compared: Sequence[Compared] = ()
    reason: str = ""


def faults_of_shop(details: ShopDetails, *, known_kind: str = "") -> list[BudgetFault]:
    """All that is wrong with a shop; empty if nothing is. `known_kind`: which number of the owner is stored already,
    and with it the account's."""
    return [*_lacking(details), *_wrong_numbers(details, known_kind), *_wrong_comparison(details)]


def read_owner_number(kind: str, typed: str) -> str:
    """The digits of the owner's NIK or NPWP. Raises ValueError with a sentence."""
    if kind == OwnerNumber.NIK:
        try:
            return read_nik(typed).text
        except NikError as error:
            raise ValueError(error.sentence) from error
    digits = _MARKS.sub("", typed)
    if not is_digits(digits):
        raise ValueError("NPWP hanya berisi angka, titik, dan garis. Ketik lagi menurut kartunya.")
    if len(digits) not in NPWP_DIGITS or len(set(digits)) == 1:
        raise ValueError(f"NPWP terdiri dari 15 atau 16 angka; ini {len(digits)}. Cocokkan dengan kartunya.")
    return digits


def read_account(typed: str) -> str:
    """The digits of an account number. Raises ValueError with a sentence."""
    digits = _MARKS.sub("", typed)
    least, most = ACCOUNT_DIGITS
    if not (is_digits(digits) and least <= len(digits) <= most):
        raise ValueError(f"Nomor rekening berisi {least} sampai {most} angka. Cocokkan dengan buku tabungannya.")
    return digits


def _lacking(details: ShopDetails) -> Iterator[BudgetFault]:
    needed = {
        "name": "Isi nama toko.",
        "owner": "Isi nama pemilik toko.",
        "licence": "Isi nomor SIUP atau NIB toko.",
        "bank": "Isi nama bank toko.",
        "account_holder": "Isi nama pemilik rekening seperti di buku tabungan.",
    }
    for name, sentence in needed.items():
        if not getattr(details, name).strip():
            yield BudgetFault(name=name, sentence=sentence)
    if details.owner_kind not in OwnerNumber.values:
        yield BudgetFault(name="owner_kind", sentence="Pilih NIK atau NPWP.")


def _wrong_numbers(details: ShopDetails, known_kind: str) -> Iterator[BudgetFault]:
    if details.owner_number:
        try:
            read_owner_number(details.owner_kind, details.owner_number)
        except ValueError as error:
            yield BudgetFault(name="owner_number", sentence=str(error))
    elif details.owner_kind != known_kind:
        yield BudgetFault(name="owner_number", sentence="Isi NIK atau NPWP pemilik toko.")
    if details.account:
        try:
            read_account(details.account)
        except ValueError as error:
            yield BudgetFault(name="account", sentence=str(error))
    elif not known_kind:
        yield BudgetFault(name="account", sentence="Isi nomor rekening toko.")


def _wrong_comparison(details: ShopDetails) -> Iterator[BudgetFault]:
    for number, each in enumerate(details.compared, start=1):
        if not each.name.strip():
            yield BudgetFault(name=f"compared_{number}", sentence="Isi nama toko pembanding, atau kosongkan harganya.")
        elif each.name.strip().casefold() == details.name.strip().casefold():
            yield BudgetFault(name=f"compared_{number}", sentence="Pembanding adalah toko lain daripada yang dipilih.")
