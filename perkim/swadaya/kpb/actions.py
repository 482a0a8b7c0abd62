"""Forming groups of recipients (KPB) within a village's proposal, and changing who is in them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.audit.kinds import declare
from perkim.lib.text import within_sentence
from perkim.parameters.reading import value_on
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import AnswerError, RefusedError, SipocError
from perkim.sipoc.happened import day_fault
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, works_as
from perkim.swadaya.kpb.models import KpbOffice
from perkim.swadaya.models import Calon, Kpb, KpbMember
from perkim.swadaya.parameters import MOST_MEMBERS
from perkim.swadaya.segregation import refuse_facilitator_as

FORMED = declare("kpb.dibentuk", "KPB dibentuk")
CHANGED = declare("kpb.diubah", "Anggota KPB diubah")

_OFFICES = (KpbOffice.CHAIR, KpbOffice.SECRETARY, KpbOffice.TREASURER)
_TAKEN = "Nama KPB ini sudah dipakai di desa ini, atau salah satu penerima sudah menjadi anggota KPB lain."


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A household and what it does in the group."""

    berkas: Berkas
    office: KpbOffice = KpbOffice.MEMBER


@transaction.atomic
def form_kpb(*, actor: User, usulan: Berkas, name: str, formed_on: date, seats: Sequence[Seat], now: datetime) -> Kpb:
    """A group of households of one village, numbered in the order given.

    Raises RefusedError unless the actor coordinates the facilitators there; SipocError for a name or a household that
    is taken, too many members, an office held by nobody or by two, or a chair who assists the group.
    """
    step = _step(actor, usulan, now)
    if not name.strip():
        raise SipocError("Isi nama KPB, misalnya KPB Krajan 1.")
    if fault := day_fault("Tanggal pembentukan", formed_on, (), step.today):
        raise AnswerError("formed_on", fault)
    _check(step, seats)
    kpb = Kpb(usulan=step.cases[0], name=" ".join(name.split()), formed_on=formed_on, made_at=step.now)
    try:
        with transaction.atomic():
            kpb.save(force_insert=True)
            _seat(kpb, seats)
    except IntegrityError as taken:
        raise SipocError(_TAKEN) from taken
    step.record(FORMED, lambda case: {"kpb": kpb.pk, "nama": kpb.name, "anggota": [each.berkas.pk for each in seats]})
    step.save()
    return kpb


@transaction.atomic
def change_members(*, actor: User, kpb: Kpb, seats: Sequence[Seat], now: datetime) -> Kpb:
    """Let the group consist of these households; who left may join another. Raises as `form_kpb` does."""
    step = _step(actor, kpb.usulan, now)
    _check(step, seats)
    try:
        with transaction.atomic():
            KpbMember.objects.filter(kpb=kpb).delete()
            _seat(kpb, seats)
    except IntegrityError as taken:
        raise SipocError(_TAKEN) from taken
    step.record(CHANGED, lambda case: {"kpb": kpb.pk, "anggota": [each.berkas.pk for each in seats]})
    step.save()
    return kpb


def forms_refusal(user: User, usulan: Berkas) -> str:
    """Why this account may not form or change groups here now; empty if it may."""
    if not usulan.is_open or usulan.frozen:
        return "Usulan ini sudah ditutup atau sedang dibekukan, jadi KPB-nya tidak berubah."
    if not works_as(user, usulan, [Role.KORFAS], parts_of(user, [usulan])):
        return "KPB dibentuk oleh koordinator fasilitator (Korfas) wilayah ini."
    return ""


def _step(actor: User, usulan: Berkas, now: datetime) -> Step:
    step = step_on(actor, usulan, now)
    case = step.cases[0]
    if sentence := forms_refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    return step


def _check(step: Step, seats: Sequence[Seat]) -> None:
    most = value_on(MOST_MEMBERS, step.today)
    if not 1 <= len(seats) <= most:
        raise SipocError(f"Satu KPB paling banyak {most} anggota. Ini {len(seats)}; bentuk KPB lain untuk selebihnya.")
    held = Counter(seat.office for seat in seats)
    for office in _OFFICES:
        if held[office] != 1:
            raise SipocError(f"Pilih satu {within_sentence(office.label)}. Sekarang {held[office]}.")
    strangers = [seat.berkas for seat in seats if seat.berkas.parent_id != step.cases[0].pk or not seat.berkas.is_open]
    if strangers:
        raise SipocError(f"{strangers[0]} bukan penerima yang masih berjalan di usulan desa ini.")
    chairs = Calon.objects.filter(berkas__in=[seat.berkas for seat in seats if seat.office == KpbOffice.CHAIR])
    people = [each.person for each in chairs.select_related("person")]
    refuse_facilitator_as(people, [seat.berkas.pk for seat in seats], "ketua KPB ini")


def _seat(kpb: Kpb, seats: Sequence[Seat]) -> None:
    KpbMember.objects.bulk_create(
        KpbMember(kpb=kpb, seat=number, berkas=seat.berkas, office=seat.office)
        for number, seat in enumerate(seats, start=1)
    )
