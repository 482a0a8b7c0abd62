"""How RTLH's own requirements are met in the tests of every programme."""

from datetime import date

from perkim.people.identities import Identity
from perkim.regions.models import Region
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas
from perkim.swadaya.actions.candidates import Proposal, propose_many
from perkim.swadaya.models import Calon
from rtlh.rules import CaseAbove, SomeBelow
from tests.every_programme.providing import OPENERS, provide


def identity(number: int, name: str = "Contoh calon penerima") -> Identity:
    """A person whose serial starts with 9, so that nobody real is meant."""
    nik, kk = f"350803150385{9000 + number}", f"350803220308{9000 + number}"
    return Identity(nik=nik, kk=kk, name=name, sex="L", birth_date=date(1985, 3, 15))


def open_candidate(walker, process: Process, region: Region, parent: Berkas) -> Berkas:
    proposal = Proposal(identity=identity(Calon.objects.count()), residents=4, income=1_900_000)
    actor = walker.holder(process.opened_by[0])
    return propose_many(actor=actor, usulan=parent, process=process, proposals=[proposal], now=walker.tick())[0].berkas


OPENERS["rtlh", "penerima"] = open_candidate


@provide.register
def _(requirement: CaseAbove, walker, case: Berkas) -> None:
    above = case.parent
    while above.process != requirement.process:
        above = above.parent
    walker.pass_by(above, requirement.not_in)


@provide.register
def _(requirement: SomeBelow, walker, case: Berkas) -> None:
    below = case.declared_programme.process(requirement.process)
    child = case.children.filter(process=below.key, outcome="").first() or walker.open(below, parent=case)
    keys = [stage.key for stage in below.stages]
    walker.pass_by(child, tuple(keys[: keys.index(requirement.stages[0])]))
