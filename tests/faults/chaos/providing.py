"""How each kind of requirement is met over HTTP, one form at a time. What is not here is met by the order of things:
a case below goes its own way, and the one above waits for it."""

import html
import re
import time
from dataclasses import dataclass
from functools import singledispatch

from django.urls import reverse

from perkim.accounts.roles import Role
from perkim.documents.papers import Paper
from perkim.documents.printouts import Printout
from perkim.sipoc.declarations import Requirement, Stage
from perkim.sipoc.protocols import Printable
from perkim.sipoc.requirements import Deed
from perkim.swadaya.survey.questions import GROUPS
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.visits.requirements import PhotosTaken, VisitRecorded
from tests.faults.chaos.browser import BrowserResponse, NotShownError
from tests.faults.chaos.office import Belief, Case, SimulatedOffice, name_of
from tests.filled_pages import filled, today
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


def is_provided(requirement: Requirement | Printable, case: Case, stage: Stage) -> bool:
    """Whether people provide it on a page; what is left is met by the order of things."""
    if provide.dispatch(type(requirement)) is not provide.dispatch(object):
        return True
    return isinstance(requirement, Requirement) and filled(requirement, stage, CaseMarks(case)) is not None


@singledispatch
def provide(requirement: Requirement | Printable, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    """Send one thing of what the requirement asks for; the caller looks whether it is complete. What is one form is
    filled in as `tests.filled_pages` says."""
    assert isinstance(requirement, Requirement)
    page = filled(requirement, stage, CaseMarks(case))
    assert page, f"nobody says how {requirement} is met"
    path = f"{case.url}{page.linked}" if page.linked else reverse(requirement.page, args=[case.id, requirement.key])
    form = office.open(name_of(page.who), path).form(page.action)
    typed = {**page.typed, **page.sometimes, **dict.fromkeys(page.ticked, "on")}
    for beginning, value in page.each.items():
        typed |= {name: value for name in form.names if name.startswith(beginning)}
    office.send(name_of(page.who), form, typed, None, Belief(page.step, case.id, requirement.key, page.detail))


def who_does(requirement: Requirement, stage: Stage) -> str:
    return name_of(requirement.worked_by or stage.worked_by)


def _desk(requirement: Requirement, office: SimulatedOffice, case: Case, stage: Stage) -> str:
    """A village's own desk where the village provides it."""
    role = requirement.worked_by or stage.worked_by
    return name_of(role, office.village_of[case.id] if role is Role.OPERATOR_DESA else "")


@provide.register
def _(requirement: Paper, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who, path = _desk(requirement, office, case, stage), f"{case.url}naskah/{requirement.key}/"
    page = office.open(who, path)
    numbered = {"number": number_of(case, requirement.key), "dated": today()} if requirement.numbered else {}
    if requirement.draft and office.chance.random() < OFTEN:
        have_written(office, who, case, requirement, page)
    form = page.form(rf"/naskah/{requirement.key}/$")
    file = {"scan": ("naskah.pdf", "application/pdf", pdf(title=f"{requirement.key} {case.id}"))}
    belief = Belief("naskah", case.id, requirement.key, numbered.get("number", ""))
    office.send(who, form, numbered, file, belief)


@provide.register
def _(printout: Printout, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    """Nothing is handed in: it is there when the worker has written it, however often it is killed meanwhile."""
    who = name_of(stage.worked_by)
    have_written(office, who, case, printout, office.open(who, f"{case.url}naskah/{printout.key}/"))
    time.sleep(0.5)


def have_written(office: SimulatedOffice, who: str, case: Case, paper: Paper | Printout, page: BrowserResponse) -> None:
    """Order the sheet that the worker writes; nobody waits for it here."""
    try:
        form = page.form("/konsep/$")
    except NotShownError:
        return
    told = {"draft_number": number_of(case, paper.key), "draft_dated": today()} if paper.numbered else {}
    office.send(who, form, told, None, Belief("konsep", case.id, paper.key))


@provide.register
def _(requirement: Deed, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = who_does(requirement, stage)
    page = office.open(who, case.url)
    title = re.escape(html.escape(requirement.title))
    head = rf'Laporkan selesai<span class="visually-hidden">: {title}</span></summary>\s*<form[^>]* action="([^"#]+)'
    action = re.search(head, page.source)
    if not action:
        raise NotShownError(f"{who} cannot report {requirement.title}: {page.words[:500]}")
    belief = Belief("tugas", case.id, requirement.key)
    office.send(who, page.form(re.escape(action[1])), {"text": "Sudah dikerjakan."}, None, belief)


@provide.register
def _(requirement: VisitRecorded, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = who_does(requirement, stage)
    form = office.open(who, f"{case.url}kunjungan/{requirement.key}/").form("/kunjungan/")
    place = {"latitude": str(HOME[0]), "longitude": str(HOME[1]), "accuracy_m": 8}
    office.send(who, form, {"outcome": "disurvei", **place}, None, Belief("kunjungan", case.id, requirement.key))


@provide.register
def _(requirement: PhotosTaken, office: SimulatedOffice, case: Case, stage: Stage) -> None:
    who = who_does(requirement, stage)
    path = f"{case.url}foto/{requirement.key}/"
    for number, slot in enumerate(requirement.photos.slots):
        page = office.open(who, path)
        section = page.source.partition(f'data-sisi="{slot.key}"')
        if section[2].startswith(" data-ada"):
            continue
        photo = {"photo": ("rumah.jpg", "image/jpeg", house_photo(int(case.id[:2], 16) + 7 * number))}
        belief = Belief("foto", case.id, requirement.key, slot.key)
        office.send(who, page.form(rf"/foto/{requirement.key}/sisi/{slot.key}/$"), {}, photo, belief)


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
