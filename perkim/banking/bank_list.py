"""The list of opened accounts that a bank sends for one year's activity, as a kind of import. Source: `domain.md` §4.3.

Each good row becomes the account of the household that it names; the page shows numbers masked only.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from perkim.accounts.models import User
from perkim.banking.actions.recording import AccountDetails, record_list, withdraw_list
from perkim.banking.columns import COLUMNS, SHOWN
from perkim.banking.households import AccountHolder, Miss, NamedHouseholds, households_of
from perkim.banking.models import Account
from perkim.banking.names import cut_off, same_name
from perkim.banking.numbers import length_fault
from perkim.banking.parameters import known_bank, lengths_on
from perkim.banking.policies import list_refusal
from perkim.banking.querysets import KIND
from perkim.banking.requirements import AccountsBelow, other_name
from perkim.imports.declarations import CellKind, ImportKind, ImportRefused, Progress, Result, Row, Target
from perkim.imports.lists import kind_listing
from perkim.imports.models import Batch
from perkim.imports.wording import PageTexts
from perkim.people.cipher import index_of
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas

FAULTS = {
    "not_in_sk": "Nama tidak ada di SK",
    "same_names": "Nama sama, belum jelas yang mana",
    "name_differs": "Nama rekening berbeda dari SK",
    "rek_float": "Nomor rekening dirusak lembar kerja",
    "rek_digits": "Nomor rekening memuat huruf",
    "rek_length": "Panjang nomor rekening tidak sesuai",
    "double_number": "Nomor rekening ganda di file",
    "double_person": "Penerima ganda di file",
    "taken_number": "Nomor rekening milik penerima lain",
    "inactive": "Rekening tidak aktif",
    "has_account": "Penerima sudah punya rekening",
}
# What its kind is a list of.
LIST = "accounts"
CUT = "Nama tampaknya dipotong bank. Tulis alasannya, misalnya “Nama dipotong bank”."
OTHER = "Minta bank memperbaikinya, atau tulis mengapa nama itu benar."


def kind_of_year(year: Berkas) -> ImportKind | None:
    """The list that brings the accounts of this year's activity; None where no list does."""
    return kind_listing(LIST, year.programme, year.process)


def account_kind(*, key: str, programme: str, year: str, below: AccountsBelow, bank: str) -> ImportKind:
    """The bank's list for the cases `year` of one programme, which may have several such lists, each with a key of its
    own. `bank`: whose list it is where a row names no bank."""

    def target(*, ref: str, user: User, now: datetime) -> Target | None:
        year_case = _year(ref, user)
        if year_case is None or (year_case.programme, year_case.process) != (programme, year):
            return None
        return _target(year_case, list_refusal(user, year_case, below), bank)

    def check(rows: Sequence[Row], *, ref: str, now: datetime) -> None:
        year_case = Berkas.objects.get(public_id=ref)
        BankListCheck(rows, households_of(year_case, below.process, below.stages), bank, now).run(year_case)

    def confirm(rows: Sequence[Row], *, batch: Batch, actor: User, now: datetime, progress: Progress) -> Result:
        year_case = Berkas.objects.get(public_id=batch.ref)
        looked = BankListCheck(rows, households_of(year_case, below.process, below.stages), bank, now)
        named = [(looked.household(row), row) for row in rows]
        details_by_case = {household.case: looked.details(row, household) for household, row in named}
        try:
            made = record_list(actor=actor, details=details_by_case, batch=batch.public_id, now=now)
        except SipocError as error:
            raise ImportRefused(str(error)) from error
        progress(len(made), len(rows))
        return Result(count=len(made), url=reverse("banking:accounts", args=[year_case.public_id]))

    def undo(*, batch: Batch, actor: User, reason: str, now: datetime) -> None:
        try:
            withdraw_list(actor=actor, batch=batch.public_id, reason=reason, now=now)
        except SipocError as error:
            raise ImportRefused(str(error)) from error

    return ImportKind(
        key=key,
        of=(LIST, programme, year),
        title="Daftar rekening dari bank",
        columns=COLUMNS,
        shown=SHOWN,
        target=target,
        check=check,
        confirm=confirm,
        undo=undo,
        faults=FAULTS,
        texts=TEXTS,
    )


TEXTS = PageTexts(
    noun="rekening",
    intro="Unggah daftar rekening yang dibuka bank untuk penerima kegiatan ini. Data diperiksa dahulu, belum disimpan.",
    expected=(
        "Satu baris satu penerima: nama menurut bank, nomor rekening, dan bila ada NIK, desa, cabang, dan status.",
        "Kolom nomor rekening sebagai teks, supaya nol di depan tidak hilang.",
        "Baris dicocokkan dengan SK menurut NIK, atau menurut nama bila NIK tidak ada.",
    ),
    effect="Setiap baris yang baik menjadi rekening penerima. Bendahara lalu memastikan rekeningnya aktif.",
    later="Baris yang belum baik dapat diperbaiki lalu diimpor lagi; yang sudah tersimpan tidak menjadi ganda.",
    undo_effect="Semua rekening dari impor ini ditarik. Yang sudah dipastikan aktif tidak dapat dibatalkan.",
)


