"""Stating how much an activity can give in its year: houses, rupiah, and the value of each kind of work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from perkim.accounts.models import User
from perkim.audit.kinds import declare
from perkim.funds.amounts import aid_as_table
from perkim.funds.gates import Ceilings
from perkim.lib.money import rupiah
from perkim.lib.text import in_thousands
from perkim.sipoc.actions.asking import settle
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Quota, VillageQuota
from perkim.swadaya.ranking.actions import DECREED
from perkim.swadaya.ranking.allocation import QuotaStated
from perkim.swadaya.ranking.policies import is_decreed, states_refusal
from perkim.swadaya.ranking.values import NO_CEILING
from perkim.swadaya.terms import WorkKind

STATED = declare("peringkat.kuota", "Kuota ditetapkan")


@dataclass(frozen=True, kw_only=True)
class QuotaLimits:
    """A quota as somebody types it: what a house gets by the kind of work, houses, rupiah for all, houses by the kind
    of work and by the code of the village."""

    aid: Mapping[str, Ceilings]
    units: int | None = None
    rupiah: int | None = None
    kinds: Mapping[str, int] = field(default_factory=dict)
    villages: Mapping[str, int] = field(default_factory=dict)


@transaction.atomic
def state_quota(*, actor: User, case: Berkas, limits: QuotaLimits, now: datetime, seen: str | None = None) -> Quota:
    """State how much the activity can give; a ranking that is frozen already keeps the numbers it was cut by. `seen` is
    the `stamp` of the quota that the page showed.

    Raises RefusedError unless the actor may do this; StaleError if somebody has stated another one meanwhile;
    SipocError without any limit, for one that is not positive or above the ceiling (pagu) of the activity, for villages
    or kinds of work with more houses than there are for all, for a kind of work without a value, or for other numbers
    once the decree is recorded.
    """
    step = step_on(actor, case, now)
    if sentence := states_refusal(actor, step.cases[0]):
        raise RefusedError({case.pk: [sentence]})
    if is_decreed(step.cases[0]) and not _is_stated(step.cases[0], limits):
        raise SipocError(DECREED)
    if seen is not None and seen != stamp(Quota.objects.filter(berkas=step.cases[0]).first()):
        raise StaleError
    if fault := _fault(limits, step.cases[0].amount) or _beyond_allocation(limits, step.cases[0]):
        raise SipocError(fault)
    kinds = {kind: limits.kinds[kind] for kind in WorkKind.values if kind in limits.kinds}
    stated = {"units": limits.units, "rupiah": limits.rupiah, "kinds": kinds, "aid": aid_as_table(limits.aid)}
    quota, _made = Quota.objects.update_or_create(
        berkas=step.cases[0], defaults={**stated, "stated_by": actor, "stated_at": step.now}
    )
    VillageQuota.objects.filter(quota=quota).delete()
    rows = [VillageQuota(quota=quota, region_id=code, units=units) for code, units in sorted(limits.villages.items())]
    VillageQuota.objects.bulk_create(rows)
    step.record(STATED, lambda _: {**stated, "desa": dict(limits.villages)})
    step.save()
    for each in QuotaStated.all_in(step.cases[0].declared_stage):
        settle(step, each)
    return quota


def stamp(quota: Quota | None) -> str:
    """Tells whether a quota is still the one that a page showed."""
    return quota.stated_at.isoformat() if quota else ""


def above_the_whole(limits: QuotaLimits) -> list[str]:
    """The codes of the villages that could get more houses than there are for all."""
    return [code for code, units in limits.villages.items() if limits.units is not None and units > limits.units]


def _is_stated(case: Berkas, limits: QuotaLimits) -> bool:
    """Whether these are the numbers that are stated already: a newer paper may confirm them."""
    quota = Quota.objects.filter(berkas=case).prefetch_related("villages").first()
    if quota is None:
        return False
    villages = {str(each.region_id): each.units for each in quota.villages.all()}
    now = (limits.units, limits.rupiah, dict(limits.kinds), dict(limits.villages), aid_as_table(limits.aid))
    return now == (quota.units, quota.rupiah, quota.kinds, villages, quota.aid)


def _beyond_allocation(limits: QuotaLimits, case: Berkas) -> str:
    """The kinds of work of an allocation add up to the whole, its villages to no more (some may be added later);
    elsewhere each has a limit of its own."""
    units, kinds, given = limits.units, sum(limits.kinds.values()), sum(limits.villages.values())
    if QuotaStated.find(case.declared) is None or units is None:
        return ""
    if set(limits.kinds) == set(limits.aid) and kinds != units:
        what = f"Kuota semua jenis bersama {in_thousands(kinds)} rumah, padahal kuota rumah {in_thousands(units)}."
    elif given > units:
        what = f"Kuota semua desa bersama {in_thousands(given)} rumah, melebihi kuota rumah {in_thousands(units)}."
    else:
        return ""
    return f"{what} Cocokkan keduanya dengan SK alokasi."


def _fault(limits: QuotaLimits, ceiling: int | None) -> str:
    """What is wrong with a quota, held against the ceiling of its activity; empty if nothing is."""
    if limits.units is None and limits.rupiah is None:
        return "Isi kuota rumah, batas rupiah, atau keduanya."
    if set(limits.aid) != set(WorkKind.values) or any(
        each.material <= 0 or each.wages < 0 for each in limits.aid.values()
    ):
        return "Isi nilai bahan dan upah untuk setiap jenis pekerjaan."
    if min(1 if each is None else each for each in (limits.units, limits.rupiah)) <= 0:
        return "Kuota dan batas rupiah harus lebih dari nol."
    if limits.units is not None and sum(limits.kinds.values()) > limits.units:
        return (
            f"Kuota PK dan PB bersama melebihi kuota seluruhnya, {in_thousands(limits.units)} rumah. Periksa angkanya."
        )
    if above_the_whole(limits):
        return f"Kuota satu desa melebihi kuota seluruhnya, {in_thousands(limits.units or 0)} rumah. Periksa angkanya."
    least = min(each.total for each in limits.aid.values())
    if limits.rupiah is not None and ceiling is None:
        return NO_CEILING
    if limits.rupiah is not None and limits.rupiah > (ceiling or 0):
        return f"Batas {rupiah(limits.rupiah)} melebihi pagu kegiatan {rupiah(ceiling or 0)}. Periksa kedua angkanya."
    if least > min(each for each in (limits.rupiah, ceiling, least) if each is not None):
        return "Pagu bantuan lebih kecil dari nilai satu rumah. Periksa kedua angkanya."
    if ceiling is not None and limits.units is not None and limits.units * least > ceiling:
        return (
            f"Kuota {limits.units} rumah paling sedikit {rupiah(limits.units * least)}, melebihi pagu kegiatan "
            f"{rupiah(ceiling)}. Kurangi kuotanya, atau betulkan pagu pada keterangan kegiatan."
        )
    return ""
