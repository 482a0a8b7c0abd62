"""Opening cases: the first visit, the first Tugas, and for what is not a draft the number and the receipt code."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.querysets import SYSTEM
from perkim.accounts.roles import Role
from perkim.lib.rows import insert_rows
from perkim.regions.codes import smallest_holding
from perkim.regions.models import Region
from perkim.sipoc import log
from perkim.sipoc.actions.deadlines import start_deadlines
from perkim.sipoc.actions.families import is_handed_in
from perkim.sipoc.actions.locking import lock_shared
from perkim.sipoc.actions.step import Step
from perkim.sipoc.actions.tasks import open_tugas
from perkim.sipoc.actions.visits import enter
from perkim.sipoc.announcements import announce_tugas
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, BerkasArea, Participant
from perkim.sipoc.numbering import give_numbers
from perkim.sipoc.terms import MoveKind


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who takes part in a capacity: an account, a named party, or a role in a region."""

    capacity: str
    user: User | None = None
    party: str = ""
    role: Role | None = None
    region: Region | None = None
    hidden: bool = False

    @property
    def is_one(self) -> bool:
        """Whether it says exactly one of the three, and a role with its region."""
        said = [self.user is not None, bool(self.party.strip()), self.role is not None]
        return sum(said) == 1 and (self.role is None) == (self.region is None)

    def on(self, case: Berkas, now: datetime) -> Participant:
        return Participant(
            berkas=case,
            capacity=self.capacity,
            user=self.user,
            party=self.party.strip(),
            role=self.role or "",
            region=self.region,
            hidden=self.hidden,
            since=now,
        )


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """A case to be opened. It stands on at least one region. `received` is when it came in on paper, if that was before
    it is entered: deadlines that start with submission count from then (`domain.md` §2.3)."""

    title: str
    regions: Sequence[Region]
    amount: int | None = None
    received: datetime | None = None
    year: int | None = None  # of the budget, where that is not the present one
    confidential: bool = False
    parties: Sequence[Party] = field(default_factory=tuple)


def open_case(
    *, actor: User, programme: Programme, process: Process, new: NewCase, now: datetime, parent: Berkas | None = None
) -> Berkas:
    """Open one case. See `open_many`."""
    return open_many(actor=actor, programme=programme, process=process, new=[new], now=now, parent=parent)[0]


@transaction.atomic
def open_many(
    *,
    actor: User,
    programme: Programme,
    process: Process,
    new: Sequence[NewCase],
    now: datetime,
    parent: Berkas | None = None,
) -> list[Berkas]:
    """Open cases of one process, all or none, in a number of statements that does not grow.

    Raises SipocError if the actor may not open them there, if the parent is not of the right kind, closed or frozen, or
    if a case has no region. A named parent is held against change meanwhile.
    """
    if not new:
        return []
    _check_parent(process, parent)
    for each in new:
        _check_new(actor, programme, process, each, now)
    cases = [_case(actor, programme, process, each, now, parent) for each in new]
    insert_rows(cases)
    step = Step(actor=actor, now=now, cases=cases)
    insert_rows(
        [
            BerkasArea(berkas=case, region=region)
            for case, each in zip(cases, new, strict=True)
            for region in dict.fromkeys(each.regions)
        ]
    )
    _take_part(step, new)
    if process.first.key not in process.drafts:
        give_numbers(cases, process.prefix, step.today.year)
        for case, each in zip(cases, new, strict=True):
            case.submitted_at = each.received or now
    visits = enter(step, process.first.key, MoveKind.FORWARD)
    start_deadlines(step, process.first, visits)
    step.find_due()
    announce_tugas(step, open_tugas(step, process, process.first, visits), "Berkas dibuka")
    step.record(log.OPENED, lambda case: {"proses": process.key, "versi": process.version, "nomor": case.number})
    step.save(moved=True)
    return cases


def _check_parent(process: Process, parent: Berkas | None) -> None:
    if bool(process.parent) != (parent is not None) or (parent and parent.process != process.parent):
        raise SipocError(f"{process.noun.capitalize()} dibuka dari berkas induk yang sesuai. Buka induknya dahulu.")
    if parent:
        lock_shared(parent)
        parent.refresh_from_db(fields=["stage", "outcome", "frozen", "returned", "handed_in"])
        if sentence := too_late(process, parent):
            raise SipocError(sentence)
        # What was sent back may be mended by further drafts, but by nothing that is handed in already.
        closed_to = parent.returned and process.first.key not in process.drafts
        if not parent.is_open or parent.frozen or closed_to:
            raise SipocError("Berkas induknya sudah ditutup atau sedang dikembalikan, jadi belum bisa ditambah.")


def too_late(process: Process, parent: Berkas) -> str:
    """Why no more of this kind is opened below this case, by the stage in which it stands; empty if it may be."""
    if not process.opened_in or parent.stage in process.opened_in:
        return ""
    stages = " atau ".join(parent.declared.stage(key).title for key in process.opened_in)
    return (
        f"{process.noun.capitalize()} dibuka selama induknya di tahap {stages}. {parent.title} ({parent.year}) sudah "
        f"di tahap {parent.declared_stage.title}: yang dibuka sekarang tidak ikut lagi. Pilih berkas lain yang masih "
        "menerima, atau tunggu dinas membuka yang berikutnya."
    )


def _check_new(actor: User, programme: Programme, process: Process, new: NewCase, now: datetime) -> None:
    if not new.regions:
        raise SipocError("Pilih paling sedikit satu wilayah untuk berkas ini.")
    if new.received and new.received > now:
        raise SipocError("Waktu diterima belum terjadi. Periksa tanggal dan jamnya.")
    if not all(party.is_one for party in new.parties):
        raise SipocError("Sebut tiap pihak sebagai satu hal: akun, nama, atau peran di suatu wilayah.")
    if actor.username == SYSTEM:
        return
    region = _holding(new)
    if not any(
        assignment.role in process.opened_by and assignment.serves(programme.slug, region)
        for assignment in actor.assignments_today
    ):
        openers = ", ".join(str(role.label) for role in process.opened_by)
        raise SipocError(f"{process.noun.capitalize()} dibuka oleh {openers} untuk wilayahnya sendiri.")


def _holding(new: NewCase) -> str:
    """The region in which the whole case lies: who works it must serve all of it."""
    return smallest_holding(region.code for region in new.regions)


def _case(
    actor: User, programme: Programme, process: Process, new: NewCase, now: datetime, parent: Berkas | None
) -> Berkas:
    return Berkas(
        programme=programme.slug,
        process=process.key,
        stage=process.first.key,
        version=process.version,
        parent=parent,
        year=new.year or (parent.year if parent else timezone.localdate(now).year),
        title=new.title,
        amount=new.amount,
        region_id=_holding(new),
        spans=len(set(new.regions)) > 1,
        confidential=new.confidential,
        handed_in=process.first.key not in process.drafts or is_handed_in(process, parent),
        opened_by_id=actor.pk,
        opened_at=now,
    )


def _take_part(step: Step, new: Sequence[NewCase]) -> None:
    Participant.objects.bulk_create(
        [party.on(case, step.now) for case, each in zip(step.cases, new, strict=True) for party in each.parties]
    )
