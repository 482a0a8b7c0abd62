"""The ledger of a household: its account is filled, terms are paid, the rest goes back, mistakes are undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.formats import date_format

from perkim.accounts.models import User
from perkim.audit.kinds import LogKind
from perkim.documents.models import Dokumen
from perkim.funds import log
from perkim.funds.case_funds import CaseFunds, funds_of, gates_on
from perkim.funds.companions import slowest_of_many
from perkim.funds.gates import Payment
from perkim.funds.guards import SENTENCES
from perkim.funds.models import LedgerEntry, Plan
from perkim.funds.policies import correction_refusal, return_refusal, transfer_refusal
from perkim.funds.requirements import Paid, Transferred
from perkim.funds.terms import EntryKind
from perkim.sipoc.actions.asking import ask_again, settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import AnswerError, RefusedError, SipocError
from perkim.sipoc.happened import Beginning, day_fault
from perkim.sipoc.models import Berkas
from perkim.visits.policies import provider_refusal

NOT_YET = "Tanggal pembukuan belum tiba. Periksa tanggalnya."


@dataclass(frozen=True, kw_only=True)
class Booking:
    """When the bank did it, by which number, and the key that the form was made with: sent twice, it counts once."""

    dated: date
    reference: str
    client_key: UUID
    reason: str = ""


@transaction.atomic
def transfer(*, actor: User, case: Berkas, requirement: Transferred, booking: Booking, now: datetime) -> LedgerEntry:
    """Book that the treasury filled the household's account with what the decree gives it.

    Raises RefusedError unless the actor may do this; SipocError for a day that has not come or lies after the budget
    year, an account that is filled already, a household without a value, or what must be known of it before.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if before := _sent_before(case, booking, actor):
        return before[0]
    if sentence := transfer_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    if sentence := _wrong_day(case, booking.dated, step.today):
        raise AnswerError("dated", sentence)
    if obstacles := requirement.obstacles(case):
        raise SipocError(" ".join(obstacles))
    if sentence := day_fault("Tanggal penyaluran", booking.dated, requirement.payable_since(case), step.today):
        raise AnswerError("dated", sentence)
    plan = Plan.objects.filter(berkas=case).first() or _plan(step, requirement)
    made = _book(step, plan, booking, log.TRANSFERRED, [(EntryKind.TRANSFER, None, plan.ceilings.total)])
    settle(step, requirement)
    return made[0]


@transaction.atomic
def pay(*, actor: User, case: Berkas, requirement: Paid, booking: Booking, now: datetime) -> list[LedgerEntry]:
    """Book that shop and builders were paid for a term, as much as the gates allow (`domain.md` §4.5).

    Raises RefusedError unless the actor may do this; SipocError with all that stands in the way, or for a day after the
    budget year.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if before := _sent_before(case, booking, actor):
        return before
    if sentence := provider_refusal(actor, case, requirement):
        raise RefusedError({case.pk: [sentence]})
    if sentence := _wrong_day(case, booking.dated, step.today):
        raise AnswerError("dated", sentence)
    funds = funds_of(case)
    payment, obstacles = payable(case, requirement, funds, step.today)
    if obstacles or funds.plan is None or payment is None:
        raise SipocError(" ".join(obstacles))
    if booking.dated < min(each.dated for each in funds.entries if each.kind == EntryKind.TRANSFER):
        said = "Tanggal pencairan lebih awal daripada penyaluran ke rekening. Periksa tanggalnya."
        raise AnswerError("dated", said)
    if sentence := day_fault("Tanggal pencairan", booking.dated, requirement.payable_since(case), step.today):
        raise AnswerError("dated", sentence)
    if sentence := _before_its_order(case, requirement, booking.dated):
        raise AnswerError("dated", sentence)
    lines = [
        (EntryKind.MATERIAL, requirement.term, payment.material),
        (EntryKind.WAGES, requirement.term, payment.wages),
    ]
    paid = [line for line in lines if line[2] and not funds.paid(line[0], requirement.term)]
    made = _book(step, funds.plan, booking, log.PAID, paid)
    settle(step, requirement)
    return made


@transaction.atomic
def give_back(*, actor: User, case: Berkas, booking: Booking, now: datetime) -> LedgerEntry:
    """Book that all the account still holds went back to the treasury, with the reason.

    Raises RefusedError unless the actor may do this; SipocError without a reason, or where nothing is left.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if before := _sent_before(case, booking, actor):
        return before[0]
    if sentence := return_refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    funds = funds_of(case)
    if funds.plan is None or not funds.balance:
        raise SipocError("Rekening penerima sudah kosong, jadi tidak ada yang dikembalikan.")
    if not booking.reason.strip():
        raise SipocError("Tulis mengapa sisa dana dikembalikan.")
    booked = [Beginning(max(each.dated for each in funds.entries), "pembukuan terakhir rumah ini")]
    if sentence := day_fault("Tanggal pengembalian", booking.dated, booked, step.today):
        raise AnswerError("dated", sentence)
    return _book(step, funds.plan, booking, log.RETURNED, [(EntryKind.RETURN, None, funds.balance)])[0]


