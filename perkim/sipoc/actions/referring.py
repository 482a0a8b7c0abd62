"""A case that is referred goes on as a new one in another process, which remembers where it came from."""

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.sipoc import log
from perkim.sipoc.actions.opening import NewCase, Party, open_many
from perkim.sipoc.actions.step import Step
from perkim.sipoc.declarations import Move
from perkim.sipoc.models import Berkas, BerkasArea, Participant, Relation
from perkim.sipoc.registry import process, programme
from perkim.sipoc.terms import Link


def refer(step: Step, way: Move, reason: str) -> list[Berkas]:
    """Open a case for each referred one, with its title, areas and participants but its workers."""
    slug, _, key = way.refers_to.partition(".")
    target = process(slug, key)
    areas = BerkasArea.objects.filter(berkas__any_of=step.ids).select_related("region").order_by("id")
    live = Participant.objects.live().filter(berkas__any_of=step.ids, role="").exclude(capacity__in=Role.values)
    parties = list(live.select_related("user").order_by("id"))
    new = [
        NewCase(
            title=case.title,
            regions=[area.region for area in areas if area.berkas_id == case.pk],
            confidential=case.confidential,
            parties=[
                Party(capacity=each.capacity, user=each.user, party=each.party, hidden=each.hidden)
                for each in parties
                if each.berkas_id == case.pk
            ],
        )
        for case in step.cases
    ]
    system = User.objects.system()
    made = open_many(actor=system, programme=programme(slug), process=target, new=new, now=step.now)
    Relation.objects.bulk_create(
        [
            Relation(
                berkas=after,
                kind=Link.REFERRED_FROM,
                other=before,
                made_by_id=step.actor.pk,
                made_at=step.now,
                made_move=step.move_id,
            )
            for before, after in zip(step.cases, made, strict=True)
        ]
    )
    linked = Step(actor=step.actor, now=step.now, cases=made)
    numbers = {after.pk: before.number for before, after in zip(step.cases, made, strict=True)}
    linked.record(
        log.RELATED, lambda case: {"hubungan": Link.REFERRED_FROM, "berkas": numbers[case.pk], "alasan": reason}
    )
    linked.save()
    return made
