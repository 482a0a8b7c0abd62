"""Nobody waits unknowing: whoever can do something in a case has a Tugas."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from perkim.accounts.roles import Role
from perkim.sipoc.completeness import blockers, missing_by_requirement
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.turns import wrongly_called
from tests.every_programme.walker import Walker


def everybody_knows(case: Berkas) -> None:
    """Asked of the declaration and of what lies there, not of the engine: but for that it has nothing left to do."""
    stage, where = case.declared_stage, f"{case.process}.{case.stage}"
    waiting = {Role(role) for role in Tugas.objects.waiting().filter(berkas=case).values_list("role", flat=True)}
    for way in stage.moves:
        if way.completes and not blockers([case], way):
            assert waiting & set(way.by), f"{where}: nobody is told that {way.key} may be taken"
    lacking = {key for key, found in missing_by_requirement([case]).items() if found}
    for each in stage.requirements:
        first = set(stage.after.get(each.key, ())) & lacking
        if each.key in lacking and each.worked_by and not first and not stage.begins:
            early = each.too_early(case.as_queryset())
            assert early or each.worked_by in waiting, f"{where}: {each.worked_by} is not told of {each.key}"
    assert not wrongly_called([case]), where
    _so_do_all_above(case, where)


def _so_do_all_above(case: Berkas, below: str) -> None:
    """What was brought here may have made it somebody's turn above."""
    while case.parent:
        case = case.parent
        told = not case.is_open or case.frozen or not wrongly_called([case])
        assert told, f"{case.process}.{case.stage}: somebody waits unknowing, or was asked too early, after {below}"


def nobody_waits(when: str) -> None:
    """In no open case whatever the hourly job would find anything to do."""
    by_place: dict[tuple[str, str, str], list[Berkas]] = defaultdict(list)
    for each in Berkas.objects.open().filter(frozen=False).order_by("id"):
        by_place[each.programme, each.process, each.stage].append(each)
    for place, cases in by_place.items():
        assert not wrongly_called(cases), f"{'.'.join(place)}: somebody waits unknowing, or was asked too early, {when}"


class Watcher(Walker):
    """Looks, while it is `watching`, before each thing that is done whether the one before left somebody waiting
    unknowing, in any case."""

    watches = False

    @contextmanager
    def watching(self, watches: bool) -> Iterator[None]:
        before, self.watches = self.watches, watches
        yield
        self.watches = before

    def tick(self) -> datetime:
        if self.watches:
            nobody_waits(f"before {self.now:%d-%m-%Y %H.%M}")
        return super().tick()
