"""Work and money of a household as its page shows them: `funds/_panel.html`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from perkim.accounts.models import User
from perkim.funds.case_funds import CaseFunds, funds_of
from perkim.funds.gates import percent
from perkim.funds.models import Lpd
from perkim.funds.pages import terms_of
from perkim.funds.requirements import Measured, Reported, Transferred
from perkim.sipoc.models import Berkas


@dataclass(frozen=True, kw_only=True)
class ReportPart:
    """One report with its page."""

    lpd: Lpd
    checked: bool
    address: str


def funds_panel(case: Berkas, user: User) -> Mapping[str, Any] | None:
    """What the panel's template takes; empty while nothing is recorded, None for a kind of case without money.

    For readers who may see the case. Six queries at most.
    """
    if Transferred.find(case.declared) is None:
        return None
    funds = funds_of(case)
    if not (funds.plan or funds.measure or funds.reports):
        return {}
    measured = Measured.all_in(case.declared_stage)
    shown = measured or Measured.all_in(case.declared)[-1:]
    return {
        "case": case,
        "funds": funds,
        "physical": percent(funds.measure.physical) if funds.measure else "",
        "terms": terms_of(funds),
        "progress_key": shown[0].key if shown else "",
        "reports": _reports(case, funds),
        "reporting": Reported.find(case.declared_stage),
    }


def _reports(case: Berkas, funds: CaseFunds) -> list[ReportPart]:
    requirements = Reported.all_in(case.declared)
    return [
        ReportPart(
            lpd=funds.reports[each.term],
            checked=each.term in funds.checked,
            address=reverse("funds:report", args=[case.public_id, each.key]),
        )
        for each in requirements
        if each.term in funds.reports
    ]
