"""What the screens of field work show, put together once for the page, its parts and its faults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django import forms
from django.http import Http404
from django.utils.timezone import localdate

from perkim.accounts.models import User
from perkim.sipoc.models import Berkas
from perkim.visits.actions.photos import photo_requirement
from perkim.visits.actions.visiting import visit_requirement
from perkim.visits.amounts import limits_on
from perkim.visits.declarations import Slot
from perkim.visits.forms import PhotoForm, ReturnForm
from perkim.visits.models import Photo, Visit
from perkim.visits.policies import checker_refusal, provider_refusal
from perkim.visits.requirements import PhotosTaken, VisitRecorded, destination_of
from perkim.visits.terms import PhotoState
from perkim.visits.warnings import photo_warnings, visit_warnings


@dataclass(frozen=True, kw_only=True)
class VisitLine:
    """One visit with what it came to, and what should make somebody look twice."""

    visit: Visit
    outcome: str
    warnings: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class SlotView:
    """One slot as the page shows it: its photo, what it lacks, and the forms this reader may use."""

    slot: Slot
    photo: Photo | None
    warnings: Sequence[str] = ()
    sending: PhotoForm | None = None
    returning: ReturnForm | None = None

    @property
    def form(self) -> forms.Form | None:
        """The form that was refused, if one was."""
        return next((form for form in (self.sending, self.returning) if form is not None and form.errors), None)

    @property
    def is_open(self) -> bool:
        """Whether a photo is wanted here now."""
        return self.photo is None or self.photo.state == PhotoState.RETURNED


@dataclass(frozen=True)
class PhotoPage:
    """The photos of one requirement of a case, before one reader."""

    user: User
    case: Berkas
    requirement: PhotosTaken
    now: datetime

    @cached_property
    def title(self) -> str:
        """With how far the work is then: `Foto tahap 1, 30 %`."""
        moment = self.requirement.moment(localdate(self.now)) if self.requirement.moment else ""
        return f"{self.requirement.title}, {moment}" if moment else self.requirement.title

    @cached_property
    def refusal(self) -> str:
        return provider_refusal(self.user, self.case, self.requirement)

    @cached_property
    def may_check(self) -> bool:
        return not checker_refusal(self.user, self.case, self.requirement)

    @cached_property
    def photos(self) -> Mapping[str, Photo]:
        live = Photo.objects.live().filter(berkas=self.case, photo_set=self.requirement.photos.key).with_details()
        return {photo.slot: photo for photo in live}

    @cached_property
    def warnings(self) -> Mapping[int, Sequence[str]]:
        visits = list(Visit.objects.filter(berkas=self.case).order_by("-id"))
        return photo_warnings(self.photos.values(), visits, self.case, limits_on(localdate(self.now)))

    def places(self, faulty: forms.Form | None = None, at: str = "") -> list[SlotView]:
        """Every slot; `faulty` is a form that was refused, in its slot."""
        return [self.place(slot, faulty if slot.key == at else None) for slot in self.requirement.photos.slots]

    def place(self, slot: Slot, faulty: forms.Form | None = None) -> SlotView:
        photo = self.photos.get(slot.key)
        sending = returning = None
        if not self.refusal:
            sending = faulty if isinstance(faulty, PhotoForm) else PhotoForm(slot=slot)
        if photo and self._checks(photo):
            fresh = ReturnForm(slot=slot, requirement=self.requirement, photo=photo.pk)
            returning = faulty if isinstance(faulty, ReturnForm) else fresh
        warnings = self.warnings.get(photo.pk, ()) if photo else ()
        return SlotView(slot=slot, photo=photo, warnings=warnings, sending=sending, returning=returning)

    @property
    def acceptable(self) -> list[int]:
        """The new photos that this reader may accept."""
        return [photo.pk for photo in self.photos.values() if photo.state == PhotoState.NEW and self._checks(photo)]

    @property
    def kept(self) -> int:
        return sum(photo.state != PhotoState.RETURNED for photo in self.photos.values())

    def _checks(self, photo: Photo) -> bool:
        return self.may_check and photo.added_by_id != self.user.pk and photo.state != PhotoState.RETURNED


def visit_or_404(case: Berkas, key: str) -> VisitRecorded:
    if requirement := visit_requirement(case, key):
        return requirement
    raise Http404("this kind of case has no such visit")


def photos_or_404(case: Berkas, key: str) -> PhotosTaken:
    if requirement := photo_requirement(case, key):
        return requirement
    raise Http404("this kind of case has no such photos")


def visit_lines(case: Berkas, visits: Sequence[Visit], now: datetime) -> list[VisitLine]:
    """One query, and none without visits."""
    if not visits:
        return []
    limits = limits_on(localdate(now))
    return [
        VisitLine(
            visit=visit,
            outcome=destination_of(case.declared, visit.key).outcome(visit.outcome),
            warnings=visit_warnings(visit, case, limits),
        )
        for visit in visits
    ]
