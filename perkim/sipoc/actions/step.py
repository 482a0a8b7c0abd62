"""What one action on one or many cases carries along, and its last step: the log, and the cases themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, Q

from perkim.audit.actions import Event, record_many
from perkim.audit.kinds import LogKind
from perkim.lib.rows import update_rows
from perkim.sipoc.acting import Acting
from perkim.sipoc.actions.calling import call_upon
from perkim.sipoc.models import Berkas, Tenggat, Tugas

SAVED = (
    "stage",
    "version",
    "number",
    "receipt",
    "title",
    "amount",
    "confidential",
    "handed_in",
    "outcome",
    "returned",
    "frozen",
    "paused_at",
    "earliest_due",
    "submitted_at",
    "closed_at",
    "lock_version",
    "log_head",
)


@dataclass(frozen=True, kw_only=True)
class Step(Acting):
    """An action on locked cases. What it has changed is written by `save`, at its end."""

    def record(self, kind: LogKind, describe: Callable[[Berkas], dict[str, Any]]) -> None:
        """Write one entry for each case into its chain. The new heads are stored by `save`."""
        events = [
            Event(subject=case.subject, data=describe(case), previous=bytes(case.log_head)) for case in self.cases
        ]
        heads = record_many(actor=self.actor, action=kind.action, at=self.now, events=events)
        for case, head in zip(self.cases, heads, strict=True):
            case.log_head = head

    def save(self, *, call: bool = True, moved: bool = False) -> None:
        """Write the cases, and call upon whoever can do something now. A number of statements that does not grow with
        them. `moved`: they came into a stage. Without `call` where nothing was brought, or the action goes on with
        cases around them and calls at its end."""
        for case in self.cases:
            case.lock_version += 1
        update_rows(self.cases, SAVED)
        if call:
            call_upon(self, moved=moved)

    def find_due(self) -> None:
        """Let each case know the nearest of the deadlines that run now; one statement."""
        running = Tenggat.objects.filter(Q(met_at=None, voided_at=None, stopped_at=None), berkas__any_of=self.ids)
        nearest = dict(running.order_by().values_list("berkas").annotate(Min("due_at")))
        for case in self.cases:
            case.earliest_due = nearest.get(case.pk)

    def refresh_due(self) -> None:
        """The same, and let the Tugas that wait already show it too; three statements."""
        self.find_due()
        nearest = {case.pk: case.earliest_due for case in self.cases}
        waiting = list(
            Tugas.objects.filter(berkas__any_of=self.ids, done_at=None, dropped_at=None).only(
                "berkas", "own_due", "due_at"
            )
        )
        changed = []
        for tugas in waiting:
            due = tugas.own_due or nearest.get(tugas.berkas_id)
            if due != tugas.due_at:
                tugas.due_at = due
                changed.append(tugas)
        update_rows(changed, ["due_at"])
