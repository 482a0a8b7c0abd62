"""Short words for walking through a programme of household aid."""

from uuid import uuid4

from perkim.accounts.roles import Role
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.completeness import blockers
from perkim.sipoc.models import Berkas
from tests.every_programme.walker import Walker
from tests.worlds import kept


@kept
def reach(walker: Walker, stage: str, *, kind: str = "penerima", parent: Berkas | None = None) -> Berkas:
    """A case of this kind that went straight on to this stage."""
    declared = walker.programme.process(kind)
    keys = [each.key for each in declared.stages]
    if stage == keys[0]:
        return walker.open(declared, parent=parent)
    before = keys[keys.index(stage) - 1]
    case = reach(walker, before, kind=kind, parent=parent)
    walker.pass_by(case, (before,))
    return Berkas.objects.get(pk=case.pk)


def above(case: Berkas, kind: str) -> Berkas:
    while case.process != kind:
        case = case.parent
    return Berkas.objects.get(pk=case.pk)


def sentences(case: Berkas, way: str) -> list[str]:
    """What still stands in the way, as the page says it."""
    fresh = Berkas.objects.get(pk=case.pk)
    return blockers([fresh], fresh.declared_stage.move(way)).get(case.pk, [])


def take(walker: Walker, case: Berkas, way: str, *, by: Role | None = None, reason: str = "") -> Berkas:
    """Provide what the way asks for and take it, as the first role that may or the one named."""
    fresh = Berkas.objects.get(pk=case.pk)
    declared = fresh.declared_stage.move(way)
    if by is None:
        return walker.go(fresh, declared)
    decision = Decision(move=way, key=uuid4(), reason=reason or (*declared.reasons, "Alasan contoh.")[0])
    return move(
        actor=walker.holder(by), case=fresh, decision=decision, lock_version=fresh.lock_version, now=walker.tick()
    )
