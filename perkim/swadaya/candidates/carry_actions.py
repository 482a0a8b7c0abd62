"""Taking reserves of the year before over into a village's new proposal."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.audit.kinds import declare
from perkim.lib.rows import insert_rows
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.opening import NewCase, open_many
from perkim.sipoc.declarations import Process
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas, Relation
from perkim.sipoc.terms import Link
from perkim.swadaya.candidates.actions import SAME, refuse_doubles
from perkim.swadaya.candidates.carrying import reserves_before
from perkim.swadaya.candidates.policies import refusal_to_propose
from perkim.swadaya.models import Calon

TAKEN = declare("calon.cadangan", "Cadangan tahun lalu diambil")
GONE = "Sebagian cadangan sudah diambil atau diusulkan lagi tahun ini. Periksa daftar yang baru, lalu kirim lagi."


@transaction.atomic
def take_over(*, actor: User, usulan: Berkas, process: Process, cases: Collection[int], now: datetime) -> list[Calon]:
    """Propose reserves of the year before again, with the people and what the list said. Survey, photos and verdict are
    made anew: rules and periods of the new year apply. Each new case names the one it goes on from.

    Raises RefusedError unless the actor may propose here now; SipocError for nobody chosen, for a reserve that was
    taken or proposed meanwhile, or that is none of this village. All or none, in a number of statements that does not
    grow.
    """
    step = step_on(actor, usulan, now)
    usulan = step.cases[0]
    if sentence := refusal_to_propose(actor, usulan, process):
        raise RefusedError({usulan.pk: [sentence]})
    wanted = set(cases)
    if not wanted:
        raise SipocError("Pilih paling sedikit satu cadangan yang akan diambil.")
    before = list(reserves_before(usulan, process).filter(berkas__any_of=sorted(wanted)))
    if {each.berkas_id for each in before} != wanted:
        raise SipocError(GONE)
    refuse_doubles([(each.person, each.berkas.title) for each in before], usulan.year, actor)
    new = [NewCase(title=each.berkas.title, regions=[usulan.region], amount=each.berkas.amount) for each in before]
    opened = open_many(
        actor=actor, programme=usulan.declared_programme, process=process, new=new, now=now, parent=usulan
    )
    made = [_again(each, case) for each, case in zip(before, opened, strict=True)]
    insert_rows(made)
    Relation.objects.bulk_create(
        Relation(berkas=case, kind=Link.CARRIED_FROM, other=each.berkas, made_by=actor, made_at=step.now)
        for each, case in zip(before, opened, strict=True)
    )
    step.record(TAKEN, lambda _: {"cadangan": [each.berkas.number for each in before]})
    step.save()
    return made


def _again(before: Calon, case: Berkas) -> Calon:
    copied = {name: getattr(before, name) for name in SAME if name != "line"}
    return Calon(berkas=case, person=before.person, family=before.family, spouse=before.spouse, **copied)
