"""Who of a village's recipients the socialisation reached, and who is still to be reached."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.names import by_name
from perkim.meetings.models import Attendance
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, works_as
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.terms import Outcome

# Who holds the meeting; the facilitator in the villages of the households that he was handed, for these.
HELD_BY = (Role.KORFAS, Role.TFL)
NOT_NOW = "Sosialisasi dicatat selama usulan ini berjalan, sesudah verifikasinya disahkan."


@dataclass(frozen=True, kw_only=True)
class Receiving:
    """Which cases below a village's proposal are recipients: those of `process` that have come to the stage `since`."""

    process: str
    since: str

    def stages(self, programme: Programme) -> list[str]:
        """The keys of the stages in which a household is a recipient."""
        keys = [stage.key for stage in programme.process(self.process).stages]
        return keys[keys.index(self.since) :]

    def below(self, cases: BerkasQuerySet | Sequence[Berkas], programme: Programme) -> BerkasQuerySet:
        """The recipients below these proposals, by name: those at work, and those whose house is done."""
        recipients: BerkasQuerySet = Berkas.objects.filter(
            parent__in=cases, process=self.process, stage__in=self.stages(programme)
        )
        recipients = recipients.filter(outcome__in=("", Outcome.SELESAI))
        return recipients.order_by(*by_name("title", "id"))

    def at_work(self, case: Berkas) -> BerkasQuerySet:
        """Those of one proposal that still go on: groups are formed of them."""
        return self.below([case], case.declared_programme).filter(outcome="")

    def unreached(self, cases: BerkasQuerySet | Sequence[Berkas], programme: Programme) -> BerkasQuerySet:
        """Those of them who were never at a meeting, nor sent anybody."""
        been = Attendance.objects.reached().filter(berkas=OuterRef("pk"))
        return self.below(cases, programme).filter(~Exists(been))


def holds_refusal(user: User, case: Berkas, stages: Sequence[str]) -> str:
    """Why this account may not record a meeting now; empty if it may."""
    if not case.is_open or case.frozen or case.stage not in stages:
        return NOT_NOW
    if not works_as(user, case, HELD_BY, parts_of(user, [case])):
        return "Sosialisasi dicatat oleh koordinator fasilitator (Korfas) atau TFL yang mendampingi rumah di sini."
    return ""


def names(cases: Sequence[Berkas], most: int = 5) -> str:
    """The first few by name."""
    shown = ", ".join(case.title for case in cases[:most])
    return shown if len(cases) <= most else f"{shown}, dan {len(cases) - most} lainnya"


def declares(process: Process, key: str) -> bool:
    """Whether a kind of case has this stage."""
    return any(stage.key == key for stage in process.stages)
