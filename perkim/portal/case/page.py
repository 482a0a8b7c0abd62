"""The case page put together: every part of it, with the forms that this reader may use and no others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.lib.one_look import one_look
from perkim.portal.case.deadlines import DeadlineLine, lines_of, tenggat_of
from perkim.portal.case.decisions import DecisionForm, DecisionPanel, panel_of
from perkim.portal.case.desk import Desk
from perkim.portal.case.family import family_of, openable, parties_of
from perkim.portal.case.forms import ClassForm, HandForm, InstructionForm, NoteForm, ReasonForm, ReportForm, Typed
from perkim.portal.case.history import NEWEST, HistoryCursor, history_of
from perkim.portal.case.overview import below, checklist_of, counted_below, facts_of, rail_of
from perkim.portal.case.panels import panels_of
from perkim.portal.case.work import Handing, WaitingTugas, handings_of, instructions_of, serving, tugas_of, work_of
from perkim.portal.lists.columns import due_of_case
from perkim.sipoc.actions.correcting import correctable
from perkim.sipoc.instructions import is_queue_of, own_villages
from perkim.sipoc.models import StageVisit, Tugas
from perkim.sipoc.terms import MoveKind

Form = TypeVar("Form", bound=BaseForm)


@dataclass(frozen=True)
class RefusedForm:
    """A form that was refused, by the name it has on the page: it comes back as it was typed."""

    name: str
    form: BaseForm

    @staticmethod
    def pick(faulty: "RefusedForm | None", name: str, fresh: Callable[[], Form]) -> Form | BaseForm:
        return faulty.form if faulty and faulty.name == name else fresh()


def show(request: HttpRequest, desk: Desk, faulty: RefusedForm | None = None, status: int = 200) -> HttpResponse:
    """The page of a case, with a refused form in its place if there is one."""
    return render(request, "portal/case.html", context_of(desk, faulty), status=status)


@one_look()
def context_of(desk: Desk, faulty: RefusedForm | None = None) -> dict[str, Any]:
    """Everything the page shows. The number of queries depends on the declaration, never on how much there is."""
    case = desk.case
    visits = list(StageVisit.objects.filter(berkas=case).select_related("left_by").order_by("id"))
    sent_back = _sent_back(visits) if case.is_open and case.returned else None
    tugas, deadlines = tugas_of(desk), tenggat_of(desk)
    work, panel = work_of(desk, tugas), panel_of(desk)
    context: dict[str, Any] = {
        "case": case,
        "process": desk.process,
        "programme": case.declared_programme,
        "stage": desk.stage,
        "back": f"{reverse('portal:cases', args=[case.programme])}?proses={case.process}",
        "rail": rail_of(desk, visits),
        "due": due_of_case(case, desk.now, desk.calendar) if case.is_open else None,
        "sent_back": sent_back,
        "sent_back_by": desk.name(sent_back.left_by) if sent_back else "",
        "checklist": checklist_of(desk, [each for each in tugas if each.is_waiting]),
        "panels": panels_of(case, desk.user),
        "facts": facts_of(desk, visits, deadlines),
        "history": history_of(desk, HistoryCursor(), NEWEST),
        "parties": parties_of(desk),
        "family": family_of(desk),
        "below": below(desk),
        "counted": counted_below(desk),
        "openable": openable(desk),
        "instructions": instructions_of(desk, tugas),
        "others": [each for each in work if not each.mine and not each.tugas.given_by_id],
        "panel": panel,
        "can_fill": bool(desk.stage.form) and desk.can_change and desk.works([desk.stage.worked_by]),
        "can_change": desk.can_change and desk.works_stage,
        "now": desk.now,
        "form": faulty.form if faulty else None,
    }
    return context | _forms(desk, faulty, panel, work, lines_of(desk, deadlines))


def _sent_back(visits: Sequence[StageVisit]) -> StageVisit | None:
    """The stay that ended by sending the case back to where it stands: its reason is what the reader must mend."""
    left = [visit for visit in visits if visit.left_at and not visit.corrected]
    here = next((visit for visit in visits if visit.left_at is None), None)
    return left[-1] if left and here and here.entered_kind == MoveKind.RETURN else None


def _forms(
    desk: Desk,
    faulty: RefusedForm | None,
    panel: DecisionPanel | None,
    work: Sequence[WaitingTugas],
    lines: Sequence[DeadlineLine],
) -> dict[str, Any]:
    def pick(name: str, fresh: Callable[[], Form]) -> Form | BaseForm:
        return RefusedForm.pick(faulty, name, fresh)

    mine = [each for each in work if each.mine and not each.by_decision]
    may_stop = desk.can_change and desk.keeps_time
    instruct = instruction_form(desk, [each.tugas for each in mine]) if _may_instruct(desk, mine) else None
    undo = correctable(desk.user, desk.case, desk.now)
    return {
        "decision": pick("putusan", lambda: DecisionForm(desk=desk)) if panel and panel.choices else None,
        "mine": [(each, pick(f"lapor-{each.tugas.pk}", partial(report_form, each.tugas))) for each in mine],
        "lines": [_with_forms(line, pick) for line in lines if not line.met],
        "met": [(line, None, None) for line in lines if line.met],
        "pausing": pick("jeda", lambda: ReasonForm(name="jeda")) if may_stop else None,
        "handings": [(each, pick(f"serah-{each.role}", partial(hand_form, each))) for each in handings_of(desk)],
        "instruct": pick("disposisi", lambda: instruct) if instruct else None,
        "noting": pick("catatan", lambda: NoteForm(name="catatan")),
        "undo": undo,
        "correcting": pick("koreksi", lambda: ReasonForm(name="koreksi")) if undo else None,
    }


def _with_forms(line: DeadlineLine, pick: Callable[[str, Callable[[], Any]], Any]) -> tuple[DeadlineLine, Any, Any]:
    """A deadline with the form that extends it and the one that chooses its class."""
    longer = pick(f"perpanjang-{line.key}", lambda: ReasonForm(name=f"perpanjang-{line.key}")) if line.longer else None
    chosen = pick(f"golongan-{line.key}", lambda: class_form(line)) if line.classes else None
    return line, longer, chosen


def _may_instruct(desk: Desk, mine: Sequence[WaitingTugas]) -> bool:
    """Who works the case gives instructions; who was given one gives parts of it."""
    return desk.can_change and (desk.works_process or bool(mine))


def report_form(tugas: Tugas, data: Typed = None) -> ReportForm:
    return ReportForm(data, name=f"lapor-{tugas.pk}", needed=tugas.given_by_id is not None)


def class_form(line: DeadlineLine, data: Typed = None) -> ClassForm:
    return ClassForm(data, name=f"golongan-{line.key}", classes=line.classes)


def hand_form(handing: Handing, data: Typed = None) -> HandForm:
    people = [(each.user, each.cases) for each in handing.candidates]
    return HandForm(data, name=f"serah-{handing.role}", people=people)


def instruction_form(desk: Desk, mine: Sequence[Tugas], data: Typed = None) -> InstructionForm:
    """For everybody who serves the case's programme and region today, each with the first of his posts; a village tells
    its own desk."""
    villages = own_villages(desk.user, desk.case.programme)
    people: dict[User, str] = {}
    for post in serving(desk):
        if post.user_id != desk.user.pk and (villages is None or _is_of(post, villages)):
            people.setdefault(post.user, post.label)
    roles = [role for role in Role if role in desk.process.workers() and role not in desk.process.own_roles]
    if villages is not None:
        roles = [role for role in roles if is_queue_of(role, desk.case, villages)]
    return InstructionForm(
        data,
        name="disposisi",
        people=people,
        roles=roles,
        own=[each for each in mine if each.key or each.given_by_id or each.hands_out],
        free=desk.works_process,
        today=desk.today,
    )


def _is_of(post: Assignment, villages: Sequence[str]) -> bool:
    return post.role in VILLAGE_ROLES and str(post.region_id) in villages
