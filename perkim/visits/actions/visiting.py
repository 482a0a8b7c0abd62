"""Recording that somebody went to a house, what he found, and where he stood."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from perkim.accounts.models import User
from perkim.sipoc.actions.asking import ask_again, settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import AnswerError, RefusedError, SipocError
from perkim.sipoc.models import Berkas
from perkim.visits import log
from perkim.visits.models import Visit
from perkim.visits.places import lies_inside, point_fault
from perkim.visits.policies import provider_refusal
from perkim.visits.requirements import VisitRecorded
from perkim.visits.terms import PositionSource, VisitOutcome, WhyNotGps

# Clocks of phones run ahead; a visit that far in the future happened now.
CLOCKS_DIFFER = timedelta(minutes=10)
# Houses may have been surveyed on paper before their case was opened here; a year more is a slip of the hand.
LONGEST_BEFORE = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class VisitPosition:
    """Degrees (WGS 84). `accuracy_m` is the phone's own word, rounded up; None for a position that was typed."""

    latitude: Decimal
    longitude: Decimal
    accuracy_m: int | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """What somebody says about a visit. `client_key` is made with the form: the same report sent again has the same."""

    outcome: VisitOutcome
    visited_at: datetime
    client_key: UUID
    position: VisitPosition | None = None
    why_not_gps: WhyNotGps | None = None
    note: str = ""

    @property
    def source(self) -> PositionSource:
        if self.position is None:
            return PositionSource.NONE
        return PositionSource.MANUAL if self.position.accuracy_m is None else PositionSource.GPS


@transaction.atomic
def record_visit(*, actor: User, case: Berkas, key: str, report: Report, now: datetime) -> Visit:
    """Record a visit. The same report sent again, even at the same moment, gives the visit that was recorded first.

    Raises RefusedError unless the actor may do this in this stage; SipocError for a position outside the regency, a
    moment that cannot be, an outcome that must be explained, or a key under which something else was recorded.
    """
    if before := _sent_before(actor, case, report):
        return before
    step = step_on(actor, case, now)
    case = step.cases[0]
    # Whoever sent the same at the same moment has let go of the case by now.
    if before := _sent_before(actor, case, report):
        return before
    requirement = _allowed(actor, case, key)
    _check(report, requirement, case, step.now)
    made = _create(step, requirement, report)
    step.record(
        log.VISITED,
        lambda _: {"kunjungan": made.pk, "syarat": key, "hasil": made.outcome, "sumber_posisi": made.position_source},
    )
    step.save()
    if requirement.missing(case.as_queryset()):
        ask_again(step, requirement)
    else:
        settle(step, requirement)
    return made


def visit_requirement(case: Berkas, key: str) -> VisitRecorded | None:
    """The declared requirement of this key; None if this kind of case has none."""
    return VisitRecorded.find(case.declared, key)


def _sent_before(actor: User, case: Berkas, report: Report) -> Visit | None:
    """The visit that this report made already. Somebody who changed a form after the answer was lost means another."""
    before = Visit.objects.filter(client_key=report.client_key, berkas=case, visitor=actor).first()
    if before is None:
        return None
    place = report.position
    reported = (report.outcome, report.note.strip(), place and place.latitude, place and place.longitude)
    if reported != (before.outcome, before.note, before.latitude, before.longitude):
        raise SipocError(
            "Kunjungan ini sudah tersimpan dengan isi yang berbeda. Simpan sekali lagi bila isinya memang berubah."
        )
    return before


def _allowed(actor: User, case: Berkas, key: str) -> VisitRecorded:
    requirement = visit_requirement(case, key)
    if requirement is None:
        raise SipocError("Berkas ini tidak mengenal kunjungan itu. Muat ulang halamannya.")
    if sentence := provider_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    return requirement


def _check(report: Report, requirement: VisitRecorded, case: Berkas, now: datetime) -> None:
    if report.source is not PositionSource.GPS and report.why_not_gps is None:
        raise SipocError("Posisi tidak diambil dengan GPS. Pilih sebabnya.")
    if report.outcome is not VisitOutcome.SURVEYED and not report.note.strip():
        raise SipocError("Tulis apa yang ditemukan dan dari siapa keterangannya.")
    place = report.position
    if place and (fault := point_fault(place.latitude, place.longitude, requirement.destination.place)):
        raise SipocError(fault)
    if report.visited_at > now + CLOCKS_DIFFER:
        raise AnswerError("day", "Waktu kunjungan belum terjadi. Periksa tanggal dan jamnya.")
    if report.visited_at < case.opened_at - LONGEST_BEFORE:
        raise AnswerError("day", "Waktu kunjungan lebih dari setahun sebelum berkasnya dibuka. Periksa tahunnya.")


def _create(step: Step, requirement: VisitRecorded, report: Report) -> Visit:
    case, place = step.cases[0], report.position
    made = Visit(
        berkas=case,
        key=requirement.key,
        visitor=step.actor,
        visited_at=min(report.visited_at, step.now),
        received_at=step.now,
        outcome=report.outcome,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        accuracy_m=place.accuracy_m if place else None,
        position_source=report.source,
        why_not_gps="" if report.source is PositionSource.GPS else str(report.why_not_gps or ""),
        inside=lies_inside(str(case.region_id), place.latitude, place.longitude) if place else None,
        note=report.note.strip(),
        client_key=report.client_key,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as taken:
        raise SipocError("Isian ini sudah dipakai untuk kunjungan lain. Muat ulang halamannya.") from taken
    return made
