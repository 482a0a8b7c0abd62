"""Who may rank, announce, record and answer objections, and approve; and when. Where nothing says yes, a sentence says
why. `parts` is what `parts_of` says of the account and this case, where it was read already."""

from collections.abc import Sequence

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.documents.models import Dokumen
from perkim.lib.money import rupiah
from perkim.lib.text import within_sentence
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import Parts, parts_of, works_as
from perkim.swadaya.models import Ranking
from perkim.swadaya.ranking.allocation import QuotaStated
from perkim.swadaya.ranking.requirements import RankingApproved, RankingFrozen
from perkim.swadaya.ranking.values import total_of


def ranks_refusal(user: User, case: Berkas, parts: Parts | None = None) -> str:
    """Why this account may not freeze or announce; empty if it may."""
    roles = [case.declared_stage.worked_by]
    return _refusal(user, case, roles, "Peringkat disusun oleh {who} pada tahap penetapan.", parts)


def states_refusal(user: User, case: Berkas, parts: Parts | None = None) -> str:
    """Why this account may not state the quota; empty if it may: as soon as a stage asks for it, and when the list is
    made."""
    roles = [case.declared_stage.worked_by]
    words = "Kuota diisi oleh {who} sebelum SK penerima tercatat."
    return _refusal(user, case, roles, words, parts, also=QuotaStated)


def records_refusal(user: User, case: Berkas, parts: Parts | None = None) -> str:
    """Why this account may not record objections or close the time for them; empty if it may."""
    roles = [Role.STAF, case.declared_stage.worked_by]
    return _refusal(user, case, roles, "Sanggahan dicatat oleh {who} pada tahap penetapan.", parts)


def approval_refusal(user: User, case: Berkas) -> str:
    """Why this account may not approve the list or send it back; empty if it may."""
    requirement = RankingApproved.find(case.declared_stage)
    role = requirement.worked_by if requirement else Role.KADIS
    return _refusal(user, case, [role], "Daftar ini disetujui oleh {who} pada tahap penetapan.")


def fills_refusal(user: User, case: Berkas, parts: Parts | None = None) -> str:
    """Why this account may not let a reserve move up; empty if it may. Also after the stage of the ranking."""
    if RankingFrozen.find(case.declared) is None or not case.is_open or case.frozen:
        return "Kegiatan ini sudah ditutup atau sedang dibekukan, jadi cadangan tidak bisa dinaikkan."
    role = next(stage.worked_by for stage in case.declared.stages if RankingFrozen.find(stage))
    if not works_as(user, case, [role], parts or parts_of(user, [case])):
        return f"Cadangan dinaikkan oleh {within_sentence(role.label)}."
    return ""


def is_decreed(case: Berkas) -> bool:
    """Whether the decree that names the recipients is recorded: then the ranking stays as it is."""
    requirement = RankingFrozen.find(case.declared)
    return requirement is not None and Dokumen.objects.live().filter(berkas=case, key=requirement.decree).exists()


def ceiling_fault(case: Berkas, ceiling: int | None) -> str:
    """Why the ceiling (pagu, Rp) of an activity cannot be so: what its decree gives is promised. Empty if it can.
    Source: `domain.md` §4.3 (DAK-03: sum of values ≤ pagu)."""
    ranking = Ranking.objects.current().filter(berkas=case).first() if is_decreed(case) else None
    given = total_of(ranking) if ranking else 0
    if given <= (ceiling or 0):
        return ""
    return (
        f"SK penerima sudah menetapkan {rupiah(given)}, jadi pagu kegiatan tidak dapat lebih kecil. Bila pagunya "
        "dikurangi, gugurkan penerima yang tidak terdanai dan ubah SK-nya dahulu."
    )


def _refusal(
    user: User,
    case: Berkas,
    roles: Sequence[Role],
    words: str,
    parts: Parts | None = None,
    *,
    also: type[Requirement] = RankingFrozen,
) -> str:
    """`also`: where a stage asks for this it may be done too, beside the stage that freezes the ranking."""
    who = " atau ".join(within_sentence(role.label) for role in roles)
    stage = case.declared_stage
    if not case.is_open or case.frozen or not (RankingFrozen.find(stage) or also.find(stage)):
        return words.format(who=who)
    return "" if works_as(user, case, roles, parts or parts_of(user, [case])) else words.format(who=who)
