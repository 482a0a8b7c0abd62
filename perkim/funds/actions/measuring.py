"""Recording how far the work on a house is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from perkim.accounts.models import User
from perkim.funds import log
from perkim.funds.beginning import work_began
from perkim.funds.models import Measure
from perkim.funds.physical import progress, shares_of, weights_shown
from perkim.funds.requirements import Measured
from perkim.parameters.reading import row_on
from perkim.sipoc.actions.asking import settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.exceptions import AnswerError, RefusedError, SipocError
from perkim.sipoc.happened import day_fault
from perkim.sipoc.models import Berkas
from perkim.visits.policies import provider_refusal


@dataclass(frozen=True, kw_only=True)
class Look:
    """What somebody saw: per cent of each component (0 to 100)."""

    seen_on: date
    done: Mapping[str, int]
    client_key: UUID
    note: str = ""


@transaction.atomic
def measure(*, actor: User, case: Berkas, requirement: Measured, look: Look, now: datetime) -> Measure:
    """Record the progress of the work. The same look sent again gives the measure that was kept first.

    Raises RefusedError unless the actor works the case in this stage; SipocError for a day that has not come or lies
    before the work, a component that is not known, or less than what was seen before without a note that says why.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if before := Measure.objects.filter(client_key=look.client_key, berkas=case, measured_by=actor).first():
        return before
    if sentence := provider_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    if fault := day_fault("Tanggal dilihat", look.seen_on, [work_began(case)], step.today):
        raise AnswerError("seen_on", fault)
    row = row_on(requirement.weights, step.today)
    costs = requirement.costs([case.pk]).get(case.pk, {})
    shares = shares_of(costs, row.parsed)
    if set(look.done) - set(row.parsed):
        raise SipocError("Komponen yang dikirim tidak dikenal. Muat ulang halamannya.")
    percent = progress(look.done, shares)
    last = Measure.objects.filter(berkas=case).newest().first()
    if last and percent < last.physical and not look.note.strip():
        raise SipocError("Kemajuannya lebih rendah daripada catatan sebelumnya. Tulis sebabnya di catatan.")
    made = Measure.objects.create(
        berkas=case,
        seen_on=look.seen_on,
        done=dict(look.done),
        costs=dict(costs),
        weights={name: str(weight) for name, weight in weights_shown(shares).items()},
        percent=percent,
        parameter=row,
        note=look.note.strip(),
        measured_by=actor,
        measured_at=step.now,
        client_key=look.client_key,
    )
    step.record(log.MEASURED, lambda _: {"kemajuan": made.pk, "syarat": requirement.key, "fisik": str(percent)})
    step.save()
    settle(step, requirement)
    return made