@transaction.atomic
def correct(*, actor: User, entry: LedgerEntry, booking: Booking, now: datetime) -> LedgerEntry:
    """Take an entry back by another one of the same amount below zero, with the reason; what it paid may be paid anew.

    Raises RefusedError unless the actor may (still) do this; SipocError for an entry that others rest on.
    """
    step = step_on(actor, entry.plan.berkas, now)
    case = step.cases[0]
    if before := _sent_before(case, booking, actor):
        return before[0]
    if sentence := correction_refusal(actor, case, entry.kind, entry.term):
        raise RefusedError({case.pk: [sentence]})
    if not booking.reason.strip():
        raise SipocError("Tulis apa yang keliru pada pembukuan ini.")
    if not LedgerEntry.objects.counting().filter(pk=entry.pk).exists():
        raise SipocError("Pembukuan ini sudah dikoreksi. Muat ulang halamannya.")
    booked = [Beginning(entry.dated, "pembukuan yang dikoreksi")]
    if sentence := day_fault("Tanggal koreksi", booking.dated, booked, step.today):
        raise AnswerError("dated", sentence)
    line = (EntryKind(entry.kind), entry.term, -entry.amount)
    made = _book(step, entry.plan, booking, log.CORRECTED, [line], corrects=entry)[0]
    for requirement in case.declared_stage.requirements:
        if isinstance(requirement, Paid | Transferred) and requirement.missing(case.as_queryset()):
            ask_again(step, requirement)
    return made


def _wrong_day(case: Berkas, day: date, today: date) -> str:
    """Says why the bank's day has not come, or is too early or too late for the budget year of the case; empty if it
    can be. What is left goes back to the treasury after that year. Source: `domain.md` §4.5 (example 5), §5."""
    if day > today:
        return NOT_YET
    # Around new year an activity may have begun under the year before.
    if day.year < case.year - 1:
        return f"Tanggal itu terlalu jauh sebelum tahun anggaran {case.year}. Periksa tahun tanggalnya."
    if day.year <= case.year:
        return ""
    return (
        f"Tahun anggaran {case.year} sudah berakhir, jadi tidak ada pencairan bertanggal {date_format(day, 'j F Y')}. "
        "Kembalikan sisa dana ke kas daerah (RKUD) di halaman ini; PPK lalu menutup berkasnya sebagai tidak selesai."
    )


def _before_its_order(case: Berkas, requirement: Paid, day: date) -> str:
    """The sentence if the payment is dated before its payment order; the bank pays only after the order."""
    order = Dokumen.objects.live().filter(berkas=case, key=requirement.order.key, dated__gt=day).first()
    if order is None or order.dated is None:
        return ""
    return (
        f"Tanggal pencairan lebih awal daripada {requirement.order.title} nomor {order.number}, "
        f"{date_format(order.dated, 'j F Y')}. Periksa tanggalnya."
    )


def payable(case: Berkas, requirement: Paid, funds: CaseFunds, day: date) -> tuple[Payment | None, list[str]]:
    """What may be paid of a term today, and the sentences that stand in the way. Three queries, and three more
    where houses wait for each other."""
    if funds.plan is None or not funds.filled:
        return None, ["Dana belum disalurkan ke rekening penerima."]
    slowest = slowest_of_many([case.pk], day).get(case.pk)
    payment = funds.payment(requirement.term, funds.plan.ceilings, gates_on(day), slowest)
    obstacles = list(payment.obstacles)
    if funds.is_paid(requirement.term, funds.plan.ceilings):
        obstacles = [SENTENCES["entry_is_booked_once_a_term"]]
        return payment, obstacles
    obstacles += requirement.order.missing(case.as_queryset()).get(case.pk, ())
    return payment, [*obstacles, *requirement.obstacles(case)]


def _plan(step: Step, requirement: Transferred) -> Plan:
    ceilings = requirement.aid(step.ids).get(step.cases[0].pk)
    if ceilings is None:
        raise SipocError("Nilai bantuan rumah ini belum ditetapkan dengan SK, jadi rekeningnya belum dapat diisi.")
    return Plan.objects.create(
        berkas=step.cases[0],
        material=ceilings.material,
        wages=ceilings.wages,
        material_first=ceilings.material_left(1, 0),
        wages_first=ceilings.wages_of(1),
        percent_first=ceilings.first,
        made_by=step.actor,
        made_at=step.now,
    )


def _sent_before(case: Berkas, booking: Booking, actor: User) -> list[LedgerEntry]:
    """What this sending booked already."""
    return list(
        LedgerEntry.objects.filter(client_key=booking.client_key, plan__berkas=case, booked_by=actor).order_by("id")
    )


def _book(
    step: Step,
    plan: Plan,
    booking: Booking,
    kind: LogKind,
    lines: Sequence[tuple[EntryKind, int | None, int]],
    corrects: LedgerEntry | None = None,
) -> list[LedgerEntry]:
    """Write the entries; what PostgreSQL refuses comes back as its sentence."""
    if booking.dated > step.today:
        raise AnswerError("dated", NOT_YET)
    if not booking.reference.strip():
        raise SipocError("Isi nomor bukti dari bank atau perbendaharaan.")
    made = [
        LedgerEntry(
            plan=plan,
            kind=entry_kind,
            term=term,
            amount=amount,
            dated=booking.dated,
            reference=booking.reference.strip(),
            reason=booking.reason.strip(),
            corrects=corrects,
            booked_by=step.actor,
            booked_at=step.now,
            client_key=booking.client_key,
        )
        for entry_kind, term, amount in lines
    ]
    try:
        with transaction.atomic():
            for entry in made:
                entry.save(force_insert=True)
    except IntegrityError as refused:
        raise SipocError(_sentence(refused)) from refused
    step.record(
        kind,
        lambda _: {
            "pembukuan": [
                {"id": each.pk, "jenis": each.kind, "tahap": each.term, "jumlah": each.amount} for each in made
            ],
            "alasan": booking.reason.strip(),
        },
    )
    step.save()
    return made


def _sentence(refused: IntegrityError) -> str:
    diagnosis = getattr(refused.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", "") or ""
    return SENTENCES.get(name, "Isian ini sudah dipakai untuk pembukuan lain. Muat ulang halamannya.")
