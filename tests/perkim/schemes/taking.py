"""Two programmes of household aid in one office, and households that one takes from the other."""

from collections.abc import Sequence

from django.db.models import Count

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Programme
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme as programme_of
from perkim.swadaya.candidates.carry_actions import take_over
from perkim.swadaya.candidates.views import process_below
from perkim.swadaya.models import Calon
from tests.every_programme.walker import Walker


def serve(walker: Walker, slug: str) -> Programme:
    """From now on the walker opens cases of this programme."""
    walker.programme = programme_of(slug)
    return walker.programme


def draft_of(walker: Walker, slug: str, parent: Berkas | None = None) -> Berkas:
    """A village's proposal that is not sent yet."""
    year, proposal, _ = serve(walker, slug).processes
    return walker.open(proposal, parent=parent or walker.open(year))


def household_in(walker: Walker, draft: Berkas) -> Berkas:
    serve(walker, draft.programme)
    return walker.open(process_below(draft), parent=draft)


def take_into(walker: Walker, draft: Berkas, cases: Sequence[Berkas], *, actor: User | None = None) -> list[Calon]:
    usulan = Berkas.objects.get(pk=draft.pk)
    return take_over(
        actor=actor or walker.holder(Role.OPERATOR_DESA),
        usulan=usulan,
        process=process_below(usulan),
        cases=[case.pk for case in cases],
        now=walker.tick(),
    )


def running_twice() -> list[int]:
    """Persons with two cases that run."""
    rows = Calon.objects.filter(berkas__outcome="").order_by().values_list("person").annotate(cases=Count("pk"))
    return [person for person, cases in rows if cases > 1]
