"""The cases around a case: the one above, those related to it, and what may be opened below. Only what may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from perkim.accounts.roles import Role
from perkim.portal.case.desk import Desk
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas, Relation
from perkim.sipoc.policies import shown_participants
from perkim.sipoc.terms import Link

_BACK = {
    Link.AMENDS: "diubah oleh",
    Link.REPLACES: "diganti oleh",
    Link.DUPLICATE_OF: "ganda dengan",
    Link.REFERRED_FROM: "dirujuk ke",
    Link.OBJECTS_TO: "ditanggapi keberatan",
    Link.CARRIED_FROM: "dilanjutkan sebagai",
}


@dataclass(frozen=True, kw_only=True)
class PartyLine:
    """Who takes part, in words."""

    capacity: str
    name: str
    hidden: bool


def parties_of(desk: Desk) -> list[PartyLine]:
    """Who takes part, as far as the reader may know."""
    parties = []
    for part in shown_participants(desk.user, desk.case):
        if part.role:
            parties.append(PartyLine(capacity=str(Role(part.role).label), name=str(part.region), hidden=part.hidden))
            continue
        capacity = str(Role(part.capacity).label) if part.capacity in Role.values else part.capacity.capitalize()
        parties.append(PartyLine(capacity=capacity, name=desk.name(part.user) or part.party, hidden=part.hidden))
    return parties


@dataclass(frozen=True, kw_only=True)
class Kin:
    """Another case and what it is to this one."""

    words: str
    case: Berkas


def family_of(desk: Desk) -> list[Kin]:
    """The parent and the related cases that this reader may see; others do not exist for him. Two queries at most."""
    case = desk.case
    related = list(Relation.objects.filter(Q(berkas=case) | Q(other=case)).order_by("id"))
    wanted = {each.other_id if each.berkas_id == case.pk else each.berkas_id for each in related}
    if case.parent_id:
        wanted.add(case.parent_id)
    seen = {each.pk: each for each in Berkas.objects.visible_to(desk.user).filter(pk__in=wanted)} if wanted else {}
    kin = [Kin(words="bagian dari", case=seen[case.parent_id])] if case.parent_id in seen else []
    for each in related:
        there = each.berkas_id == case.pk
        other = seen.get(each.other_id if there else each.berkas_id)
        if other:
            kind = Link(each.kind)
            kin.append(Kin(words=str(kind.label) if there else _BACK[kind], case=other))
    return kin


def openable(desk: Desk) -> Sequence[Process]:
    """Kinds of case that the reader may open below this one. No query."""
    if not desk.can_change:
        return []
    kinds = [each for each in desk.case.declared_programme.processes if each.parent == desk.process.key]
    held = [each for each in desk.user.assignments_today if each.programme in ("", desk.case.programme)]
    kinds = [each for each in kinds if not each.opened_in or desk.case.stage in each.opened_in]
    return [each for each in kinds if any(assignment.role in each.opened_by for assignment in held)]
