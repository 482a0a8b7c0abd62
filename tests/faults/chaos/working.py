"""How people work a case: they look where it stands, provide what its stage asks for, and take a way out of it."""

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Move, Requirement, Stage
from perkim.sipoc.protocols import Printable
from tests.faults.chaos.office import Belief, Case, CasePage, SimulatedOffice, name_of
from tests.faults.chaos.providing import is_provided, provide


def look_at(office: SimulatedOffice, case: Case, who: str) -> CasePage:
    """The page of a case, however long it takes until it comes."""
    seen: list[CasePage] = []

    def take() -> None:
        seen.append(office.look(who, case))

    office.see_to(f"looking at {case.url}", lambda: bool(seen), take)
    return seen[0]


def meet_all(office: SimulatedOffice, case: Case, who: str) -> None:
    """What the present stage of a case asks for, as far as people provide it; looked at by `who`."""
    page = look_at(office, case, who)
    if not page.stage:
        return
    stage = case.process.stage(page.stage)
    for each in (*stage.requirements, *stage.printouts):
        if each.title in page.items and is_provided(each):
            meet(office, case, who, each, stage)


def meet(office: SimulatedOffice, case: Case, who: str, requirement: Requirement | Printable, stage: Stage) -> None:
    def stands() -> bool:
        page = office.look(who, case)
        return page.stage != stage.key or page.items.get(requirement.title, False)

    office.see_to(f"{requirement.title} of {case.url}", stands, lambda: provide(requirement, office, case, stage))


def advance(office: SimulatedOffice, case: Case, way: str) -> None:
    """Meet what the way asks for and decide it, in whichever stage has it."""
    stage = _where(office, case, way)
    move = stage.move(way)
    who = _decider(office, case, move)
    if move.completes:
        meet_all(office, case, who)

    def take() -> None:
        form = office.look(who, case).answer.form("/putusan/$")
        typed = {"move": way, "reason": "Alasan contoh." if move.reasons else ""}
        if move.outcome:
            # An end is read once more before it is taken.
            answer = office.ask(who, form, typed)
            form, typed = answer.form("/putusan/$"), {"yakin": "1"}
        office.send(who, form, typed, None, Belief("putusan", case.id, stage.key, way))

    office.see_to(f"{way} of {case.url}", lambda: office.look(who, case).stage != stage.key, take)


def go_on(office: SimulatedOffice, case: Case, who: str) -> None:
    """Take the way on from where the case stands, as `who` sees it."""
    stage = case.process.stage(look_at(office, case, who).stage)
    advance(office, case, next(way.key for way in stage.moves if way.completes))


def _where(office: SimulatedOffice, case: Case, way: str) -> Stage:
    """The stage in which the case stands, which must know the way."""
    known = [stage for stage in case.process.stages if any(move.key == way for move in stage.moves)]
    here = look_at(office, case, _decider(office, case, known[0].move(way))).stage
    return next(stage for stage in known if stage.key == here)


def _decider(office: SimulatedOffice, case: Case, move: Move) -> str:
    """The user name of who takes a way; a village's head for his own village."""
    if move.by[0] is Role.KADES:
        return name_of(Role.KADES, office.village_of[case.id])
    return name_of(move.by[0])
