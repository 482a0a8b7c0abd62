"""What a stage asks of something that is announced: the days are over, and every objection has its answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.timezone import localdate

from perkim.announcements.declarations import Announced
from perkim.announcements.models import Announcement, Objection
from perkim.announcements.querysets import AnnouncementQuerySet
from perkim.sipoc.declarations import Process, Reads, Requirement, Stage
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet


@dataclass(frozen=True, kw_only=True)
class _OfAnnounced(Requirement):
    """A requirement about an announcement; its page is the page of that announcement."""

    announced: Announced

    def __post_init__(self) -> None:
        # A frozen dataclass sets what follows from other fields in this way.
        object.__setattr__(self, "page", self.announced.page)

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if all(each.key != self.announced.key for each in stage.requirements):
            yield f"speaks of what {self.announced.key!r} announces, which the stage does not ask for"


@dataclass(frozen=True, kw_only=True)
class AnnouncementOver(_OfAnnounced):
    """It was announced for as long as the parameter says, and the time for objections was closed."""

    reads: ClassVar[Reads] = Reads.OWN

    def fact(self, case: Berkas) -> str:
        row = _current(self.announced, case)
        if row is None:
            return ""
        days = f"{date_format(row.starts, 'j F Y')} sampai {date_format(row.until, 'j F Y')}"
        return f"{days}, {'ditutup' if row.closed_at else 'masih berjalan'}."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        rows = {each.berkas_id: each for each in _of(self.announced).filter(berkas__any_of=cases.ids())}
        said = {pk: self._lacking(rows.get(pk)) for pk in cases.ids()}
        return {pk: [sentence] for pk, sentence in said.items() if sentence}

    def too_early(self, cases: BerkasQuerySet) -> set[int]:
        """The time for objections is closed after its last day."""
        over = _of(self.announced).over(localdate()).filter(berkas__any_of=cases.ids())
        return set(cases.ids()) - set(over.values_list("berkas", flat=True))

    def _lacking(self, row: Announcement | None) -> str:
        if row is None:
            return f"{self.announced.noun.capitalize()} belum diumumkan."
        until = date_format(row.until, "j F Y")
        return "" if row.closed_at else f"Masa sanggah sampai {until} belum ditutup."


@dataclass(frozen=True, kw_only=True)
class ObjectionsAnswered(_OfAnnounced):
    """Every objection to what is announced has its answer, and none was upheld: that asks for a new announcement."""

    reads: ClassVar[Reads] = Reads.OWN

    def fact(self, case: Berkas) -> str:
        row = _current(self.announced, case)
        if row is None:
            return ""
        counted = row.objections.aggregate(all=Count("id"), answered=Count("answered_at"))
        answered = f"{counted['answered']} dari {counted['all']} sanggahan dijawab."
        return answered if counted["all"] else "Tidak ada sanggahan yang masuk."

    def unneeded(self, case: Berkas) -> str:
        return "Belum ada yang diumumkan, jadi belum ada sanggahan."

    def missing(self, cases: BerkasQuerySet) -> Mapping[int, Sequence[str]]:
        rows = Objection.objects.filter(announcement__in=_of(self.announced).filter(berkas__any_of=cases.ids()))
        sentences: dict[int, list[str]] = {}
        for condition, words in (
            (Q(answered_at=None), "sanggahan belum dijawab."),
            (Q(upheld=True), f"sanggahan diterima: {self.announced.remedy}."),
        ):
            counted = rows.filter(condition).order_by().values_list("announcement__berkas").annotate(Count("id"))
            for pk, number in counted:
                sentences.setdefault(pk, []).append(f"{number} {words}")
        return sentences


def _of(announced: Announced) -> AnnouncementQuerySet:
    rows: AnnouncementQuerySet = Announcement.objects.current().filter(key=announced.key)
    return rows


def _current(announced: Announced, case: Berkas) -> Announcement | None:
    row: Announcement | None = _of(announced).filter(berkas=case).first()
    return row
