"""The households of a village that one of its proposals may take without typing them again: who found no place, and who
still waits in another proposal, of any programme of household aid. And those who may not be taken, with the reason."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from perkim.accounts.models import User
from perkim.lib.names import by_name
from perkim.lib.text import within_sentence
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas, StageVisit
from perkim.sipoc.registry import programmes
from perkim.sipoc.terms import Outcome
from perkim.swadaya.candidates.querysets import CalonQuerySet
from perkim.swadaya.candidates.requirements import FREE_TO_GO, way_to_go
from perkim.swadaya.models import Calon
from perkim.swadaya.verdict.still_eligible import rechecks

# Kinds of case that are about a household say so by their detail model.
DETAIL = "perkim.swadaya.models.Calon"
TWICE = "Orang ini juga tercantum pada usulan lain."
FROZEN = "Usulannya sedang dikembalikan. Tunggu sampai usulan itu berjalan lagi."
TOO_LATE = "Sudah di tahap {stage}. Yang bisa diambil hanya yang masih dalam daftar, atau layak tanpa tempat."


@dataclass(frozen=True, kw_only=True)
class KnownHousehold:
    """A household of the village as another case has it. `barred` says why it may not be taken; empty if it may."""

    calon: Calon
    barred: str

    @property
    def runs(self) -> bool:
        """Whether taking it ends the case that it stands in."""
        return self.calon.berkas.is_open


def known_households(user: User, usulan: Berkas) -> list[KnownHousehold]:
    """Those of the village of a proposal that this account may see: who was eligible and found no place, this year or
    the year before, and is proposed nowhere since; and who runs in another proposal. By name. Two queries, and those of
    the reader's posts."""
    proposed = Calon.objects.filter(berkas__outcome="") | Calon.objects.proposed_or_aided(usulan.year)
    elsewhere = proposed.filter(person=OuterRef("person")).exclude(pk=OuterRef("pk"))
    rows = Calon.objects.filter(
        _waiting() | _without_a_place(usulan.year),
        berkas__region=usulan.region_id,
        berkas__in=Berkas.objects.visible_to(user),
    )
    # Who was taken from here may come back.
    rows = (
        rows.exclude(~Q(berkas__outcome=Outcome.BATAL), berkas__parent=usulan)
        .annotate(elsewhere=Exists(elsewhere))
        .with_people()
    )
    known = list(rows.select_related("berkas__parent").order_by(*by_name("berkas__title", "pk")))
    twice = {each.pk for each in known if each.elsewhere}
    return list(_with_reasons([each for each in known if each.berkas.is_open or each.pk not in twice], twice))


def takeable(known: Sequence[KnownHousehold]) -> list[KnownHousehold]:
    return [each for each in known if not each.barred]


def in_other_programmes(user: User, usulan: Berkas) -> CalonQuerySet:
    """Candidates and recipients of the village in other programmes of this year that the reader may see, by name."""
    others = household_kinds(besides=usulan.programme)
    rows: CalonQuerySet = Calon.objects.proposed_or_aided(usulan.year).filter(
        _of_kinds(others), berkas__region=usulan.region_id, berkas__in=Berkas.objects.visible_to(user)
    )
    return rows.with_people().order_by(*by_name("berkas__title", "pk"))


def household_kinds(*, besides: str = "") -> list[tuple[str, Process]]:
    """Every declared kind of case that is about a household, with the slug of its programme."""
    declared = [(programme.slug, process) for programme in programmes() for process in programme.processes]
    return [(slug, process) for slug, process in declared if process.detail_model == DETAIL and slug != besides]


def _waiting() -> Q:
    return _of_kinds(household_kinds()) & Q(berkas__outcome="")


def _without_a_place(year: int) -> Q:
    """Closed where the eligible wait: the reserves of a year. Or taken into a proposal that did not keep the household
    after all."""
    ends = [
        Q(berkas__programme=slug, berkas__process=process.key, berkas__stage=stage.key)
        for slug, process in household_kinds()
        for stage in process.stages
        if rechecks(stage)
    ]
    gone = StageVisit.objects.filter(berkas=OuterRef("berkas"), move__in=_ways_to_go(), left_at__isnull=False)
    reserves = _any(ends) & Q(berkas__outcome=Outcome.DITOLAK)
    return Q(berkas__year__in=(year - 1, year)) & (reserves | Q(Exists(gone), berkas__outcome=Outcome.BATAL))


def _ways_to_go() -> set[str]:
    stages = [stage for _, process in household_kinds() for stage in process.stages]
    return {way.key for stage in stages if (way := way_to_go(stage))}


def _of_kinds(kinds: Sequence[tuple[str, Process]]) -> Q:
    return _any([Q(berkas__programme=slug, berkas__process=process.key) for slug, process in kinds])


def _any(conditions: Sequence[Q]) -> Q:
    return Q(*conditions, _connector=Q.OR) if conditions else Q(pk__in=())


def _with_reasons(known: Sequence[Calon], twice: Collection[int]) -> Iterator[KnownHousehold]:
    """Each with what bars it; of a person who found no place twice, the newest case alone. `twice` are proposed
    elsewhere too."""
    newest = {each.person_id: each.pk for each in sorted(known, key=lambda each: each.pk) if not each.berkas.is_open}
    open_ones = [each.berkas_id for each in known if way_to_go(each.berkas.declared_stage) and each.berkas.is_open]
    lacking = FREE_TO_GO.missing(Berkas.objects.filter(pk__any_of=open_ones)) if open_ones else {}
    for each in known:
        if each.berkas.is_open:
            yield KnownHousehold(calon=each, barred=_barred(each, twice) or " ".join(lacking.get(each.berkas_id, ())))
        elif newest[each.person_id] == each.pk:
            yield KnownHousehold(calon=each, barred="")


def _barred(calon: Calon, twice: Collection[int]) -> str:
    """What of the case itself keeps a running household where it is. No query."""
    stage = calon.berkas.declared_stage
    if way_to_go(stage) is None:
        return TOO_LATE.format(stage=within_sentence(stage.title))
    if calon.berkas.frozen:
        return FROZEN
    return TWICE if calon.pk in twice else ""
