"""Short questions about where a case stands, so that a walk reads as the office would tell it."""

from datetime import datetime

from perkim.accounts.models import User
from perkim.audit.models import Entry
from perkim.lib.calendar import JAKARTA
from perkim.sipoc.actions.assigning import report
from perkim.sipoc.models import Berkas, Tenggat, Tugas


def at(moment: str) -> datetime:
    """`at("2026-03-09 09:00")` in the office's zone."""
    return datetime.fromisoformat(moment).replace(tzinfo=JAKARTA)


def stands(case: Berkas) -> str:
    """The stage, or how it ended."""
    fresh = Berkas.objects.get(pk=case.pk)
    return fresh.outcome or fresh.stage


def waiting(case: Berkas) -> dict[str, str]:
    """What waits, and for whom: a role's queue, or a person's account. Held Tugas do not wait."""
    found = Tugas.objects.waiting().filter(berkas=case).select_related("person").order_by("id")
    return {each.title: each.person.username if each.person else each.role for each in found}


def promised(case: Berkas) -> dict[str, str]:
    """When each open deadline falls due, by its key; `henti` for one that stands still."""
    found = Tenggat.objects.filter(berkas=case, met_at=None, voided_at=None).order_by("id")
    return {each.key: "henti" if each.stopped_at else local(each.due_at) for each in found}


def kept(case: Berkas) -> list[str]:
    """The deadlines that were met, by key, in the order in which they opened; late ones are marked."""
    found = Tenggat.objects.filter(berkas=case, met_at__isnull=False).order_by("id")
    return [f"{each.key} terlambat" if each.was_late else each.key for each in found]


def voided(case: Berkas) -> list[str]:
    return list(
        Tenggat.objects.filter(berkas=case, voided_at__isnull=False).order_by("id").values_list("key", flat=True)
    )


def earliest(case: Berkas) -> str:
    """The nearest deadline as lists show it; empty if there is none."""
    due = Berkas.objects.get(pk=case.pk).earliest_due
    return local(due) if due else ""


def local(moment: datetime) -> str:
    return f"{moment.astimezone(JAKARTA):%d-%m %H.%M}"


def entries(case: Berkas) -> list[Entry]:
    return list(Entry.objects.filter(subject=case.subject).order_by("id"))


def ways(case: Berkas) -> list[str]:
    """The moves that the log tells, in order."""
    return [entry.data["langkah"] for entry in entries(case) if entry.action == "berkas.dipindah"]


def actions(case: Berkas) -> list[str]:
    return [entry.action for entry in entries(case)]


def done(actor: User, case: Berkas, key: str, now: datetime, text: str = "") -> None:
    """Report the waiting Tugas of a requirement done."""
    tugas = Tugas.objects.get(berkas=case, key=key, done_at=None, dropped_at=None)
    report(actor=User.objects.get(pk=actor.pk), tugas=tugas, text=text, now=now)


def moment_in(entry: Entry, name: str) -> str:
    """A moment that an entry tells, as `promised` writes it."""
    return local(datetime.fromisoformat(entry.data[name]))
