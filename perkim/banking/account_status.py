"""The bank account of a household and whether it counts as confirmed; one or thousands are read in the same number of
queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from perkim.banking.models import Account
from perkim.banking.names import same_name
from perkim.lib.one_look import read_once
from perkim.sipoc.models import Berkas
from perkim.sipoc.stays import stays_of
from perkim.swadaya.heirs.requirements import named_since
from perkim.swadaya.models import Calon


@dataclass(frozen=True, kw_only=True)
class AccountStatus:
    """One household's account, the name on the decree (and since when, if that is an heir's), and since when the case
    is in its stage."""

    account: Account | None
    name: str
    stage: str
    entered_at: datetime | None
    named_since: datetime | None = None

    @property
    def named_alike(self) -> bool:
        return self.account is not None and same_name(self.account.holder, self.name)

    @property
    def name_is_settled(self) -> bool:
        """The bank's name is that of the decree, or somebody said why it is not."""
        if self.account is None or self.named_alike:
            return self.account is not None
        return bool(self.account.reason) and not self.is_of_the_dead

    def is_confirmed(self, anew_in: str = "") -> bool:
        """Whether the account was confirmed as active. In the stage `anew_in` only a confirmation during this stay
        counts: the account of a household that was sent back because of it is checked again."""
        if self.account is None or self.account.confirmed_at is None:
            return False
        if self._before_the_heir(self.account.confirmed_at):
            return False
        return self.stage != anew_in or self.entered_at is None or self.account.confirmed_at >= self.entered_at

    @property
    def is_of_the_dead(self) -> bool:
        """The account was recorded before an heir took the place of the recipient who died."""
        return self.account is not None and self._before_the_heir(self.account.recorded_at)

    def _before_the_heir(self, moment: datetime) -> bool:
        """What was recorded for the recipient who died does not count for the heir."""
        return self.named_since is not None and moment < self.named_since


def account_status_of(case: Berkas) -> AccountStatus:
    return account_status_of_many([case.pk])[case.pk]


@read_once
def account_status_of_many(ids: Iterable[int]) -> dict[int, AccountStatus]:
    """The status of each account by the id of its case. Four queries."""
    wanted = list(ids)
    people = ("recorded_by", "confirmed_by")
    accounts = {
        each.berkas_id: each for each in Account.objects.current().filter(berkas__any_of=wanted).select_related(*people)
    }
    names = dict(Calon.objects.filter(berkas__any_of=wanted).values_list("berkas", "person__name"))
    stays, heirs = stays_of(wanted), named_since(wanted)
    return {
        pk: AccountStatus(
            account=accounts.get(pk),
            name=names.get(pk, ""),
            stage=stays.get(pk, ("", None))[0],
            entered_at=stays.get(pk, ("", None))[1],
            named_since=heirs.get(pk),
        )
        for pk in wanted
    }
