"""What the public tracking page tells about one case: where it stands in plain words, by when, and its way.

It shows offices, never people: no title of a case (it may hold a name), no participant, no note, no free text, and of
the place no more than the village. Whoever finds a slip of paper may type its code, so a confidential case tells even
less: its state and its dates, neither service nor place nor desk.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from perkim.parameters.reading import office_calendar
from perkim.portal.due import Due, due_of
from perkim.portal.tracking.journey import Milestone, journey_of, prepared_reason, short_journey, worker_of
from perkim.sipoc import clock
from perkim.sipoc.actions.families import WITH_PARENT
from perkim.sipoc.declarations import END_OF_CASE
from perkim.sipoc.models import Berkas, Relation, StageVisit, Tenggat
from perkim.sipoc.registry import process as process_of
from perkim.sipoc.terms import Link, Outcome, Unit

_KINDS = {"Selesai": "ok", "Berjalan": "info", "Dikembalikan": "warn", "Dibekukan": "warn", "Ditolak": "bad"}
_STATES = {"Berjalan": "Sedang diproses", "Dibekukan": "Menunggu berkas induk"}
CONFIDENTIAL = "Berkas ini rahasia, jadi halaman ini hanya menampilkan keadaan dan tanggalnya."


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A time limit of the service. `first` is what was promised at the start, if that has moved since; `provisional`
    says that the days off of its year are not stated yet."""

    title: str
    length: str
    due_at: datetime
    first: datetime | None
    stopped: bool
    met_at: datetime | None
    late: bool
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class Tracked:
    """A case as whoever holds its receipt code sees it."""

    receipt: str
    title: str
    state: str
    kind: str
    answer: str
    more: Sequence[str]
    due: Due | None
    due_at: datetime | None
    late: bool
    returned: bool
    journey: Sequence[Milestone]
    service: str
    place: str
    worker: str
    received_at: datetime | None
    promises: Sequence[Promise]
    provisional: bool = False


def find_tracked(receipt: str, now: datetime) -> Tracked | None:
    """The case of a receipt code, as it is stored; None if there is none. Five queries."""
    case = Berkas.objects.filter(receipt=receipt).select_related("region__parent").first()
    if case is None:
        return None
    visits = list(StageVisit.objects.filter(berkas=case, corrected=False).order_by("id"))
    deadlines = list(Tenggat.objects.filter(berkas=case, voided_at=None).order_by("id"))
    calendar = office_calendar(timezone.localdate(now))
    due_at = case.earliest_due
    # Only deadlines that run are among these: where the clock stands still, nothing is due and the state says why.
    due = due_of(due_at, now=now, calendar=calendar)
    late = due_at is not None and due_at < now
    hidden = case.confidential

    def unsure(each: Tenggat) -> bool:
        return clock.is_provisional(calendar, each.unit, each.due_at)

    return Tracked(
        receipt=case.receipt,
        title="Berkas Anda" if hidden else case.declared.title,
        state=_STATES.get(case.state, case.state),
        kind=_KINDS.get(case.state, ""),
        answer=_answer(case),
        more=[CONFIDENTIAL] if hidden else _more(case, visits),
        due=due,
        due_at=due_at,
        late=late,
        returned=case.returned,
        journey=short_journey(case) if hidden else journey_of(case, visits, deadlines),
        service="" if hidden else case.declared_programme.title,
        place="" if hidden else _place(case),
        worker="" if hidden or not case.is_open else worker_of(case.declared_stage),
        received_at=case.submitted_at,
        provisional=any(each.is_running and each.due_at == due_at and unsure(each) for each in deadlines),
        promises=() if hidden else _promises(case, deadlines, now, unsure),
    )


