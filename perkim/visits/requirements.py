"""Requirements that field work meets: a visit with the outcome that the stage needs, and a whole set of photos."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.accounts.roles import Role
from perkim.sipoc.base_requirement import LONGEST_KEY
from perkim.sipoc.declarations import Process, Reads, Requirement, Stage
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.visits.declarations import SOMEWHERE, Destination, PhotoSet
from perkim.visits.models import Photo, Visit
from perkim.visits.terms import PhotoState, VisitOutcome


@dataclass(frozen=True, kw_only=True)
class VisitRecorded(Requirement):
    """The destination was visited, and the last visit came to one of these outcomes.

    `placed`: it must say where that lies. `worked_by` records it, or who works the stage if nobody is named.
    """

    reads: ClassVar[Reads] = Reads.OWN

    page: str = "visits:visit"
    destination: Destination = SOMEWHERE
    outcomes: tuple[str, ...] = (VisitOutcome.SURVEYED.value,)
    placed: bool = True
    hint: str = ""

    def fact(self, case: Berkas) -> str:
        last = Visit.objects.of(self.key).filter(berkas=case).order_by("-id").first()
        return f"{self.destination.outcome(last.outcome)}, {_day(last.visited_at)}." if last else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        last = {
            visit.berkas_id: visit for visit in Visit.objects.of(self.key).filter(berkas__any_of=cases.ids()).newest()
        }
        missing = {}
        for pk in cases.ids():
            if sentence := self._lacking(last.get(pk)):
                missing[pk] = [sentence]
        return missing

    def _lacking(self, last: Visit | None) -> str:
        if last is None:
            return f"{self.title} belum dicatat: catat hasil, waktu, dan posisinya."
        if last.outcome not in self.outcomes:
            return (
                f"{self.title} terakhir {_day(last.visited_at)}: {self.destination.outcome(last.outcome).lower()}. "
                "Kunjungi lagi, atau ambil putusan yang sesuai."
            )
        if self.placed and last.point is None:
            return (
                f"{self.title} belum menyebut posisi {self.destination.place}. Catat kunjungan lagi dengan posisinya."
            )
        return ""

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        yield from _declared_twice(self, process)
        if not self.outcomes or not set(self.outcomes) <= set(VisitOutcome.values):
            yield f"needs outcomes of {', '.join(VisitOutcome.values)}"


@dataclass(frozen=True, kw_only=True)
class PhotosTaken(Requirement):
    """Every slot of the set holds a photo that was not sent back. `moment` says in short how far the work is on a day
    at which they are taken, where that is a dated value.

    `checked_by` are the roles that look at the photos: they send single ones back with a reason, or accept them all.
    """

    reads: ClassVar[Reads] = Reads.OWN

    page: str = "visits:photos"
    photos: PhotoSet
    destination: Destination = SOMEWHERE
    moment: Callable[[date], str] | None = None
    checked_by: tuple[Role, ...] = (Role.KORFAS, Role.TIM_TEKNIS)
    # To send a photo back; None for the usual ones of the destination.
    reasons: tuple[str, ...] | None = None
    hint: str = ""

    @property
    def reasons_to_return(self) -> tuple[str, ...]:
        return self.destination.reasons if self.reasons is None else self.reasons

    def fact(self, case: Berkas) -> str:
        live = Photo.objects.live().filter(berkas=case, photo_set=self.photos.key)
        times = list(live.exclude(state=PhotoState.RETURNED).order_by("added_at").values_list("added_at", flat=True))
        return f"{len(times)} dari {len(self.photos.slots)} foto, terakhir {_day(times[-1])}." if times else ""

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        live = Photo.objects.live().filter(berkas__any_of=cases.ids(), photo_set=self.photos.key)
        states: defaultdict[int, dict[str, str]] = defaultdict(dict)
        for pk, slot, state in live.values_list("berkas", "slot", "state"):
            states[pk][slot] = state
        missing = {}
        for pk in cases.ids():
            if sentences := self._lacking(states.get(pk, {})):
                missing[pk] = sentences
        return missing

    def _lacking(self, states: Mapping[str, str]) -> list[str]:
        absent = [_within(slot.title) for slot in self.photos.slots if slot.key not in states]
        back = [_within(slot.title) for slot in self.photos.slots if states.get(slot.key) == PhotoState.RETURNED]
        sentences = [f"{self.title} belum ada: {', '.join(absent)}."] if absent else []
        return (
            [*sentences, f"{self.title} dikembalikan dan perlu difoto ulang: {', '.join(back)}."] if back else sentences
        )

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        yield from _declared_twice(self, process)
        keys = [slot.key for slot in self.photos.slots]
        if not keys or len(set(keys)) != len(keys) or not all(slot.title for slot in self.photos.slots):
            yield "has no slots, a slot without a title, or two slots with one key"
        if max([len(self.photos.key), *map(len, keys)]) > LONGEST_KEY:
            yield f"names its set or a slot by a key longer than {LONGEST_KEY}"
        givers = set(process.own_roles.values())
        if strangers := set(self.checked_by) - process.workers() - set(process.seen_by) - givers:
            yield f"is checked by {', '.join(sorted(strangers))}, who do not see these cases"
        if not self.checked_by or not self.reasons_to_return:
            yield "is checked by nobody, or has no prepared reasons to send a photo back"
        others = [each.photos for each in PhotosTaken.all_in(process) if each is not self]
        if any(each.key == self.photos.key and each != self.photos for each in others):
            yield "shares the key of its set with another set of the process"


def destination_of(process: Process, key: str) -> Destination:
    """What the visits of this key go to, as the kind of case declares it."""
    visit = VisitRecorded.find(process, key)
    return visit.destination if visit else SOMEWHERE


def place_of(process: Process) -> str:
    """What cases of this kind are about in the field, in a word: where their visits and photos go, or what they are
    called."""
    field_work = VisitRecorded.find(process) or PhotosTaken.find(process)
    return field_work.destination.place if field_work else process.noun


def _declared_twice(requirement: VisitRecorded | PhotosTaken, process: Process) -> Iterator[str]:
    same = (each for each in type(requirement).all_in(process) if each.key == requirement.key)
    if any(each != requirement for each in same):
        yield "is declared as two different requirements in one process"


def _within(title: str) -> str:
    """A title within a sentence: `tampak depan`, but `KTP` as it is."""
    return f"{title[0].lower()}{title[1:]}" if title[1:2].islower() else title


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y")
