"""Recording a household's bank account, one by hand or many of a list; taking back what a list brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from perkim.accounts.models import User
from perkim.banking import log
from perkim.banking.account_status import AccountStatus, account_status_of_many
from perkim.banking.models import Account
from perkim.banking.names import same_name
from perkim.banking.numbers import length_fault
from perkim.banking.parameters import lengths_on
from perkim.banking.policies import record_refusal
from perkim.banking.querysets import KIND
from perkim.banking.requirements import AccountConfirmed, other_name
from perkim.funds.case_funds import funds_of
from perkim.lib.rows import insert_rows
from perkim.people.cipher import index_of, seal
from perkim.sipoc.actions.asking import ask_again
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.actions.refusing import note_mended
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon

TAKEN = "Nomor rekening ini sudah tercatat untuk penerima lain pada tahun ini. Cocokkan dengan buku tabungan."
FILLED = "Dana sudah masuk ke rekening ini. Bendahara mengoreksi penyalurannya dahulu, baru rekeningnya diganti."


@dataclass(frozen=True, kw_only=True)
class AccountDetails:
    """An account as the bank states it. `reason`: why its name is right although the decree has another one."""

    bank: str
    number: str
    holder: str
    branch: str = ""
    reason: str = ""
    line: int | None = None


@transaction.atomic
def record_account(
    *, actor: User, case: Berkas, details: AccountDetails, seen: int | None, now: datetime, why: str = ""
) -> Account:
    """Keep a household's account; the current one is replaced, for the reason `why`, and its confirmation becomes void.
    The same details again change nothing.

    `seen` is the id of the account that the page showed. Raises RefusedError unless the actor may do this; StaleError
    if a colleague recorded another one meanwhile; SipocError for a number too short or long, one that serves another
    household, a name unlike the decree's without a reason, or an account that holds money.
    """
    step = step_on(actor, case, now)
    case = step.cases[0]
    if sentence := record_refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    status = account_status_of_many([case.pk])[case.pk]
    account = status.account
    if account and is_same(account, details):
        return account
    if seen != (account.pk if account else None):
        raise StaleError
    check(details, status, lengths_on(step.today))
    if account:
        # The bank moves what it holds over to the heir.
        if funds_of(case).filled and not status.is_of_the_dead:
            raise SipocError(FILLED)
        if not why.strip():
            raise SipocError("Tulis mengapa rekeningnya diganti.")
        _end(step, [account], why.strip())
    made = _store(step, [(case, details)], None)[0]
    if checked := AccountConfirmed.find(case.declared):
        note_mended(step, [checked])
    step.record(log.RECORDED, lambda _: {"rekening": made.pk, "menggantikan": account.pk if account else None})
    step.save()
    if (requirement := AccountConfirmed.find(case.declared)) and requirement in case.declared_stage.requirements:
        ask_again(step, requirement)
    return made


@transaction.atomic
def record_list(*, actor: User, details: Mapping[int, AccountDetails], batch: UUID, now: datetime) -> list[Account]:
    """Keep the accounts of a bank's list by the ids of their cases; all or none. Statements do not grow with them.

    Raises SipocError if one of the cases went on or was given an account meanwhile, and as `record_account` does.
    """
    cases = lock(list(details))
    step = Step(actor=actor, now=now, cases=cases)
    statuses, lengths = account_status_of_many([case.pk for case in cases]), lengths_on(step.today)
    for case in cases:
        if not case.is_open or case.frozen:
            raise SipocError(f"Berkas {case.title} sudah ditutup atau sedang dibekukan. Keluarkan barisnya.")
        if statuses[case.pk].account:
            raise SipocError(f"{case.title} sudah punya rekening. Keluarkan barisnya.")
        check(details[case.pk], statuses[case.pk], lengths)
    made = {each.berkas_id: each for each in _store(step, [(case, details[case.pk]) for case in cases], batch)}
    step.record(log.RECORDED, lambda case: {"rekening": made[case.pk].pk, "impor": str(batch)})
    step.save()
    return list(made.values())


@transaction.atomic
def withdraw_list(*, actor: User, batch: UUID, reason: str, now: datetime) -> int:
    """End the accounts that a list brought and that are still current; returns how many.

    Raises SipocError if one was confirmed already, or holds money.
    """
    brought = Account.objects.of_list(batch).current()
    cases = lock(list(brought.values_list("berkas", flat=True)))
    accounts = list(brought.order_by("id"))
    if confirmed := sum(each.confirmed_at is not None for each in accounts):
        raise SipocError(
            f"{confirmed} rekening dari daftar ini sudah dipastikan aktif, jadi impornya tidak dapat dibatalkan. "
            "Ganti rekening yang keliru di berkasnya."
        )
    step = Step(actor=actor, now=now, cases=cases)
    _end(step, accounts, f"Impor dibatalkan. {reason}"[:300])
    ended = {each.berkas_id: each.pk for each in accounts}
    step.record(log.WITHDRAWN, lambda case: {"rekening": ended.get(case.pk), "alasan": reason})
    step.save()
    return len(accounts)


def is_same(account: Account, details: AccountDetails) -> bool:
    """Whether the details are those that are recorded already."""
    words = ("bank", "branch", "holder", "reason")
    same_words = all(getattr(account, name) == getattr(details, name) for name in words)
    return same_words and bytes(account.number_index) == index_of(KIND, details.number)


def check(details: AccountDetails, status: AccountStatus, lengths: Mapping[str, int]) -> None:
    """Raises SipocError for what a list or a form may not bring. `lengths` of the numbers of each bank."""
    what, mend = length_fault(details.number, details.bank, lengths)
    if what:
        raise SipocError(f"{what} {mend}")
    if not same_name(details.holder, status.name) and not details.reason.strip():
        said = other_name(details.holder, status.name)
        raise SipocError(f"{said} Minta bank memperbaikinya, atau tulis mengapa nama itu benar.")


def _end(step: Step, accounts: Sequence[Account], why: str) -> None:
    ids = [each.pk for each in accounts]
    Account.objects.filter(pk__in=ids).update(ended_at=step.now, ended_by=step.actor, ended_for=why)


def _store(step: Step, details: Sequence[tuple[Berkas, AccountDetails]], batch: UUID | None) -> list[Account]:
    made = [
        Account(
            berkas=case,
            programme=case.programme,
            year=case.year,
            bank=each.bank,
            branch=each.branch,
            number_sealed=seal(each.number),
            number_index=index_of(KIND, each.number),
            holder=each.holder,
            reason=each.reason.strip(),
            batch=batch,
            line=each.line if batch else None,
            recorded_by=step.actor,
            recorded_at=step.now,
        )
        for case, each in details
    ]
    _free_former(step, made)
    try:
        with transaction.atomic():
            insert_rows(made)
    except IntegrityError as refused:
        raise SipocError(TAKEN) from refused
    return made


def _free_former(step: Step, made: Sequence[Account]) -> None:
    """An account that a household brought along when its former case of this year ended without aid goes over to the
    new one."""
    former = Account.objects.current().filter(
        number_index__any_of=[each.number_index for each in made],
        programme=made[0].programme if made else "",
        berkas__outcome__in=["BATAL", "DITOLAK"],
    )
    owners = dict(former.values_list("pk", "berkas__calon__person"))
    if not owners:
        return
    persons = dict(Calon.objects.filter(berkas__in=[each.berkas_id for each in made]).values_list("berkas", "person"))
    wanted = {bytes(each.number_index): persons.get(each.berkas_id) for each in made}
    own = [each for each in former if owners[each.pk] == wanted.get(bytes(each.number_index))]
    _end(step, own, "Penerima diusulkan lagi dengan berkas baru.")
