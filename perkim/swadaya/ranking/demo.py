"""How a ranking is provided: frozen, announced, approved. In the demo office somebody objects to it."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from perkim.announcements.requirements import AnnouncementOver, ObjectionsAnswered
from perkim.demo.acts import Acts
from perkim.demo.hands import Hands
from perkim.demo.providing import provide
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Quota, Ranking
from perkim.swadaya.ranking.actions import freeze_ranking
from perkim.swadaya.ranking.allocation import QuotaStated
from perkim.swadaya.ranking.announcing import (
    announce,
    answer_objection,
    approve_ranking,
    close_objections,
    record_objection,
)
from perkim.swadaya.ranking.closing import ReservesClosed
from perkim.swadaya.ranking.quota import QuotaLimits, state_quota
from perkim.swadaya.ranking.requirements import RankingApproved, RankingFrozen

KABID, STAF, KADIS = "kabid.perumahan", "staf", "kadis"


@provide.register
def _(requirement: QuotaStated, hands: Hands, case: Berkas) -> None:
    """With a place for everybody, as far as the ceiling allows."""
    frozen = RankingFrozen.find(case.declared)
    if frozen is None:
        raise LookupError(f"{case} ranks nobody")
    now = hands.tick()
    aid = frozen.worth(timezone.localdate(now))
    dearest = max(each.total for each in aid.values())
    units = 50 if case.amount is None else min(50, case.amount // dearest)
    limits = QuotaLimits(units=units, aid=aid)
    state_quota(actor=hands.provider(requirement, case), case=case, limits=limits, now=now)


@provide.register
def _(requirement: RankingFrozen, hands: Hands, case: Berkas) -> None:
    """Under a quota that has a place for everybody, if none was stated."""
    actor, before = hands.provider(requirement, case), Ranking.objects.current().filter(berkas=case).first()
    if not Quota.objects.filter(berkas=case).exists():
        now = hands.tick()
        limits = QuotaLimits(units=50, aid=requirement.worth(timezone.localdate(now)))
        state_quota(actor=actor, case=case, limits=limits, now=now)
    freeze_ranking(actor=actor, case=case, seen=before.pk if before else None, now=hands.tick())


@provide.register
def _(requirement: AnnouncementOver, hands: Hands, case: Berkas) -> None:
    """The list hangs as long as it must."""
    actor, ranking = hands.provider(requirement, case), Ranking.objects.current().get(berkas=case)
    now = hands.tick()
    if ranking.announcement is None:
        ranking = announce(actor=actor, ranking=ranking, starts=timezone.localdate(now), now=now)
    if ranking.announcement:
        hands.wait_until(ranking.announcement.until + timedelta(days=1))
    close_objections(actor=actor, ranking=ranking, now=hands.tick())


@provide.register
def _(requirement: ObjectionsAnswered, hands: Hands, case: Berkas) -> None:
    actor = hands.provider(requirement, case)
    for each in Ranking.objects.current().get(berkas=case).objections.open():
        answer_objection(actor=actor, objection=each, upheld=False, answer="Data sudah benar.", now=hands.tick())


@provide.register
def _(requirement: RankingApproved, hands: Hands, case: Berkas) -> None:
    ranking = Ranking.objects.current().get(berkas=case)
    approve_ranking(actor=hands.provider(requirement, case), ranking=ranking, now=hands.tick())


@provide.register
def _(requirement: ReservesClosed, hands: Hands, case: Berkas) -> None:
    """One decision on all that wait."""
    waiting = requirement.waiting(case.as_queryset())
    versions = {each.pk: each.lock_version for each in waiting}
    way = waiting[0].declared_stage.move(requirement.way)
    decision = Decision(move=way.key, key=uuid4(), reason=way.reasons[0])
    actor = hands.holder(way.by[0])
    move_many(actor=actor, cases=list(waiting), decision=decision, lock_versions=versions, now=hands.tick())


def announce_ranking(acts: Acts, year: Berkas, houses: int, frozen: int) -> Ranking:
    """Rank the eligible households so many days ago, and close the days of objection eight days later."""
    kabid, staf, start = acts.person(KABID), acts.person(STAF), acts.ago(frozen)
    requirement = RankingFrozen.find(year.declared_stage)
    if requirement is None:
        raise LookupError(f"{year} is in no stage that ranks")
    limits = QuotaLimits(units=houses, aid=requirement.worth(timezone.localdate(start)))
    state_quota(actor=kabid, case=year, limits=limits, now=start)
    ranking = freeze_ranking(actor=kabid, case=year, seen=None, now=acts.ago(frozen, 10))
    ranking = announce(actor=kabid, ranking=ranking, starts=timezone.localdate(start), now=acts.ago(frozen, 20))
    said = record_objection(
        actor=staf,
        ranking=ranking,
        received_on=timezone.localdate(acts.ago(frozen - 3)),
        objector="Warga Dusun Krajan",
        text="Rumah tetangga saya lebih rusak, tetapi urutannya di bawah.",
        place=ranking.places.exclude(reserve=None).order_by("reserve").first(),
        now=acts.ago(frozen - 3),
    )
    answer = "Nilai kedua rumah dihitung dengan rumus yang sama dari hasil survei. Urutannya tetap."
    answer_objection(actor=kabid, objection=said, upheld=False, answer=answer, now=acts.ago(frozen - 5))
    return close_objections(actor=staf, ranking=ranking, now=acts.ago(frozen - 8))


def approve_list(acts: Acts, ranking: Ranking, days_ago: int) -> Sequence[Berkas]:
    """The head agrees; returns the households within the quota, by id."""
    approve_ranking(actor=acts.person(KADIS), ranking=ranking, now=acts.ago(days_ago))
    return [place.berkas for place in ranking.places.within().select_related("berkas").order_by("berkas")]