class BankListCheck:
    """Checks all rows of a list together: whom each means, and whether its number may be kept."""

    def __init__(self, rows: Sequence[Row], households: Sequence[AccountHolder], bank: str, now: datetime) -> None:
        self.rows, self.bank = rows, bank
        self.lengths: Mapping[str, int] = lengths_on(timezone.localdate(now))
        self.named = NamedHouseholds(households)

    def run(self, year: Berkas) -> None:
        """Add the findings. One query beyond those that read the households."""
        taken = self._taken(year)
        numbers: dict[str, str] = {}
        persons: dict[int, str] = {}
        for row in self.rows:
            self._number(row, numbers)
            if not row.values.get("name"):
                continue
            match = self.find(row)
            if isinstance(match, Miss):
                row.error(match.kind, match.column, match.what, match.mend)
                continue
            self._household(row, match, persons)
            self._ownership(row, match, taken)

    def find(self, row: Row) -> AccountHolder | Miss:
        values = row.values
        return self.named.find(
            name=values["name"] or "", nik=values.get("nik") or "", village=values.get("village") or ""
        )

    def household(self, row: Row) -> AccountHolder:
        """Raises ImportRefused for a row that means nobody any more."""
        match = self.find(row)
        if isinstance(match, Miss):
            raise ImportRefused(f"{match.what} {match.mend}")
        return match

    def details(self, row: Row, household: AccountHolder) -> AccountDetails:
        """The account details in a row without errors."""
        values = row.values
        alike = same_name(values["name"], household.name)
        return AccountDetails(
            bank=self._bank(row),
            branch=values.get("branch") or "",
            number=values["number"],
            holder=values["name"],
            reason="" if alike else row.reason[:300],
            line=row.number,
        )

    def _bank(self, row: Row) -> str:
        return known_bank(row.values.get("bank") or self.bank, self.lengths)

    def _number(self, row: Row, first: dict[str, str]) -> None:
        """Its length, whether it occurs in the file twice, and whether the bank calls it active."""
        if row.values.get("status") == "pasif":
            mend = "Minta penerima mengaktifkannya di bank, lalu unggah daftar yang baru."
            row.error("inactive", "status", "Rekening ini tidak aktif menurut bank.", mend)
        number = row.values.get("number")
        if not number:
            return
        was_number = row.raw["number"].kind is CellKind.NUMBER
        what, mend = length_fault(number, self._bank(row), self.lengths, was_number=was_number)
        if what:
            row.error("rek_length", "number", what, mend)
        elif number in first:
            what = f"Nomor rekening ini sudah ada di {first[number]}."
            row.error("double_number", "number", what, "Cocokkan keduanya dengan buku tabungan.")
        first.setdefault(number, row.where)

    def _household(self, row: Row, household: AccountHolder, first: dict[int, str]) -> None:
        if household.case in first:
            what = f"{household} sudah ada di {first[household.case]}."
            row.error("double_person", "name", what, "Keluarkan salah satu barisnya.")
        first.setdefault(household.case, row.where)
        if not same_name(row.values["name"], household.name):
            said = other_name(row.values["name"], household.name)
            mend = CUT if cut_off(row.values["name"], household.name) else OTHER
            row.warn("name_differs", "name", said, mend, needs_reason=True)

    def _ownership(self, row: Row, household: AccountHolder, taken: Mapping[bytes, int]) -> None:
        number = row.values.get("number")
        owner = taken.get(index_of(KIND, number)) if number else None
        if owner is not None and owner != household.case:
            what = "Nomor rekening ini sudah tercatat untuk penerima lain pada tahun ini."
            row.error("taken_number", "number", what, "Cocokkan dengan buku tabungan kedua penerima.")
        elif household.account and owner == household.case:
            mend = "Keluarkan barisnya; tidak perlu disimpan lagi."
            row.error("has_account", "number", f"Rekening {household} ini sudah tercatat.", mend)
        elif household.account:
            what = f"{household} sudah punya rekening {household.account.bank} {household.account.masked}."
            row.error("has_account", "number", what, "Bila memang berganti, ganti lewat halaman rekening penerima.")

    def _taken(self, year: Berkas) -> dict[bytes, int]:
        """The cases that hold one of these numbers in the same programme and year."""
        numbers = [row.values["number"] for row in self.rows if row.values.get("number")]
        held = Account.objects.current().filter(programme=year.programme, year=year.year).with_numbers(*numbers)
        return {bytes(index): case for index, case in held.values_list("number_index", "berkas")}


def _target(year: Berkas, refusal: str, bank: str) -> Target:
    return Target(
        title=year.title,
        url=reverse("banking:accounts", args=[year.public_id]),
        refusal=refusal,
        undo_refusal=refusal,
        lines=(f"Bank penyalur: {bank}",),
    )


def _year(ref: str, user: User) -> Berkas | None:
    try:
        public_id = UUID(ref)
    except ValueError:
        return None
    return Berkas.objects.visible_to(user).select_related("region__parent").filter(public_id=public_id).first()
