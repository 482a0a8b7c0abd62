"""Photos of a set: sent one by one, sent back one by one, accepted together."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse

from perkim.accounts.models import User
from perkim.files.actions import keep
from perkim.files.examination import ExaminedFile
from perkim.files.kinds import HOUSE_PHOTO
from perkim.notices.actions import Message, notify
from perkim.sipoc.actions.asking import ask_again, settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, Tugas
from perkim.visits import log
from perkim.visits.declarations import Slot
from perkim.visits.files import FIELD_PHOTO
from perkim.visits.models import Photo
from perkim.visits.policies import checker_refusal, provider_refusal
from perkim.visits.requirements import PhotosTaken
from perkim.visits.terms import PhotoState


@transaction.atomic
def add_photo(
    *, actor: User, case: Berkas, key: str, slot: str, file: ExaminedFile, client_key: UUID, now: datetime
) -> Photo:
    """Keep a photo in its slot; the current one is replaced and stays in the history.

    The same photo sent again, even at the same moment, gives the one that was kept first. Raises RefusedError unless
    the actor may do this in this stage; SipocError for a slot that is not declared, or a key that belongs to another
    photo.
    """
    if before := _sent_before(actor, case, client_key, file):
        return before
    step = step_on(actor, case, now)
    case = step.cases[0]
    # Whoever sent the same at the same moment has let go of the case by now.
    if before := _sent_before(actor, case, client_key, file):
        return before
    requirement, place = _declared(case, key, slot)
    if sentence := provider_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    previous = Photo.objects.live().filter(berkas=case, photo_set=requirement.photos.key, slot=place.key).first()
    if previous:
        previous.replaced_at = step.now
        previous.save(update_fields=["replaced_at"])
    made = _create(step, requirement, place, file, client_key)
    replaced = {"menggantikan": previous.pk} if previous else {}
    step.record(
        log.PHOTO_ADDED,
        lambda _: {"foto": made.pk, "syarat": key, "sisi": place.key, "sha256": made.upload.sha256, **replaced},
    )
    # While the set lacks a photo it lacked one before too: nobody's turn has changed.
    whole = not requirement.missing(case.as_queryset())
    step.save(call=whole)
    if whole:
        settle(step, requirement)
    return made


@transaction.atomic
def return_photo(*, actor: User, photo: Photo, key: str, reason: str, now: datetime) -> Photo:
    """Send one photo back to be taken again, with the reason; whoever works the case is told.

    `key` names the requirement on whose page the photo was looked at. Raises RefusedError unless the actor may do this
    in this stage; StaleError if another photo has replaced it by now; SipocError without a reason.
    """
    step = step_on(actor, photo.berkas, now)
    case = step.cases[0]
    requirement, place = _declared(case, key, photo.slot)
    if sentence := checker_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    if not reason.strip():
        raise SipocError("Pilih atau tulis mengapa foto ini dikembalikan, agar petugas tahu cara memperbaikinya.")
    current = (
        Photo.objects.live().filter(pk=photo.pk, photo_set=requirement.photos.key).select_related("upload").first()
    )
    if current is None or current.state == PhotoState.RETURNED:
        raise StaleError
    if current.added_by_id == actor.pk:
        raise RefusedError({case.pk: ["Foto Anda sendiri diperiksa oleh petugas lain."]})
    _judge(current, PhotoState.RETURNED, step, reason.strip())
    tugas = ask_again(step, requirement)
    step.refresh_due()
    step.record(
        log.PHOTO_RETURNED,
        lambda _: {"foto": current.pk, "syarat": key, "sisi": place.key, "alasan": reason.strip()},
    )
    step.save()
    announce_tugas(step, tugas, "Foto dikembalikan")
    _tell(step, requirement, place, current)
    return current


@transaction.atomic
def accept_photos(*, actor: User, case: Berkas, key: str, photos: Sequence[int], now: datetime) -> int:
    """Accept the new ones among these photos, which the page showed; returns how many.

    Raises RefusedError unless the actor may do this in this stage; SipocError for a set that is not declared.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    requirement, _ = _declared(case, key)
    if sentence := checker_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    fresh = Photo.objects.live().filter(
        berkas=case, photo_set=requirement.photos.key, state=PhotoState.NEW, pk__in=list(photos)
    )
    accepted = list(fresh.exclude(added_by=actor))
    for photo in accepted:
        _judge(photo, PhotoState.ACCEPTED, step)
    if accepted:
        step.record(log.PHOTOS_ACCEPTED, lambda _: {"foto": [photo.pk for photo in accepted], "syarat": key})
        step.save()
    return len(accepted)


def photo_requirement(case: Berkas, key: str) -> PhotosTaken | None:
    """The declared requirement of this key; None if this kind of case has none."""
    return PhotosTaken.find(case.declared, key)


def _declared(case: Berkas, key: str, slot: str | None = None) -> tuple[PhotosTaken, Slot]:
    requirement = photo_requirement(case, key)
    place = None
    if requirement:
        place = requirement.photos.slots[0] if slot is None else requirement.photos.slot(slot)
    if requirement is None or place is None:
        raise SipocError("Berkas ini tidak mengenal foto itu. Muat ulang halamannya.")
    return requirement, place


def _sent_before(actor: User, case: Berkas, client_key: UUID, file: ExaminedFile) -> Photo | None:
    """The photo that this sending made already. Another file under the same key is another photo: the form was filled
    anew after the answer was lost."""
    before = Photo.objects.filter(client_key=client_key, berkas=case, added_by=actor).select_related("upload").first()
    if before and before.upload.original_sha256 != file.findings.original_sha256:
        raise SipocError("Foto sebelumnya sudah tersimpan. Pilih foto ini sekali lagi untuk menggantinya.")
    return before


def _create(step: Step, requirement: PhotosTaken, place: Slot, file: ExaminedFile, client_key: UUID) -> Photo:
    case = step.cases[0]
    upload = keep(
        actor=step.actor, file=file, purpose=FIELD_PHOTO, accepts=HOUSE_PHOTO, subject=case.subject, now=step.now
    )
    made = Photo(
        berkas=case,
        photo_set=requirement.photos.key,
        slot=place.key,
        upload=upload,
        client_key=client_key,
        added_by=step.actor,
        added_at=step.now,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as taken:
        raise SipocError("Isian ini sudah dipakai untuk foto lain. Muat ulang halamannya.") from taken
    return made


def _judge(photo: Photo, state: PhotoState, step: Step, reason: str = "") -> None:
    photo.state, photo.judged_by, photo.judged_at, photo.returned_reason = state, step.actor, step.now, reason
    photo.save(update_fields=["state", "judged_by", "judged_at", "returned_reason"])


def _tell(step: Step, requirement: PhotosTaken, place: Slot, photo: Photo) -> None:
    """Tell who works the case now, else who took the photo."""
    case = step.cases[0]
    persons = Tugas.objects.waiting().filter(berkas=case, person__isnull=False).values_list("person", flat=True)
    recipients = (set(persons) or {photo.added_by_id}) - {step.actor.pk}
    what = case.number or requirement.title
    text = f"{place.title}, {what}: {photo.returned_reason}"
    page = reverse("visits:photos", args=[case.public_id, requirement.key])
    notify(
        [Message(recipient_id=pk, topic=log.TAKE_AGAIN, text=text, url=page) for pk in sorted(recipients)], now=step.now
    )
