"""How cases and Tugas are asked for. The clock is an argument; no rule means no row."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from perkim.accounts.models import User
from perkim.lib.names import sought_words
from perkim.sipoc import scopes
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.levels import PARENT, deepest

# Where what has no deadline stands in a list by deadline.
FAR = datetime(9999, 1, 1, tzinfo=UTC)
# Counts on screens stop here and say "1.000+": counting a million rows for a heading helps nobody.
MOST_COUNTED = 1_000


def united(queryset: models.QuerySet, branches: Sequence[Q], order: Sequence[str], size: int) -> models.QuerySet:
    """The first rows of all branches together, each once. One query: each branch is read in the order of its index and
    stops after `size` rows. Relations are loaded as the queryset says."""
    if not branches:
        return queryset.none()
    if len(branches) == 1:
        return queryset.filter(branches[0]).order_by(*order)[:size]
    # The branches give ids alone: to write out all columns and relations for each took longer than to read the rows.
    plain = queryset.select_related(None).values("pk")
    parts = [plain.filter(branch).order_by(*order)[:size] for branch in branches]
    return queryset.filter(pk__in=parts[0].union(*parts[1:])).order_by(*order)[:size]


class BranchesMixin(models.QuerySet):
    """Rows that come from several queues, each cheap to read in order by an index of its own."""

    def first_of(self, branches: Sequence[Q], order: Sequence[str], size: int) -> list[int]:
        """The ids of the first rows of all branches together, each once, in this order, which ends in `id`."""
        columns = [name.lstrip("-") for name in order]
        return [row.pk for row in united(self.only(*columns), branches, order, size)]


class BerkasQuerySet(BranchesMixin):
    # Once known, as of rows that were asked for by their ids alone; what is narrowed further forgets them.
    _listed: list[int] | None = None

    def with_ids(self, ids: Iterable[int]) -> Self:
        """Cases that are there, by their ids."""
        listed = sorted(set(ids))
        rows = self.filter(pk__any_of=listed)
        rows._listed = None if self.query.where else listed
        return rows

    def ids(self) -> list[int]:
        """One query, the first time; none where they were asked for by their ids."""
        if self._listed is None:
            self._listed = list(self.order_by().values_list("pk", flat=True))
        return [*self._listed]

    def of(self, programme: str, process: str = "") -> Self:
        rows = self.filter(programme=programme)
        return rows.filter(process=process) if process else rows

    def visible_to(self, user: User) -> Self:
        """The cases this account may see; others do not exist for it."""
        return self.filter(either(scopes.case_branches(user)))

    def seen_whole_by(self, user: User) -> Self:
        """Those that this account may read with all their papers: not what it sees only for a case below, since papers
        of many tell of all of them."""
        return self.filter(either(scopes.case_branches(user, above=False)))

    def below(self, public_id: UUID, steps: int = 0) -> Self:
        """The cases below this one, on all levels; or, for one kind of case, that many `steps` down. Their parents come
        first, by index: one array for all levels, since a condition with OR would read every case."""
        levels = [steps - 1] if steps else range(deepest())
        paths = ["__".join([*[PARENT] * level, "public_id"]) for level in levels]
        above = [self.model._base_manager.filter(**{path: public_id}).values("pk") for path in paths]
        return self.filter(parent__in=above[0].union(*above[1:], all=True) if above[1:] else above[0])

    def open(self) -> Self:
        """Not ended yet."""
        return self.filter(outcome="")

    def taking(self, programme: Programme, process: Process) -> Self:
        """The cases below which one of this process may be opened now. Who may open one may know their titles."""
        rows = self.of(programme.slug, process.parent).open()
        rows = rows.filter(frozen=False, returned=False, confidential=False).exclude(number="")
        return rows.filter(stage__in=process.opened_in) if process.opened_in else rows

    def late(self, now: datetime) -> Self:
        return self.open().filter(earliest_due__lt=now)


class TugasQuerySet(BranchesMixin):
    def waiting(self) -> Self:
        """Neither done nor dropped, of a case that is not frozen."""
        return self.filter(done_at=None, dropped_at=None, held=False)

    def for_user(self, user: User) -> Self:
        """Waiting for this account: in person or in a queue of its roles."""
        return self.waiting().filter(either(scopes.tugas_branches(user)))


def named(words: str) -> Q:
    """Cases whose number holds the words as typed, or whose title holds each of them, in any order and however it is
    written (`perkim.lib.names`)."""
    typed = words.strip()
    title = Q(*(Q(plain_title__contains=word) for word in sought_words(typed)))
    return Q(number__icontains=typed) | title if title else Q(number__icontains=typed)


def either(branches: Sequence[Q]) -> Q:
    """Rows of any branch; of none, if there is no branch."""
    return Q(*branches, _connector=Q.OR) if branches else Q(pk__in=())
