"""What the page of a ranking shows: how far it is, the list in order, and what this account may do now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.http import Http404, HttpRequest
from django.utils import timezone

from perkim.accounts.access import account_of
from perkim.accounts.models import User
from perkim.announcements.forms import AnnounceForm
from perkim.announcements.querysets import ObjectionQuerySet
from perkim.funds.gates import Ceilings
from perkim.lib.names import by_name
from perkim.regions.models import Region
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case
from perkim.sipoc.policies import Parts, parts_of
from perkim.swadaya.models import Place, Quota, Ranking
from perkim.swadaya.ranking.allocation import QuotaStated
from perkim.swadaya.ranking.closing import ReservesClosed
from perkim.swadaya.ranking.policies import fills_refusal, is_decreed, ranks_refusal, records_refusal, states_refusal
from perkim.swadaya.ranking.requirements import ChoiceAnnounced, RankingApproved, RankingFrozen, noun_of
from perkim.swadaya.ranking.values import by_kind, houses_and_total
from perkim.swadaya.verdict.still_eligible import NoLongerFit, findings

SIZE = 100


@dataclass(frozen=True, kw_only=True)
class RankingDesk:
    """An activity that ranks, its quota and its current ranking, for one reader."""

    user: User
    case: Berkas
    quota: Quota | None
    ranking: Ranking | None

    @property
    def first_worth(self) -> Mapping[str, Ceilings]:
        """What a house gets by the kind of work while no quota is stated: by the parameter of the day."""
        requirement = RankingFrozen.find(self.case.declared)
        return requirement.worth(timezone.localdate()) if requirement else {}

    @cached_property
    def ranks(self) -> bool:
        """Whether the reader may freeze and announce."""
        return not ranks_refusal(self.user, self.case, self._parts)

    @cached_property
    def states(self) -> bool:
        """Whether the reader may state the quota."""
        return not states_refusal(self.user, self.case, self._parts)

    @cached_property
    def fills(self) -> bool:
        """Whether the reader may let reserves move up."""
        return not fills_refusal(self.user, self.case, self._parts)

    @cached_property
    def _parts(self) -> Parts:
        return parts_of(self.user, [self.case])

    @property
    def records(self) -> bool:
        return not records_refusal(self.user, self.case, self._parts)

    @property
    def ranking_or_404(self) -> Ranking:
        """The ranking; 404 where there is none yet."""
        if self.ranking is None:
            raise Http404("nothing is ranked yet")
        return self.ranking


def desk_of(request: HttpRequest, public_id: UUID) -> RankingDesk:
    """The activity, if the reader may see it and its kind ranks at all; else it does not exist (404)."""
    user = account_of(request)
    case = seen_case(request, public_id)
    if RankingFrozen.find(case.declared) is None:
        raise Http404("this kind of case ranks nobody")
    villages = Prefetch("villages__region", Region.objects.select_related("parent"))
    return RankingDesk(
        user=user,
        case=case,
        quota=Quota.objects.filter(berkas=case).prefetch_related(villages).first(),
        ranking=Ranking.objects.current()
        .filter(berkas=case)
        .select_related("frozen_by", "formula", "approved_by", "announcement")
        .first(),
    )


def villages_of(desk: RankingDesk) -> dict[str, list[Region]]:
    """The villages that have proposed something or are in the quota, and those that an allocation may name beside them;
    by name."""
    below = Berkas.objects.open().filter(parent=desk.case).values("region")
    stated = [each.region_id for each in desk.quota.villages.all()] if desk.quota else []
    everywhere = Region.objects.select_related("parent").order_by(*by_name("name", "code"))
    shown = list(everywhere.filter(Q(pk__in=below) | Q(pk__in=stated)))
    if QuotaStated.find(desk.case.declared) is None:
        return {"villages": shown, "others": []}
    others = everywhere.villages().within(str(desk.case.region_id)).exclude(pk__in=[each.pk for each in shown])
    return {"villages": shown, "others": list(others)}


def shown(request: HttpRequest, desk: RankingDesk, announcing: AnnounceForm | None = None) -> dict[str, Any]:
    """The context of the page. A number of queries that does not grow with the households."""
    today = timezone.localdate()
    context: dict[str, Any] = {
        "case": desk.case,
        "quota": desk.quota,
        "noun": noun_of(desk.case.declared),
        "each": by_kind(desk.quota.worth) if desk.quota else "",
        "ranking": desk.ranking,
        "ranks": desk.ranks and not is_decreed(desk.case),
        "states": desk.states and not is_decreed(desk.case),
        "records": desk.records,
        "approved_by_head": RankingApproved.find(desk.case.declared) is not None,
        "announcing": announcing or AnnounceForm(initial={"starts": today}),
    }
    if desk.ranking is not None:
        context |= _of_ranking(request, desk, desk.ranking, today)
    return context


def _of_ranking(request: HttpRequest, desk: RankingDesk, ranking: Ranking, today: date) -> dict[str, Any]:
    page = Paginator(ranking.places.with_households(), SIZE).get_page(request.GET.get("page"))
    within, amount = houses_and_total(ranking)
    announcement = ranking.announcement
    running = bool(announcement and not announcement.closed_at)
    return {
        "page": page,
        "within": within,
        "all": page.paginator.count,
        "amount": amount,
        "unfit": unfit_of(desk, ranking, today),
        "vacant": vacancies(ranking) if desk.fills else [],
        "announces": must_hang_out(desk.case, ranking),
        "objections": list(objections_of(ranking).order_by("id")),
        "running": running,
        "over": bool(running and announcement and today > announcement.until),
        "formula": _formula(ranking),
        "waiting": waiting_for_award(desk.case, ranking),
        "closing": reserves_to_close(desk.user, desk.case) if desk.fills else [],
    }


def must_hang_out(case: Berkas, ranking: Ranking) -> bool:
    """Whether this ranking is announced before it is decreed. One query, where only one that leaves somebody out is."""
    return not ChoiceAnnounced.find(case.declared) or ranking.places.filter(reserve__isnull=False).exists()


def objections_of(ranking: Ranking) -> ObjectionQuerySet:
    """What was objected, each with the `position` of the household that it names."""
    place = Place.objects.filter(ranking=ranking, berkas=OuterRef("subject")).values("position")[:1]
    return ranking.objections.select_related("subject", "recorded_by").annotate(position=Subquery(place))


def vacancies(ranking: Ranking) -> list[Place]:
    return list(ranking.places.vacant().select_related("berkas__region__parent"))


def unfit_of(desk: RankingDesk, ranking: Ranking, today: date) -> list[NoLongerFit]:
    """Who of the list waits for the award and does not meet the rules any more, for those who rank or fill
    vacancies."""
    requirement = RankingFrozen.find(desk.case.declared)
    if requirement is None or not (desk.ranks or desk.fills):
        return []
    waiting = ranking.places.filter(berkas__outcome="", berkas__stage=requirement.ranked_in).select_related("berkas")
    return findings([place.berkas for place in waiting.order_by("position")], today)


def _formula(ranking: Ranking) -> list[tuple[str, int]]:
    """The published points by what is wrong."""
    return [(str(name).capitalize(), _one(points)) for name, points in ranking.formula.value.items()]


def _one(value: Any) -> int:
    return int(value[0] if isinstance(value, list) else value)


def waiting_for_award(case: Berkas, ranking: Ranking) -> list[Place]:
    """Within the quota and not awarded yet, when the decree allows it."""
    requirement = RankingFrozen.find(case.declared)
    if requirement is None or any(each.key == requirement.key for each in case.declared_stage.requirements):
        return []
    rows = ranking.places.within().filter(berkas__outcome="", berkas__stage=requirement.ranked_in)
    return list(rows.select_related("berkas"))


def reserves_to_close(user: User, case: Berkas) -> list[Berkas]:
    """The eligible households that still wait when the year is closed, for those who close them; by id."""
    requirement = ReservesClosed.find(case.declared_stage)
    if requirement is None or fills_refusal(user, case):
        return []
    return list(requirement.waiting(case.as_queryset()).order_by("id"))
