"""Taking households of the village over into one of its proposals: who found no place, and who waits in another."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from uuid import uuid4

from django.db import transaction

from perkim.accounts.models import User
from perkim.audit.kinds import declare
from perkim.lib.rows import insert_rows
from perkim.lib.text import full_stop
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.actions.opening import NewCase, open_many
from perkim.sipoc.actions.step import Step
from perkim.sipoc.declarations import Process
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas, Relation
from perkim.sipoc.terms import Link
from perkim.swadaya.candidates.actions import SAME, refuse_doubles
from perkim.swadaya.candidates.policies import refusal_to_propose
from perkim.swadaya.candidates.requirements import way_to_go
from perkim.swadaya.candidates.takeable import known_households
from perkim.swadaya.models import Calon
from perkim.swadaya.survey.ages import past_surveys
from perkim.swadaya.survey.carrying import carry_surveys

TAKEN = declare("calon.cadangan", "Calon diambil tanpa mengisi ulang")
LEFT = declare("calon.pindah", "Calon diambil ke usulan lain")
GONE = "Sebagian calon sudah diambil atau diusulkan di tempat lain. Periksa daftar yang baru, lalu kirim lagi."


@transaction.atomic
def take_over(*, actor: User, usulan: Berkas, process: Process, cases: Collection[int], now: datetime) -> list[Calon]:
    """Propose households again, with the people and what the list said, and with the survey of the house where that is
    not too old; the verdict is reached anew. A case that still runs ends by this. Each new case names the one it goes
    on from.

    Raises RefusedError unless the actor may propose here now and take a case from where it stands; SipocError for
    nobody chosen, for a household that has a place already or that was taken or proposed meanwhile, or that is none of
    this village. All or none, in a number of statements that does not grow.
    """
    wanted = set(cases)
    _hold_all_lists(usulan, wanted)
    step = step_on(actor, usulan, now)
    usulan = step.cases[0]
    if sentence := refusal_to_propose(actor, usulan, process):
        raise RefusedError({usulan.pk: [sentence]})
    before = _chosen(actor, usulan, wanted)
    _end_running(step, before)
    refuse_doubles([(each.person, each.berkas.title) for each in before], usulan.year, actor)
    opened = _open_anew(step, process, before)
    young = [pk for pk, survey in past_surveys(wanted, process, step.today).items() if survey.goes_along]
    going_on = {each.berkas_id: case for each, case in zip(before, opened, strict=True)}
    surveyed = {pk: going_on[pk] for pk in young}
    made = [_again(each, going_on[each.berkas_id]) for each in before]
    insert_rows(made)
    Relation.objects.bulk_create(
        Relation(berkas=case, kind=Link.CARRIED_FROM, other_id=old, made_by=actor, made_at=step.now)
        for old, case in going_on.items()
    )
    carry_surveys(Step(actor=actor, now=step.now, cases=list(surveyed.values())), process, surveyed)
    step.record(TAKEN, lambda _: {"dari": [each.berkas.number or str(each.berkas.public_id) for each in before]})
    step.save()
    return made


def _hold_all_lists(usulan: Berkas, wanted: Collection[int]) -> None:
    """Hold this proposal and those that are taken from, in the one order of locks: of two that take from each other, or
    the same household, the second waits and is told. Two lists never wait for each other."""
    theirs = Berkas.objects.filter(pk__any_of=sorted(wanted), region=usulan.region_id, calon__isnull=False)
    lock({usulan.pk, *(parent for parent in theirs.order_by().values_list("parent", flat=True) if parent)})


def _chosen(actor: User, usulan: Berkas, wanted: set[int]) -> list[Calon]:
    if not wanted:
        raise SipocError("Pilih paling sedikit satu calon yang akan diambil.")
    known = {each.calon.berkas_id: each for each in known_households(actor, usulan)}
    if not wanted <= known.keys():
        raise SipocError(GONE)
    chosen = [each for pk, each in known.items() if pk in wanted]
    for each in chosen:
        if each.barred:
            raise SipocError(f"{each.calon.berkas.title}: {each.barred}")
    return [each.calon for each in chosen]


def _end_running(step: Step, before: Sequence[Calon]) -> None:
    """End the cases that still run, by the way that their stage declares for this. Raises RefusedError for who may not
    take them from there; BlockedError for one that has a place."""
    reason = full_stop(f"Diambil ke usulan {_called(step.cases[0])}")
    for cases in _by_place([each.berkas for each in before if each.berkas.is_open]):
        way = way_to_go(cases[0].declared_stage)
        if way is None:
            raise SipocError(GONE)
        decision = Decision(move=way.key, key=uuid4(), reason=reason)
        versions = {case.pk: case.lock_version for case in cases}
        move_many(actor=step.actor, cases=cases, decision=decision, lock_versions=versions, now=step.now)
    _tell_lists(step, before)


def _tell_lists(step: Step, before: Sequence[Calon]) -> None:
    """The proposals that these are taken from say so in their history: their papers may name who is gone."""
    gone = Counter(each.berkas.parent_id for each in before if each.berkas.is_open)
    lists = list(Berkas.objects.filter(pk__in=[pk for pk in gone if pk]).order_by("pk"))
    there = Step(actor=step.actor, now=step.now, cases=lists)
    there.record(LEFT, lambda case: {"ke": _called(step.cases[0]), "jumlah": gone[case.pk]})
    there.save(call=False)


def _by_place(cases: Sequence[Berkas]) -> Iterator[list[Berkas]]:
    """In sets of one process and stage."""

    def place(case: Berkas) -> tuple[str, str, str]:
        return case.programme, case.process, case.stage

    for _, together in groupby(sorted(cases, key=place), place):
        yield list(together)


def _called(usulan: Berkas) -> str:
    """A draft has no number yet."""
    return usulan.number or f"{usulan.declared_programme.title} tahun {usulan.year}"


def _open_anew(step: Step, process: Process, before: Sequence[Calon]) -> list[Berkas]:
    """A case for each, in this order. What it was worth holds for its own programme only."""
    usulan = step.cases[0]
    new = [
        NewCase(
            title=each.berkas.title,
            regions=[usulan.region],
            amount=each.berkas.amount if each.berkas.programme == usulan.programme else None,
        )
        for each in before
    ]
    programme = usulan.declared_programme
    return open_many(actor=step.actor, programme=programme, process=process, new=new, now=step.now, parent=usulan)


def _again(before: Calon, case: Berkas) -> Calon:
    copied = {name: getattr(before, name) for name in SAME if name != "line"}
    return Calon(berkas=case, person=before.person, family=before.family, spouse=before.spouse, **copied)
