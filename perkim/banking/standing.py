"""Where the bank accounts of households stand, read for one or thousands in the same number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from perkim.banking.models import Account
from perkim.banking.names import same_name
from perkim.sipoc.models import Berkas
from perkim.sipoc.stays import stays_of
from perkim.swadaya.models import Calon


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of one household: its account, its name on the decree, and since when it stands in its stage."""

    account: Account | None
    name: str
    stage: str
    entered_at: datetime | None

    @property
    def named_alike(self) -> bool:
        return self.account is not None and same_name(self.account.holder, self.name)

    @property
    def name_is_settled(self) -> bool:
        """The bank's name is that of the decree, or somebody said why it is not."""
        return self.account is not None and (self.named_alike or bool(self.account.reason))

    def is_confirmed(self, anew_in: str = "") -> bool:
        """Whether the account was found active. In the stage `anew_in` only what was found during this stay counts: a
        household that was sent back because of its account is looked at again."""
        if self.account is None or self.account.confirmed_at is None:
            return False
        return self.stage != anew_in or self.entered_at is None or self.account.confirmed_at >= self.entered_at


def standing_of(case: Berkas) -> Standing:
    return standing_of_many([case.pk])[case.pk]


def standing_of_many(ids: Iterable[int]) -> dict[int, Standing]:
    """The standing of each case by its id. Three queries."""
    wanted = list(ids)
    people = ("recorded_by", "confirmed_by")
    accounts = {
        each.berkas_id: each
        for each in Account.objects.standing().filter(berkas__any_of=wanted).select_related(*people)
    }
    names = dict(Calon.objects.filter(berkas__any_of=wanted).values_list("berkas", "person__name"))
    stays = stays_of(wanted)
    return {
        pk: Standing(
            account=accounts.get(pk),
            name=names.get(pk, ""),
            stage=stays.get(pk, ("", None))[0],
            entered_at=stays.get(pk, ("", None))[1],
        )
        for pk in wanted
    }
