"""From the surveyed houses to the awarded households: quota, ranking, announcement, decree, approval, award."""

import html
import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.swadaya.models import Ranking
from perkim.swadaya.ranking.announcing import close_objections
from perkim.swadaya.ranking.requirements import RankingApproved
from tests.faults.chaos.aid import HouseholdAid
from tests.faults.chaos.browser import LostError
from tests.faults.chaos.office import Belief, Case, SimulatedOffice, name_of
from tests.faults.chaos.providing import have_written, state_quota
from tests.faults.chaos.working import look_at


def rank(office: SimulatedOffice, aid: HouseholdAid, year: Case) -> None:
    """Quota, if no allocation has stated it before; ranking; announcement, as somebody is left out; the end of the time
    for objections; where the head is asked, the decree and his approval."""
    who, path = name_of(aid.ranked_in.worked_by), f"{year.url}peringkat/"

    def shown(words: str) -> Callable[[], bool]:
        return lambda: re.search(words, html.unescape(office.open(who, path).source)) is not None

    def press(action: str, **typed: Any) -> Callable[[], Any]:
        return lambda: office.send(who, office.open(who, path).form(action), typed)

    def quota() -> None:
        state_quota(office, who, year, f"{path}kuota/")

    office.see_to("the quota", shown("Ubah kuota"), quota)
    office.see_to("the ranking", shown(r"\d+ dari \d+ calon di dalam kuota"), press("/bekukan/$"))
    today = timezone.localdate().isoformat()
    office.see_to("announcing", shown("Halaman pengumuman|, ditutup"), press("/umumkan/$", starts=today))
    office.see_to("closing objections", shown(", ditutup"), end_objections)
    if aid.approval:
        approve(office, aid, aid.approval, year)


def end_objections() -> None:
    """The day after the announcement, for which nobody can wait, has come."""
    try:
        actor = User.objects.get(username=name_of(Role.STAF))
        tomorrow = timezone.now() + timedelta(days=1)
        close_objections(actor=actor, ranking=Ranking.objects.current().get(), now=tomorrow)
    except DatabaseError as error:
        connection.close()
        raise LostError(type(error).__name__) from error


def approve(office: SimulatedOffice, aid: HouseholdAid, approval: RankingApproved, year: Case) -> None:
    """The staff has the decree written; when the worker has done so, the head approves what it says."""
    head, staff = name_of(approval.worked_by), name_of(Role.STAF)

    def take() -> None:
        page = office.open(head, f"/persetujuan/{year.id}/{approval.key}/setujui/")
        if "Belum bisa disetujui" in page.source:
            have_written(office, staff, year, aid.decree)
            return
        office.send(head, page.form("/setujui/$"), {}, None, Belief("setuju", year.id))

    office.see_to("approving", lambda: office.look(head, year).items[approval.title], take)


def award(office: SimulatedOffice, aid: HouseholdAid, year: Case, houses: Sequence[Case]) -> list[Case]:
    """One decision on all within the quota; those who are awarded."""
    who, path = name_of(aid.ranked_in.worked_by), f"{year.url}peringkat/"
    stages: dict[str, str] = {}

    def stands() -> bool:
        stages.update({house.url: office.look(who, house).stage for house in houses})
        return aid.award.to in stages.values()

    def take() -> None:
        answer = office.send(who, office.open(who, path).form("/tetapkan/$"), {})
        form = office.open(who, answer.location).form("/kerja/putusan/")
        office.send(who, form, {"langkah": aid.award.key}, None, Belief("tetapkan", year.id))

    office.see_to("the award", stands, take)
    return [house for house in houses if look_at(office, house, who).stage == aid.award.to]
