"""Who is known by a typed number. A number alone tells nobody who bears it: its bearer is named only as he was typed,
or to who may see one of his cases; and an answer by which somebody learns that a number is known is written down."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db.models import Q

from perkim.accounts.models import User
from perkim.audit.actions import Event, record
from perkim.lib.names import sought_words
from perkim.people.actions import SOUGHT
from perkim.people.models import Person
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, Succession

MATCH = (
    "Cocokkan NIK-nya dengan KTP dan tulis namanya persis seperti di KTP. Bila sudah sama, minta dinas memeriksanya."
)
OTHERWISE = "NIK {number} sudah tercatat atas nama lain. {match}"
# The name under which a list registers somebody of whom it tells the number alone.
NAMELESS = "Pasangan"


class KnownPersonError(SipocError):
    """Refused because somebody is known by the number that was typed; the sentence does not tell who."""


def refuse_otherwise_known(actor: User, named: Sequence[tuple[Person, str, str]]) -> None:
    """Raises KnownPersonError if one of these persons, each with the name as it was typed and the words for the number,
    is known under another name and from no case that the actor may see. Two queries, none where all names agree."""
    other = {person.pk: words for person, typed, words in named if is_otherwise_called(person, typed)}
    for pk in sorted(other.keys() - _known_to(actor, list(other))):
        raise KnownPersonError(OTHERWISE.format(number=other[pk], match=MATCH))


def is_otherwise_called(person: Person, typed: str) -> bool:
    """Whether two names are more than two spellings: titles, initials and order aside."""
    return person.name != NAMELESS and set(sought_words(person.name)) != set(sought_words(typed))


def _known_to(actor: User, persons: Sequence[int]) -> set[int]:
    """Those of these persons who are, or were, in a case that the actor may see."""
    if not persons:
        return set()
    seen = Berkas.objects.visible_to(actor).values("pk")
    calon = Calon.objects.filter(Q(person__any_of=persons) | Q(spouse__any_of=persons), berkas__in=seen)
    past = Succession.objects.filter(Q(before__any_of=persons) | Q(spouse_before__any_of=persons), berkas__in=seen)
    rows = [*calon.values_list("person", "spouse"), *past.values_list("before", "spouse_before")]
    return {pk for row in rows for pk in row if pk in persons}


@contextmanager
def answers_written(actor: User, where: str, now: datetime) -> Iterator[None]:
    """Write down that the actor learnt of a typed number that it is known: outside of what was refused for it."""
    try:
        yield
    except KnownPersonError:
        record(actor=actor, action=SOUGHT.action, at=now, event=Event(subject="", data={"ditemukan": 1, "saat": where}))
        raise
