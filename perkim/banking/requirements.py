"""Requirements about bank accounts: one is recorded under the name of the decree, confirmed active, and no household of
the year is without one. Source: `domain.md` §4.3 (DAK-03), §5 (RTK-03)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.accounts.roles import Role
from perkim.banking.account_status import AccountStatus, account_status_of, account_status_of_many
from perkim.banking.models import Account
from perkim.lib.text import full_stop, within_sentence
from perkim.sipoc.declarations import Process, Requirement, Stage
from perkim.sipoc.levels import levels_below, lying_below, path_below
from perkim.sipoc.mending import Check
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import owner_of
from perkim.sipoc.terms import Outcome

NOT_RECORDED = "Nomor rekening penerima belum dicatat."


def other_name(holder: str, name: str) -> str:
    """That the bank calls the household otherwise than the decree does."""
    return f"Nama rekening “{holder}” berbeda dari SK: “{name}”."


_HAS_ACCOUNT = Exists(Account.objects.current().filter(berkas=OuterRef("pk")))


@dataclass(frozen=True, kw_only=True)
class AccountRecorded(Requirement):
    """The household's account is known, in the name that the decree has, or with the reason why the bank's differs.

    It may be recorded and corrected in any of `stages`, by `recorded_by`.
    """

    page: str = "banking:account_of"
    stages: tuple[str, ...]
    recorded_by: Role = Role.STAF

    def fact(self, case: Berkas) -> str:
        account = account_status_of(case).account
        return f"{account}, atas nama {full_stop(account.holder)}" if account else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        statuses = account_status_of_many(cases.ids())
        return {pk: [sentence] for pk, each in statuses.items() if (sentence := self._lacking(each))}

    def _lacking(self, status: AccountStatus) -> str:
        if status.account is None:
            return NOT_RECORDED
        if status.name_is_settled:
            return ""
        said = other_name(status.account.holder, status.name)
        return f"{said} Minta bank memperbaikinya, atau catat alasannya."

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if strangers := set(self.stages) - {each.key for each in process.stages}:
            yield f"may be recorded in {', '.join(sorted(strangers))}, which the process does not have"
        if stage.key not in self.stages:
            yield "may not be recorded in the stage that asks for it"


@dataclass(frozen=True, kw_only=True)
class AccountConfirmed(Check):
    """Somebody other than the person who recorded the account confirmed that it is active. It may be done in any of
    `stages`."""

    worked_by: Role = Role.BENDAHARA
    page: str = "banking:account_of"
    stages: tuple[str, ...]

    def fact(self, case: Berkas) -> str:
        account = account_status_of(case).account
        if account is None or account.confirmed_at is None:
            return ""
        return f"Dipastikan aktif {date_format(localtime(account.confirmed_at), 'j F Y')}."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        statuses = account_status_of_many(cases.ids())
        return {pk: [sentence] for pk, each in statuses.items() if (sentence := self._lacking(each))}

    def _lacking(self, status: AccountStatus) -> str:
        if status.is_confirmed(self.anew_in):
            return ""
        return f"Rekening penerima belum dipastikan aktif oleh {within_sentence(self.worked_by.label)}."

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if strangers := ({*self.stages, self.anew_in} - {""}) - {each.key for each in process.stages}:
            yield f"may be confirmed in {', '.join(sorted(strangers))}, which the process does not have"
        if AccountRecorded.find(process) is None:
            yield "confirms an account that no stage asks to be recorded"


@dataclass(frozen=True, kw_only=True)
class AccountsBelow(Requirement):
    """Every household below that is in one of `stages` has an account: the number is there for each row."""

    page: str = "banking:accounts_of"
    process: str
    stages: tuple[str, ...]

    def fact(self, case: Berkas) -> str:
        below = self.below(case.as_queryset())
        number = below.count()
        return f"{below.filter(_HAS_ACCOUNT).count()} dari {number} penerima." if number else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        below = self.below(cases)
        lacking = below.exclude(_HAS_ACCOUNT).values_list(self._path, flat=True)
        counted: dict[int, int] = {}
        for pk in lacking:
            counted[pk] = counted.get(pk, 0) + 1
        return {pk: [f"{number} penerima belum punya nomor rekening."] for pk, number in counted.items()}

    def below(self, cases: BerkasQuerySet) -> BerkasQuerySet:
        """The households that need one, however far below: those at work, and those whose house is done."""
        households: BerkasQuerySet = Berkas.objects.filter(
            lying_below(cases.ids(), [self._path]), process=self.process, stage__in=self.stages
        )
        return households.filter(outcome__in=("", Outcome.SELESAI)).order_by()

    @property
    def _path(self) -> str:
        return path_below(self, self.process)

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        below = next((each for each in owner_of(process).processes if each.key == self.process), None)
        if below is None or not levels_below(below, process.key):
            yield f"names the process {self.process!r}, which does not lie below {process.key!r}"
        if not self.stages:
            yield "names no stage in which a household has an account"
