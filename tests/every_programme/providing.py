"""How a walk meets what a stage asks for: by what each `demo.py` says, and where other cases meet it, by walking those.

A programme with such kinds of its own registers theirs in `tests/<programme>/providing.py`.
"""

import io
from functools import singledispatch
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

from pypdf import PdfWriter

from perkim.demo import providing
from perkim.documents.papers import PapersBelow
from perkim.funds.actions.booking import Booking
from perkim.funds.below import AccountsEmpty
from perkim.funds.requirements import AccountEmpty
from perkim.sipoc.declarations import Process, Requirement
from perkim.sipoc.levels import case_above, lying_below, paths_up
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programmes
from perkim.sipoc.requirements import CaseAbove, CasesBelow, NoneBelow, SomeBelow
from perkim.swadaya.ranking.allocation import QuotaStated, VillageAllocated
from perkim.swadaya.socialisation.requirements import RecipientsReached, VillagesReached

TESTS = Path(__file__).resolve().parent.parent

providing.discover()


@singledispatch
def provide(requirement: Requirement, walker, case: Berkas) -> None:
    """As its room says; what is registered here is met by other cases."""
    providing.provide(requirement, walker, case)


@provide.register
def _(requirement: CasesBelow, walker, case: Berkas) -> None:
    while case.children.filter(process=requirement.process).count() < requirement.least:
        walker.open(case.declared_programme.process(requirement.process), parent=case)
    for child in case.children.filter(process=requirement.process, outcome="", stage__in=requirement.not_in):
        walker.pass_by(child, requirement.not_in)


@provide.register
def _(requirement: PapersBelow, walker, case: Berkas) -> None:
    for child in case.children.filter(process=requirement.process, stage__in=requirement.stages, outcome=""):
        if requirement.paper.missing(Berkas.objects.filter(pk=child.pk)):
            provide(requirement.paper, walker, child)


@provide.register
def _(requirement: CaseAbove, walker, case: Berkas) -> None:
    walker.pass_by(case_above(case, requirement.process), requirement.not_in)


@provide.register
def _(requirement: SomeBelow, walker, case: Berkas) -> None:
    below = case.declared_programme.process(requirement.process)
    child = case.children.filter(process=below.key, outcome="").first() or walker.open(below, parent=case)
    keys = [stage.key for stage in below.stages]
    walker.pass_by(child, tuple(keys[: keys.index(requirement.stages[0])]))


@provide.register
def _(requirement: NoneBelow, walker, case: Berkas) -> None:
    for child in case.children.filter(process=requirement.process, outcome="").exclude(stage__in=requirement.not_in):
        walker.end(child)


@provide.register
def _(requirement: VillageAllocated, walker, case: Berkas) -> None:
    stated = QuotaStated.find(case.parent.declared)
    providing.provide(stated, walker, Berkas.objects.get(pk=case.parent_id))


@provide.register
def _(requirement: VillagesReached, walker, case: Berkas) -> None:
    for village in case.children.filter(process=requirement.process, outcome=""):
        asked = RecipientsReached.find(village.declared_stage)
        if asked and asked.missing(Berkas.objects.filter(pk=village.pk)):
            provide(asked, walker, village)


@provide.register
def _(requirement: AccountsEmpty, walker, case: Berkas) -> None:
    for house in Berkas.objects.filter(lying_below([case], paths_up()), plan_dana__isnull=False):
        asked = _asked_on_a_way(house.declared)
        if asked.missing(Berkas.objects.filter(pk=house.pk)):
            provide(asked, walker, house)


def _asked_on_a_way(process: Process) -> AccountEmpty:
    ways = (way for stage in process.stages for way in stage.moves)
    return next(each for way in ways for each in way.requires if isinstance(each, AccountEmpty))


def booked(walker, reason: str = "") -> dict[str, Any]:
    """A booking of this minute, with a number of its own."""
    now = walker.tick()
    return {
        "booking": Booking(dated=now.date(), reference=f"SP2D {now:%H%M}", client_key=uuid4(), reason=reason),
        "now": now,
    }


def blank_page() -> bytes:
    """A page like no other: the same scan for two papers is refused."""
    writer = PdfWriter()
    writer.add_metadata({"/Subject": str(uuid4())})
    writer.add_blank_page(200, 200)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


for _programme in programmes():
    if (TESTS / _programme.slug / "providing.py").is_file():
        import_module(f"tests.{_programme.slug}.providing")
