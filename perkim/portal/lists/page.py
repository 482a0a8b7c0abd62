"""The list of one process, as one account sees it: its rows, its filter, and what it may do with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.calendar import OfficeCalendar
from perkim.portal.counting import Counted, in_words
from perkim.portal.lists.columns import due_of_case, kecamatan_of, stage_of, state_kind
from perkim.portal.lists.filters import OPEN_STATES, STATES, CaseFilter
from perkim.portal.lists.keyset import SortOrder
from perkim.portal.reach import processes_for
from perkim.sipoc.declarations import Move, Process, Programme, Stage
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import programme as programme_of
from perkim.sipoc.scopes import process_branches


@dataclass(frozen=True)
class CaseList:
    """The cases of one process that an account sees, narrowed by the filter of an address."""

    programme: Programme
    process: Process
    processes: Sequence[Process]
    filter: CaseFilter
    rows: BerkasQuerySet
    seen: list[Q]
    branches: list[Q]

    @property
    def order(self) -> SortOrder:
        return self.filter.order

    @property
    def stage(self) -> Stage | None:
        """The one stage in which all listed cases stand open; None if they may stand in several."""
        key = self.filter.chosen.get("tahap")
        return self.process.stage(key) if key and self.filter.state in OPEN_STATES else None

    @property
    def title(self) -> str:
        """`Usulan RTLH`."""
        noun = self.process.noun
        return f"{noun[:1].upper()}{noun[1:]} {self.programme.title}"


def case_list(user: User, slug: str, address: Mapping[str, str], now: datetime) -> CaseList:
    """The list that an address asks for. Raises Http404 for a programme in which the account has no part."""
    try:
        programme = programme_of(slug)
    except KeyError:
        raise Http404(f"no programme {slug!r}") from None
    processes = processes_for(user, programme)
    if not processes:
        raise Http404(f"no part in {slug!r}")
    process = next((each for each in processes if each.key == address.get("proses")), processes[0])
    rows = Berkas.objects.of(programme.slug, process.key)
    narrowed = CaseFilter(address, rows, process=process, now=now)
    seen = process_branches(user, programme.slug, process.key)
    # Evaluating `qs` validates the form; the branches read its cleaned data.
    matching = narrowed.qs
    return CaseList(programme, process, processes, narrowed, matching, seen, narrowed.branches(seen))


def row_of(case: Berkas, now: datetime, calendar: OfficeCalendar) -> dict[str, Any]:
    return {
        "case": case,
        "kecamatan": kecamatan_of(case),
        "stage": stage_of(case),
        "kind": state_kind(case),
        "due": due_of_case(case, now, calendar),
    }


def sentence(shown: CaseList, counted: Counted) -> str:
    """`14 usulan belum selesai`, without the order."""
    return f"{in_words(counted.number)} {shown.process.noun} {STATES[shown.filter.state][1]}"


def moves_for(user: User, programme: Programme, stage: Stage) -> list[Move]:
    """The ways out of a stage that a role of this account may take, for some cases at least."""
    held = _roles(user, programme)
    return [move for move in stage.ways if held & set(move.by)]


def handed_out_by(user: User, programme: Programme, process: Process, stage: Stage) -> list[Role]:
    """The roles of this stage that work only their own cases, and to whose holders this account hands them out."""
    held = _roles(user, programme)
    workers = [stage.worked_by, *(each.worked_by for each in stage.requirements if each.worked_by)]
    return [role for role in dict.fromkeys(workers) if process.own_roles.get(role) in held]


def _roles(user: User, programme: Programme) -> set[str]:
    return {each.role for each in user.assignments_today if each.programme in ("", programme.slug)}
