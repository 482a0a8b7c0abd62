"""How each kind of requirement is met over HTTP, one form at a time. What is not here is met by the order of things:
a case below goes its own way, and the one above waits for it."""

import re
import time
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django.urls import reverse

from perkim.accounts.roles import Role
from perkim.documents.papers import Paper
from perkim.documents.printouts import Printout
from perkim.sipoc.declarations import Requirement, Stage
from perkim.sipoc.protocols import Printable
from perkim.swadaya.ranking.allocation import QuotaStated
from perkim.swadaya.survey.questions import GROUPS
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.visits.requirements import VisitRecorded
from tests.faults.chaos.browser import NotShownError
from tests.faults.chaos.office import PLACES_EACH, Belief, Case, SimulatedOffice, name_of
from tests.filled_forms.form import FilledForm, filled, provider, today
from tests.perkim.files.samples import pdf
from tests.samples.field_work import HOME, house_photo
from tests.samples.houses import ANSWERS


def number_of(case: Case, key: str) -> str:
    return f"600/{key}/{case.id[:8]}/2026"


# What a household gets; the shop asks for all of the material in two terms, and the account is empty afterwards.
MATERIAL, WAGES = 17_500_000, 2_500_000


def receipts(case: Case, term: int) -> int:
    first = 8_000_000 + int(case.id[:4], 16) * 10 + 1
    return first if term == 1 else MATERIAL - first


# Papers that the portal can write are often, not always, had written before they are signed.
OFTEN = 0.7


@dataclass(frozen=True)
class CaseMarks:
    """No two households ask for the same, so that money booked on the wrong one shows."""

    case: Case

    def number(self, key: str) -> str:
        return number_of(self.case, key)

    def account(self) -> str:
        return f"07{int(self.case.id[:7], 16) % 10**8:08}"

    def receipts(self, term: int) -> int:
        return receipts(self.case, term)

    def paper(self, key: str) -> bytes:
        return pdf(title=f"{key} {self.case.id}")

    def photo(self, number: int) -> bytes:
        return house_photo(int(self.case.id[:2], 16) + 7 * number)


def is_provided(requirement: Requirement | Printable) -> bool:
    """Whether people provide it on a page; what is left is met by the order of things."""
    kind = type(requirement)
    return any(known.dispatch(kind) is not known.dispatch(object) for known in (provide, filled))


@singledispatch
def provide(requirement: Requirement | Printable, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    """Send what the requirement asks for as `tests.filled_forms` says; the caller looks whether it is complete."""
    assert isinstance(requirement, Requirement)
    forms = filled(requirement, stage, CaseMarks(case))
    assert forms, f"nobody says how {requirement} is met"
    for each in forms:
        fill_in(each, requirement, office, case)


def fill_in(filled_form: FilledForm, requirement: Requirement, office: SimulatedOffice, case: Case) -> None:
    who = desk_of(filled_form.who, office, case)
    page = office.open(who, _path(filled_form, requirement, case))
    if filled_form.there and re.search(filled_form.there, page.source):
        return
    form = page.form(filled_form.action, filled_form.opened_by)
    typed = {**filled_form.typed, **filled_form.sometimes, **dict.fromkeys(filled_form.ticked, "on")}
    for beginning, value in filled_form.each.items():
        typed |= {name: value for name in form.names if name.startswith(beginning)}
    belief = Belief(filled_form.step, case.id, requirement.key, filled_form.detail)
    office.send(who, form, typed, dict(filled_form.files) or None, belief)


def _path(filled_form: FilledForm, requirement: Requirement, case: Case) -> str:
    if filled_form.opened_by or filled_form.linked:
        return f"{case.url}{filled_form.linked}"
    return reverse(requirement.page, args=[case.id, requirement.key])


def desk_of(role: Role, office: SimulatedOffice, case: Case) -> str:
    """A village's own desk where the village provides it."""
    return name_of(role, office.village_of[case.id] if role is Role.OPERATOR_DESA else "")


def who_does(requirement: Requirement, stage: Stage) -> str:
    return name_of(provider(requirement, stage))


@provide.register
def _(requirement: Paper, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    """Often the portal writes it first, though nobody waits for that here."""
    who = desk_of(provider(requirement, stage), office, case)
    if requirement.draft and office.chance.random() < OFTEN:
        have_written(office, who, case, requirement)
    for each in filled(requirement, stage, CaseMarks(case)):
        fill_in(each, requirement, office, case)


@provide.register
def _(printout: Printout, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    """Nothing is handed in: it is there when the worker has written it, however often it is killed meanwhile."""
    have_written(office, name_of(stage.worked_by), case, printout)
    time.sleep(0.5)


def have_written(office: SimulatedOffice, who: str, case: Case, paper: Paper | Printout) -> None:
    """Order the sheet that the worker writes; nobody waits for it here."""
    try:
        form = office.open(who, f"{case.url}naskah/{paper.key}/").form("/konsep/$")
    except NotShownError:
        return
    told = {"draft_number": number_of(case, paper.key), "draft_dated": today()} if paper.numbered else {}
    office.send(who, form, told, None, Belief("konsep", case.id, paper.key))


@provide.register
def _(requirement: QuotaStated, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    """An allocation names its villages before they propose."""
    villages = {f"lain_{number}": village for number, village in enumerate(office.villages, start=1)}
    places = dict.fromkeys((f"rumah_{name}" for name in villages), PLACES_EACH)
    path = reverse(requirement.page, args=[case.id, requirement.key])
    state_quota(office, who_does(requirement, stage), case, path, **villages, **places)


def state_quota(office: SimulatedOffice, who: str, year: Case, path: str, **by_village: Any) -> None:
    """One house of each village is left out."""
    units = PLACES_EACH * len(office.villages)
    form = office.open(who, path).form("/kuota/")
    office.send(who, form, {"units": units, **by_village}, None, Belief("kuota", year.id))


@provide.register
def _(requirement: VisitRecorded, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = who_does(requirement, stage)
    form = office.open(who, f"{case.url}kunjungan/{requirement.key}/").form("/kunjungan/")
    place = {"latitude": str(HOME[0]), "longitude": str(HOME[1]), "accuracy_m": 8}
    office.send(who, form, {"outcome": "disurvei", **place}, None, Belief("kunjungan", case.id, requirement.key))


@provide.register
def _(requirement: SurveyComplete, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = who_does(requirement, stage)
    for group in GROUPS:
        form = office.open(who, f"{case.url}survei/{group.key}/").form("/survei/")
        told = {name: _said(name) for name in group.fields if name in form.names}
        office.send(who, form, told, None, Belief("survei", case.id, group.key))


def _said(name: str) -> str | None:
    value = ANSWERS[name]
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return None if value in (None, "") else str(value)
