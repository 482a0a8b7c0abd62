"""How RTLH's own requirements are met in the tests of every programme."""

from perkim.sipoc.models import Berkas
from rtlh.rules import CaseAbove, SomeBelow
from tests.every_programme.providing import provide


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
