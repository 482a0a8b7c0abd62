"""Announcing something, taking and answering objections, and closing the time for them.

Whoever calls says who may, and writes the log and the case, which is locked: what was announced is known there.
"""

from datetime import date, timedelta

from django.utils.formats import date_format

from perkim.announcements.declarations import Announced
from perkim.announcements.models import Announcement, Objection
from perkim.parameters.reading import row_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import SipocError, StaleError
from perkim.sipoc.models import Berkas

# An announcement is prepared some days ahead, not months.
MOST_DAYS_AHEAD = 31


def announce(step: Step, announced: Announced, *, starts: date) -> Announcement:
    """Announce from this day on, for as long as the parameter says; the first and the last day count. Raises SipocError
    for a day that is past or too far ahead."""
    if not step.today <= starts <= step.today + timedelta(days=MOST_DAYS_AHEAD):
        raise SipocError("Pengumuman dimulai hari ini atau paling lama 31 hari lagi. Periksa tanggalnya.")
    length = row_on(announced.length, starts)
    return Announcement.objects.create(
        berkas=step.cases[0],
        key=announced.key,
        starts=starts,
        until=starts + timedelta(days=length.parsed - 1),
        announced_by=step.actor,
        length=length,
    )


def supersede(step: Step, announced: Announced) -> None:
    """The announcement is no longer current; what replaces it is announced anew."""
    current = Announcement.objects.current().filter(berkas=step.cases[0], key=announced.key)
    current.update(superseded_at=step.now)


def take_objection(
    step: Step,
    announcement: Announcement | None,
    *,
    received_on: date,
    objector: str,
    text: str,
    subject: Berkas | None,
) -> Objection:
    """Write down an objection that came in time. Raises SipocError outside of the time for objections, or without what
    was said."""
    if announcement is None or announcement.closed_at:
        raise SipocError("Masa sanggah belum dibuka atau sudah ditutup, jadi sanggahan tidak bisa dicatat.")
    if not announcement.starts <= received_on <= min(announcement.until, step.today):
        first, last = (date_format(day, "j F Y") for day in (announcement.starts, announcement.until))
        raise SipocError(f"Sanggahan diterima antara {first} dan {last}, dan tidak sesudah hari ini.")
    if not text.strip() or not objector.strip():
        raise SipocError("Isi nama penyanggah dan apa yang disanggahnya.")
    return Objection.objects.create(
        announcement=announcement,
        subject=subject,
        received_on=received_on,
        objector=" ".join(objector.split()),
        text=text.strip(),
        recorded_by=step.actor,
        recorded_at=step.now,
    )


def answer(step: Step, objection: Objection, *, upheld: bool, words: str) -> Objection:
    """Answer an objection once and for all. Raises StaleError if somebody has answered it, SipocError without words."""
    locked = Objection.objects.open().select_for_update(no_key=True).filter(pk=objection.pk).first()
    if locked is None:
        raise StaleError
    if not words.strip():
        raise SipocError("Tulis jawaban atas sanggahan ini. Jawaban itu disampaikan kepada penyanggah.")
    locked.upheld, locked.answer, locked.answered_by, locked.answered_at = upheld, words.strip(), step.actor, step.now
    locked.save()
    return locked


def close(step: Step, announced: Announced, announcement: Announcement | None) -> Announcement:
    """End the time for objections after its last day, when all are answered. Raises StaleError for what is closed,
    SipocError for what was not announced, while the time runs, an objection waits, or one was upheld."""
    if announcement is None:
        raise SipocError(f"{announced.noun.capitalize()} belum diumumkan. Umumkan dahulu.")
    if announcement.closed_at is not None:
        raise StaleError
    if step.today <= announcement.until:
        until = date_format(announcement.until, "j F Y")
        raise SipocError(f"Masa sanggah berjalan sampai {until}. Tutup sesudah hari itu.")
    if announcement.objections.open().exists():
        raise SipocError("Masih ada sanggahan yang belum dijawab. Jawab semuanya dahulu.")
    if announcement.objections.filter(upheld=True).exists():
        raise SipocError(f"Ada sanggahan yang diterima. {announced.remedy[:1].upper()}{announced.remedy[1:]}.")
    announcement.closed_at, announcement.closed_by = step.now, step.actor
    announcement.save()
    return announcement
