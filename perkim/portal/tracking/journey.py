"""The way of a case as the public sees it: which stages it has been through, where it is, what comes next.

Nobody's name, no free text and no note is read here. A reason is told only if it is, word for word, one that the
declaration prepared: what somebody wrote himself may hold personal data.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.sipoc.declarations import Move, Process, Stage
from perkim.sipoc.models import Berkas, StageVisit, Tenggat
from perkim.sipoc.terms import MoveKind, Outcome, Unit

# A stage of an older version of the process, which the declaration no longer knows.
FORMER = "Tahap sebelumnya"
_ENDS = {
    Outcome.SELESAI: "Berkas selesai",
    Outcome.DITOLAK: "Berkas ditolak",
    Outcome.BATAL: "Berkas dibatalkan",
    Outcome.TIDAK_SELESAI: "Berkas ditutup sebelum selesai",
    Outcome.KEDALUWARSA: "Berkas ditutup karena batas waktunya lewat",
    Outcome.DIRUJUK: "Berkas diteruskan ke layanan lain",
}


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """One point of the way. `state` is done, now or next; `texts` are sentences about it."""

    title: str
    state: str
    at: datetime | None = None
    texts: Sequence[str] = ()


def worker_of(stage: Stage) -> str:
    """Who works a stage, as an office or a role: `desa atau kelurahan`, `staf bidang`, `kepala bidang`."""
    if stage.worked_by in VILLAGE_ROLES:
        return "desa atau kelurahan"
    label = str(Role(stage.worked_by).label)
    return label[0].lower() + label[1:]


def prepared_reason(process: Process, visit: StageVisit) -> str:
    """Why the case left this stage, if that is a prepared text; else empty."""
    way = _way(process, visit)
    return visit.reason if way and visit.reason in way.reasons else ""


def journey_of(case: Berkas, visits: Sequence[StageVisit], deadlines: Sequence[Tenggat]) -> list[Milestone]:
    """Oldest first. `visits` are those that were not taken back, in their order."""
    received = Milestone(title="Berkas diterima", state="done", at=case.submitted_at)
    points = [received]
    for visit in visits:
        points += _stay(case, visit, deadlines)
    return points + (list(_ahead(case)) if case.is_open else [])


def short_journey(case: Berkas) -> list[Milestone]:
    """What a confidential case tells of its way: that it was received, and that it goes on or has ended."""
    received = Milestone(title="Berkas diterima", state="done", at=case.submitted_at)
    if case.is_open:
        return [received, Milestone(title="Sedang diproses", state="now")]
    return [received, _end(case)]


def _stay(case: Berkas, visit: StageVisit, deadlines: Sequence[Tenggat]) -> Iterator[Milestone]:
    process = case.declared
    stage = next((each for each in process.stages if each.key == visit.stage), None)
    title = _title(process, visit, stage)
    if visit.left_at is None:
        since = date_format(localtime(visit.entered_at), "j F Y")
        who = f"Dikerjakan oleh {worker_of(stage)} sejak {since}." if stage else ""
        yield Milestone(title=title, state="now", texts=[who] if who else [])
    elif case.submitted_at and visit.left_at <= case.submitted_at and visit.stage in process.drafts:
        return
    elif not case.is_open and visit.left_at == case.closed_at:
        if case.outcome == Outcome.SELESAI:
            yield Milestone(title=title, state="done", at=visit.left_at, texts=_kept(visit, deadlines))
            yield _end(case)
        else:
            yield _end(case, f"Pada tahap {title}.", _reason_sentence(prepared_reason(process, visit)))
    elif (way := _way(process, visit)) and way.kind is MoveKind.RETURN:
        to = worker_of(process.stage(way.to))
        texts = [f"Dari tahap {title}.", _reason_sentence(prepared_reason(process, visit))]
        yield Milestone(
            title=f"Dikembalikan kepada {to} untuk diperbaiki",
            state="done",
            at=visit.left_at,
            texts=[text for text in texts if text],
        )
    else:
        yield Milestone(title=title, state="done", at=visit.left_at, texts=_kept(visit, deadlines))


def _title(process: Process, visit: StageVisit, stage: Stage | None) -> str:
    if stage is None:
        return FORMER
    if stage.key in process.drafts and visit.entered_kind == MoveKind.RETURN:
        return f"Perbaikan oleh {worker_of(stage)}"
    return stage.title


def _way(process: Process, visit: StageVisit) -> Move | None:
    """The declared move by which a stay ended; None for one that the declaration does not have (any more)."""
    for stage in process.stages:
        if stage.key == visit.stage:
            return next((move for move in stage.moves if move.key == visit.move), None)
    return None


def _end(case: Berkas, *texts: str) -> Milestone:
    title = _ENDS[Outcome(case.outcome)]
    return Milestone(title=title, state="done", at=case.closed_at, texts=[text for text in texts if text])


def _reason_sentence(reason: str) -> str:
    return f"Alasan: {reason}" if reason else ""


def _kept(visit: StageVisit, deadlines: Sequence[Tenggat]) -> list[str]:
    """What was promised for this stay, and whether it was kept."""
    return [
        f"Janji {each.amount} {Unit(each.unit).label}, {'terlambat' if each.was_late else 'ditepati'}."
        for each in deadlines
        if each.met_at == visit.left_at and each.until == visit.stage
    ]


def _ahead(case: Berkas) -> Iterator[Milestone]:
    """The stages that follow if all goes well: each by the first way forward of the one before."""
    process, passed, stage = case.declared, {case.stage}, case.declared_stage
    while True:
        way = next((move for move in stage.moves if move.kind is MoveKind.FORWARD and move.to), None)
        if way is None or way.to in passed:
            break
        stage = process.stage(way.to)
        passed.add(stage.key)
        yield Milestone(title=stage.title, state="next", texts=[f"Oleh {worker_of(stage)}."])
    yield Milestone(title="Selesai", state="next")