def _answer(case: Berkas) -> str:
    """Where it stands, in one sentence."""
    if not case.is_open:
        return _ended(case)
    if case.frozen:
        return "Berkas ini menunggu, karena berkas induknya dikembalikan untuk diperbaiki."
    if case.confidential:
        returned = "Berkas ini dikembalikan untuk diperbaiki." if case.returned else ""
        return returned or _halted(case) or "Berkas Anda sedang diproses."
    stage = case.declared_stage
    if case.returned:
        return f"Berkas ini dikembalikan kepada {worker_of(stage)} untuk diperbaiki."
    if case.paused_at:
        return _halted(case)
    if not stage.task:
        return f"Berkas Anda ada di tahap {stage.title}, menunggu langkah lain yang sedang berjalan."
    return f"Berkas Anda ada di tahap {stage.title}, sedang dikerjakan oleh {worker_of(stage)}."


def _halted(case: Berkas) -> str:
    return "Pengerjaan berkas ini sedang dihentikan sementara." if case.paused_at else ""


def _ended(case: Berkas) -> str:
    if case.outcome == Outcome.BATAL and Relation.objects.filter(other=case, kind=Link.CARRIED_FROM).exists():
        return "Berkas ini dilanjutkan sebagai berkas lain. Kode barunya dapat ditanyakan kepada kantor desa."
    return {
        Outcome.SELESAI: "Berkas Anda sudah selesai.",
        Outcome.DITOLAK: "Berkas ini ditolak.",
        Outcome.BATAL: "Berkas ini dibatalkan.",
        Outcome.TIDAK_SELESAI: "Berkas ini ditutup sebelum selesai.",
        Outcome.KEDALUWARSA: "Berkas ini ditutup karena batas waktunya lewat.",
        Outcome.DIRUJUK: "Berkas ini diteruskan ke layanan lain dan ditutup di sini.",
    }[Outcome(case.outcome)]


def _more(case: Berkas, visits: Sequence[StageVisit]) -> list[str]:
    """What else helps the applicant: the reason, what stands still, where it goes on."""
    left = [visit for visit in visits if visit.left_at]
    last = max(left, key=lambda visit: (visit.left_at, visit.pk)) if left else None
    if not case.is_open:
        return _after_the_end(case, last)
    said = []
    if case.returned and last:
        reason = prepared_reason(case.declared, last)
        said.append(
            f"Yang perlu diperbaiki: {reason}" if reason else "Alasannya sudah disampaikan kepada yang mengajukan."
        )
    if case.paused_at:
        said.append("Waktu layanan berhenti dihitung sampai berkas berjalan lagi.")
    return said


def _after_the_end(case: Berkas, last: StageVisit | None) -> list[str]:
    ask = "Untuk keterangan lebih lanjut, hubungi kantor dinas dan sebutkan kode ini."
    if case.outcome == Outcome.SELESAI or last is None:
        return []
    if last.move == WITH_PARENT:
        return ["Berkas ini ikut ditutup bersama berkas induknya.", ask]
    stage = next((each for each in case.declared.stages if each.key == last.stage), None)
    way = next((move for move in stage.moves if move.key == last.move), None) if stage else None
    if way and way.refers_to:
        return [f"Kelanjutannya ada di layanan {process_of(*way.refers_to.split('.', 1)).title}.", ask]
    reason = prepared_reason(case.declared, last)
    return [f"Alasan: {reason}", ask] if reason else [ask]


def _place(case: Berkas) -> str:
    """The village with its kecamatan; for a case of several areas the region that holds them all."""
    return f"Beberapa wilayah di {case.region}" if case.spans else case.region.address


def _promises(
    case: Berkas, deadlines: Sequence[Tenggat], now: datetime, unsure: Callable[[Tenggat], bool]
) -> list[Promise]:
    """The limits that run; of a closed case the one that ran for all of it."""
    shown = [each for each in deadlines if (each.met_at is None if case.is_open else each.until == END_OF_CASE)]
    return [
        Promise(
            title=each.title,
            length=f"{each.amount} {Unit(each.unit).label}",
            due_at=each.due_at,
            first=each.first_promise if each.first_promise != each.due_at else None,
            stopped=each.stopped_at is not None,
            met_at=each.met_at,
            late=each.was_late or (each.is_running and each.due_at < now),
            provisional=each.is_running and unsure(each),
        )
        for each in shown
    ]
