"""Freezing the ranking of a year's eligible households, and letting reserves move up.

Each locks the activity and is written to its log. Whoever freezes holds the households too, so none of them moves
meanwhile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.announcements.actions import supersede
from perkim.audit.kinds import declare
from perkim.funds.gates import Ceilings
from perkim.lib.money import rupiah
from perkim.lib.rows import insert_rows
from perkim.parameters.reading import row_on
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.locking import lock_descendants
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.levels import levels_below, lying_below, path_of
from perkim.sipoc.models import Berkas, Relation
from perkim.sipoc.registry import process as process_of
from perkim.sipoc.terms import Link
from perkim.swadaya.aid.awards import awarding_of
from perkim.swadaya.models import Assessment, Calon, HouseSurvey, Place, Quota, Ranking
from perkim.swadaya.parameters import WEIGHTS
from perkim.swadaya.ranking.policies import fills_refusal, is_decreed, ranks_refusal
from perkim.swadaya.ranking.querysets import DROPPED_OUT
from perkim.swadaya.ranking.requirements import RANKING, RankingFrozen, noun_of
from perkim.swadaya.ranking.values import left_of
from perkim.swadaya.rules.quota import Applicant, ShareExceededError, cut, ranked
from perkim.swadaya.verdict.still_eligible import refuse_unfit

FROZEN = declare("peringkat.dibekukan", "Daftar calon dibekukan")
MOVED_UP = declare("peringkat.naik", "Cadangan naik")
DECREED = "SK penerima sudah dicatat, jadi daftarnya tetap. Tarik SK itu dahulu bila daftarnya keliru."


@transaction.atomic
def freeze_ranking(*, actor: User, case: Berkas, seen: int | None, now: datetime) -> Ranking:
    """Rank all eligible households by their scores and cut at the quota; who is awarded already keeps the place. The
    current ranking is superseded: it must be announced and approved again. `seen` is the ranking that the page showed.

    Raises RefusedError unless the actor may do this; StaleError if another is current by now; SipocError without a
    quota, without households, for one that was never assessed or does not meet the rules any more, where more are
    awarded than the quota has, or once the decree is recorded. A number of queries that does not grow.
    """
    step = ranking_step(actor, case, now)
    case = step.cases[0]
    before = Ranking.objects.current().filter(berkas=case).first()
    if (before.pk if before else None) != seen:
        raise StaleError
    quota = Quota.objects.filter(berkas=case).select_related("berkas").prefetch_related("villages").first()
    if quota is None:
        raise SipocError(f"Isi kuota kegiatan dahulu, lalu bekukan {noun_of(case.declared)}.")
    requirement = RankingFrozen.find(case.declared_stage)
    households = _eligible(case, requirement, lock_descendants([case]), quota.worth) if requirement else []
    awarded = _awarded(before, requirement.process) if before and requirement else []
    if not households and not awarded:
        raise SipocError("Belum ada calon yang layak pada kegiatan ini, jadi belum ada yang dapat didaftar.")
    refuse_unfit(
        [each.case for each in households], step.today, why=f"{noun_of(case.declared).capitalize()} belum dibekukan"
    )
    if before:
        before.superseded_at = step.now
        before.save(update_fields=["superseded_at"])
        supersede(step, RANKING)
    made = _write(step, quota, households, awarded)
    within = made.places.filter(reserve=None).count()
    step.record(FROZEN, lambda _: {"peringkat": made.pk, "calon": len(households) + len(awarded), "kuota": within})
    step.save()
    return made


@transaction.atomic
def fill_vacancy(*, actor: User, place: Place, now: datetime) -> Place:
    """Let the next reserve take the place of a household that dropped out, to be named by an amending decree. Of the
    same village first where villages have their own quota; without reserves, the best of those who came later.

    Raises RefusedError unless the actor may do this; StaleError if the place was taken meanwhile; SipocError while its
    household has not dropped out, when nobody is left, or if the next one does not meet the rules any more.
    """
    step = step_on(actor, place.ranking.berkas, now)
    case = step.cases[0]
    if sentence := fills_refusal(actor, case):
        raise RefusedError({case.pk: [sentence]})
    lock_descendants([case])
    vacancy = Place.objects.current().filter(pk=place.pk).select_related("berkas", "ranking").first()
    if vacancy is None or Place.objects.filter(instead_of=vacancy).exists():
        raise StaleError
    if not vacancy.is_within or vacancy.berkas.outcome not in DROPPED_OUT:
        raise SipocError("Tempat ini masih ditempati, jadi belum bisa diisi cadangan.")
    heir = _heir(case, vacancy)
    refuse_unfit([heir.berkas], step.today, why="Cadangan belum dinaikkan")
    heir.instead_of = vacancy
    heir.save()
    Relation.objects.get_or_create(
        berkas=heir.berkas, kind=Link.REPLACES, other=vacancy.berkas, defaults={"made_by": actor, "made_at": step.now}
    )
    step.record(MOVED_UP, lambda _: {"berkas": heir.berkas.number, "menggantikan": vacancy.berkas.number})
    step.save()
    return heir


def ranking_step(actor: User, case: Berkas, now: datetime) -> Step:
    """Begin what sets the quota or the ranking of an activity. Raises RefusedError unless the actor may do this;
    SipocError once the decree is recorded."""
    step = step_on(actor, case, now)
    if sentence := ranks_refusal(actor, step.cases[0]):
        raise RefusedError({case.pk: [sentence]})
    if is_decreed(step.cases[0]):
        raise SipocError(DECREED)
    return step


@dataclass(frozen=True, kw_only=True)
class _Household:
    case: Berkas
    applicant: Applicant
    kind: str


def _eligible(
    case: Berkas, requirement: RankingFrozen, below: Sequence[Berkas], aid: Mapping[str, Ceilings]
) -> list[_Household]:
    """The households to be ranked, as they were assessed, each worth what its kind of work gets. Four queries."""
    proposals = _proposals(case, below)
    wanted = (requirement.process, requirement.ranked_in)
    cases = [each for each in below if each.pk in proposals and (each.process, each.stage) == wanted]
    ids = [each.pk for each in cases]
    assessed = {each.berkas_id: each for each in Assessment.objects.current().filter(berkas__any_of=ids)}
    listed = {each.berkas_id: each for each in Calon.objects.filter(berkas__any_of=ids)}
    surveys = {each.berkas_id: each for each in HouseSurvey.objects.filter(berkas__any_of=ids)}
    if lacking := [each for each in cases if each.pk not in assessed or each.pk not in surveys]:
        raise SipocError(f"{lacking[0]} belum dinilai. Selesaikan penilaian {len(lacking)} calon dahulu.")
    if unknown := [each for each in cases if assessed[each.pk].kind not in aid]:
        raise SipocError(
            f"Jenis pekerjaan {unknown[0]} belum diketahui, jadi nilainya juga belum. Lengkapi keadaan struktur pada "
            f"survei {len(unknown)} calon dahulu."
        )
    return [
        _household(each, proposals[each.pk], assessed[each.pk], listed[each.pk], surveys[each.pk], aid)
        for each in cases
    ]


def _proposals(case: Berkas, below: Sequence[Berkas]) -> dict[int, Berkas]:
    """For each of these cases the one directly below the activity by which it was proposed: it may be itself."""
    by_pk = {each.pk: each for each in below}
    proposals = {}
    for each in below:
        first: Berkas | None = each
        while first and first.parent_id != case.pk:
            first = by_pk.get(first.parent_id or 0)
        if first:
            proposals[each.pk] = first
    return proposals


def _household(
    case: Berkas,
    proposal: Berkas,
    assessed: Assessment,
    listed: Calon,
    survey: HouseSurvey,
    aid: Mapping[str, Ceilings],
) -> _Household:
    income = survey.income if survey.income is not None else listed.income
    applicant = Applicant(
        pk=case.pk,
        village=str(case.region_id),
        score=assessed.score,
        income=income or 0,
        residents=survey.residents or listed.residents,
        proposed_at=proposal.submitted_at or case.opened_at,
        kind=assessed.kind,
        worth=aid[assessed.kind].total,
    )
    return _Household(case=case, applicant=applicant, kind=assessed.kind)


def _awarded(before: Ranking, process: str) -> list[Place]:
    """The places of those who went on as recipients: sent back to the naming, a year goes on giving them what they
    were promised. One query."""
    kind = awarding_of(before.berkas.programme, process)
    places = before.places.counting().filter(berkas__stage__in=kind.after if kind else ())
    return list(places.select_related("berkas").order_by("position"))


def _write(step: Step, quota: Quota, households: Sequence[_Household], awarded: Sequence[Place]) -> Ranking:
    share = quota.share
    kept = [_again(place, quota.worth) for place in awarded]
    try:
        placed = cut([each.applicant for each in households], share, awarded=[each.applicant for each in kept])
    except ShareExceededError as error:
        raise SipocError(
            f"{len(kept)} penerima sudah ditetapkan, lebih banyak dari kuota dan pagu yang sekarang. Gugurkan dahulu "
            "penerima yang tidak terdanai, lalu bekukan lagi."
        ) from error
    made = Ranking.objects.create(
        berkas=step.cases[0],
        frozen_at=step.now,
        frozen_by=step.actor,
        units=quota.units,
        rupiah=quota.rupiah,
        aid=quota.aid,
        villages=dict(share.villages),
        kinds=quota.kinds,
        formula=row_on(WEIGHTS, step.today),
    )
    by_pk = {each.case.pk: each for each in (*kept, *households)}
    insert_rows([_place(made, by_pk[each.applicant.pk], each.position, each.reserve) for each in placed])
    return made


def _again(place: Place, worth: Mapping[str, Ceilings]) -> _Household:
    """A household as it was ranked before."""
    applicant = Applicant(
        pk=place.berkas_id,
        village=str(place.berkas.region_id),
        score=place.score,
        income=place.income,
        residents=place.residents,
        proposed_at=place.proposed_at,
        kind=place.kind,
        worth=worth[place.kind].total,
    )
    return _Household(case=place.berkas, applicant=applicant, kind=place.kind)


def _place(ranking: Ranking, household: _Household, position: int, reserve: int | None) -> Place:
    applicant = household.applicant
    return Place(
        ranking=ranking,
        berkas=household.case,
        position=position,
        reserve=reserve,
        kind=household.kind,
        score=applicant.score,
        income=applicant.income,
        residents=applicant.residents,
        proposed_at=applicant.proposed_at,
    )


def _heir(case: Berkas, place: Place) -> Place:
    ranking = place.ranking
    requirement = RankingFrozen.find(case.declared)
    # One who is surveyed again holds nobody up.
    here = (
        ranking.places.reserves().filter(berkas__stage=requirement.ranked_in) if requirement else ranking.places.none()
    )
    waiting = here.select_related("berkas")
    left = left_of(ranking)
    # Where the quota is by kind of work, the place is of that kind.
    open_to = [kind for kind in ranking.worth if kind not in ranking.kinds or kind == place.kind]
    kinds = [kind for kind in open_to if left is None or ranking.worth[kind].total <= left]
    own = waiting.filter(berkas__region=place.berkas.region_id) if ranking.villages else waiting
    if heir := own.filter(kind__in=kinds).first() or waiting.filter(kind__in=kinds).first():
        return heir
    late = _late(case, ranking, kinds)
    if not late:
        if waiting.exists():
            raise SipocError(
                f"Sisa pagu {rupiah(left or 0)} tidak cukup untuk cadangan mana pun. Tempat ini tidak terisi tahun ini."
            )
        raise SipocError("Tidak ada cadangan yang tersisa. Tempat ini tidak terisi tahun ini.")
    last = ranking.places.order_by("-position").values_list("position", flat=True).first() or 0
    reserve = ranking.places.exclude(reserve=None).count()
    return _place(ranking, late, last + 1, reserve + 1)


def _late(case: Berkas, ranking: Ranking, kinds: Sequence[str]) -> _Household | None:
    """The most urgent of the households that became eligible after the ranking was frozen, of these kinds of work."""
    requirement = RankingFrozen.find(case.declared)
    placed = set(ranking.places.values_list("berkas", flat=True))
    eligible = _eligible(case, requirement, _below(case, requirement), ranking.worth) if requirement else []
    latecomers = [each for each in eligible if each.case.pk not in placed and each.kind in kinds]
    by_pk = {each.case.pk: each for each in latecomers}
    order = ranked(each.applicant for each in latecomers)
    return by_pk[order[0].pk] if order else None


def _below(case: Berkas, requirement: RankingFrozen) -> list[Berkas]:
    """The open households that may be ranked, and what lies between them and the activity. One query."""
    steps = levels_below(process_of(case.programme, requirement.process), case.process)
    paths = [path_of(step) for step in range(1, steps + 1)]
    return list(Berkas.objects.open().filter(lying_below([case], paths)))
