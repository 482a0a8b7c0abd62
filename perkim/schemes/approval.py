"""What the head of the agency reads before he agrees to a list of recipients. See `perkim/portal/approvals`."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from perkim.accounts.models import User
from perkim.documents.models import Konsep
from perkim.lib.money import rupiah
from perkim.portal.approvals.declarations import Approval, PriorCheck, Summary, register_approval
from perkim.schemes.applied import Applied
from perkim.schemes.scheme import Scheme
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, Ranking
from perkim.swadaya.ranking.announcing import approve_ranking, send_back
from perkim.swadaya.ranking.policies import approval_refusal
from perkim.swadaya.ranking.values import NO_CEILING, by_kind, houses_and_total
from perkim.swadaya.verdict.still_eligible import SHOWN, WHAT_TO_DO, NoLongerFit, Recheck, findings_in, recheck

RULES_APPLIED_AGAIN = (
    "E1 sampai E9 dan enam indikator dihitung ulang; bantuan terdahulu dicocokkan menurut NIK, KK, pasangan, dan letak "
    "rumah"
)


def recipients(scheme: Scheme, case: Berkas) -> Summary | None:
    """The list in numbers, checks and exceptions; None before it is frozen. A bounded number of queries."""
    ranking = (
        Ranking.objects.current().filter(berkas=case).select_related("approved_by", "berkas", "announcement").first()
    )
    if ranking is None:
        return None
    drafts = Konsep.objects.current().filter(berkas=case, key=scheme.decree.key).select_related("upload")
    konsep = drafts.first()
    listed, waiting = _listed(ranking), ranking.places.reserves().count()
    houses, total = houses_and_total(ranking)
    answers = recheck([each.pk for each in listed], localdate())
    unfit = findings_in(listed, answers)
    checks = [*_checks(ranking, total, listed, unfit), _paper_check(konsep, ranking, len(listed), total)]
    return Summary(
        title=f"SK penerima bantuan {scheme.title} {case.year}",
        numbers=((str(houses), "rumah"), (_short(total), f"{by_kind(ranking.worth)} per rumah")),
        facts=(
            ("Menetapkan", f"{case.title}: penerima di dalam kuota menurut peringkat"),
            ("Cadangan", f"{waiting} calon"),
            ("Diumumkan", _days(ranking)),
        ),
        checks=checks,
        notes=_notes(ranking, answers),
        details=(reverse("swadaya:ranking", args=[case.public_id]), "Lihat peringkat dan sanggahan"),
        effects=(
            f"{houses} keluarga diajukan kepada {scheme.decree.body} untuk menerima {rupiah(total)}.",
            "Daftar ini tetap, kecuali cadangan naik menggantikan yang gugur atau peringkat dibekukan dari awal.",
            f"Staf menyiapkan SK untuk ditandatangani {scheme.decree.body}.",
        ),
        paper=_paper(konsep),
        seen=f"{ranking.pk}:{konsep.sha256[:16] if konsep else ''}",
        done=_done(ranking),
        waits="" if all(each.good for each in checks) else "Belum bisa disetujui: ada pemeriksaan yang belum beres.",
    )


def _checks(ranking: Ranking, total: int, listed: Sequence[Berkas], unfit: Sequence[NoLongerFit]) -> list[PriorCheck]:
    """Each line says what was counted or compared just now, and nothing else."""
    gone = ranking.places.vacant().count()
    lowong = f"{gone} calon gugur belum ada penggantinya" if gone else "Tidak ada tempat lowong di dalam kuota"
    closed = "Masa sanggah ditutup, semua sanggahan dijawab" if ranking.is_closed else "Masa sanggah belum ditutup"
    return [
        _ceiling_check(ranking, total),
        PriorCheck(good=not gone, words=lowong),
        *_fit_checks(len(listed), unfit),
        _once_check(listed),
        PriorCheck(good=ranking.is_closed, words=closed, hint=_days(ranking)),
    ]


def _ceiling_check(ranking: Ranking, total: int) -> PriorCheck:
    """The sum of the annex beside the ceiling that the activity itself states (DPA)."""
    ceiling = ranking.berkas.amount
    if ceiling is None:
        return PriorCheck(good=False, words="Pagu kegiatan belum diisi", hint=NO_CEILING)
    compared = f"Nilai semua penerima {rupiah(total)}, pagu kegiatan {rupiah(ceiling)}"
    if total > ceiling:
        return PriorCheck(good=False, words=compared, hint=f"Melebihi pagu {rupiah(total - ceiling)}")
    return PriorCheck(good=True, words=compared, hint=f"Tidak melebihi pagu; sisa {rupiah(ceiling - total)}")


def _fit_checks(houses: int, unfit: Sequence[NoLongerFit]) -> list[PriorCheck]:
    """All rules asked again about everybody within the quota who has not dropped out."""
    if not unfit:
        words = f"{houses} calon di dalam kuota memenuhi syarat menurut data hari ini"
        return [PriorCheck(good=True, words=words, hint=RULES_APPLIED_AGAIN)]
    more = len(unfit) - SHOWN
    checks = [PriorCheck(good=False, words=str(each), hint=WHAT_TO_DO) for each in unfit[:SHOWN]]
    return [
        *checks,
        *([PriorCheck(good=False, words=f"{more} calon lain tidak lagi memenuhi syarat")] if more > 0 else []),
    ]


def _once_check(listed: Sequence[Berkas]) -> PriorCheck:
    people = Calon.objects.filter(berkas__any_of=[case.pk for case in listed]).order_by()
    twice = people.values("person", "person__name").annotate(n=Count("id")).filter(n__gt=1)
    if names := sorted(each["person__name"] for each in twice):
        return PriorCheck(
            good=False, words=f"Tercantum dua kali di dalam kuota: {', '.join(names)}", hint="Menurut NIK"
        )
    return PriorCheck(good=True, words="Tidak ada NIK yang tercantum dua kali di dalam kuota")


def _listed(ranking: Ranking) -> list[Berkas]:
    places = ranking.places.within().filter(berkas__outcome="").select_related("berkas").order_by("position")
    return [place.berkas for place in places]


def _paper_check(konsep: Konsep | None, ranking: Ranking, listed: int, total: int) -> PriorCheck:
    if konsep is None or not konsep.is_ready:
        return PriorCheck(good=False, words="Konsep SK belum dibuat", hint="Dibuat staf pada halaman naskahnya")
    if konsep.data["isi"].get("peringkat") != ranking.pk:
        return PriorCheck(good=False, words="Konsep SK memuat peringkat yang lama", hint="Buat konsepnya lagi")
    count = konsep.data["isi"]["lampiran"]["jumlah"]
    if count != listed:
        words = f"Lampiran konsep SK memuat {count} nama, padahal {listed} calon di dalam kuota"
        return PriorCheck(good=False, words=words, hint="Buat konsepnya lagi")
    if konsep.data["isi"]["lampiran"]["total"] != total:
        return PriorCheck(
            good=False, words="Jumlah nilai pada konsep SK berbeda dari peringkat", hint="Buat konsepnya lagi"
        )
    return PriorCheck(good=True, words=f"Lampiran konsep SK memuat {count} nama menurut peringkat ini")


def _notes(ranking: Ranking, answers: Mapping[int, Recheck]) -> list[str]:
    """What is out of the ordinary."""
    notes = []
    counted = ranking.objections.aggregate(all=Count("id"), upheld=Count("id", filter=Q(upheld=True)))
    if counted["all"]:
        upheld = f"{counted['upheld']} di antaranya diterima" if counted["upheld"] else "tidak ada yang diterima"
        notes.append(f"{counted['all']} sanggahan masuk, {upheld}.")
    if decided := sum(1 for each in answers.values() if each.decided and not each.reasons):
        notes.append(f"{decided} calon memenuhi syarat karena putusan berbeda, dengan alasan tercatat.")
    if replaced := ranking.places.filter(instead_of__isnull=False).count():
        notes.append(f"{replaced} cadangan naik menggantikan calon yang gugur.")
    if ranking.villages:
        notes.append(f"Kuota dibatasi pada {len(ranking.villages)} desa.")
    return notes


def _paper(konsep: Konsep | None) -> tuple[str, str] | None:
    if konsep is None or konsep.upload is None:
        return None
    return konsep.upload.get_absolute_url(), f"Baca konsep SK (PDF, {max(1, konsep.upload.size // 1024)} KB)"


def _done(ranking: Ranking) -> str:
    if not Ranking.objects.filter(pk=ranking.pk).approved_in_this_stay().exists() or not ranking.approved_at:
        return ""
    who = ranking.approved_by.name if ranking.approved_by else ""
    return f"Sudah disetujui {who}, {date_format(localdate(ranking.approved_at), 'j F Y')}."


def _days(ranking: Ranking) -> str:
    row = ranking.announcement
    return f"{date_format(row.starts, 'j F Y')} sampai {date_format(row.until, 'j F Y')}" if row else "Belum diumumkan"


def _short(amount: int) -> str:
    """`Rp840 juta`, `Rp1,2 miliar`; in full where that would leave something out."""
    for least, word in ((10**9, "miliar"), (10**6, "juta")):
        if amount >= least and amount % (least // 10) == 0:
            number = f"{amount / least:.1f}".removesuffix(".0").replace(".", ",")
            return f"Rp{number} {word}"
    return rupiah(amount)


def _ranking(case: Berkas) -> Ranking:
    return Ranking.objects.current().select_related("berkas").get(berkas=case)


def _approve(actor: User, case: Berkas, now: datetime) -> object:
    return approve_ranking(actor=actor, ranking=_ranking(case), now=now)


def _send_back(actor: User, case: Berkas, reason: str, now: datetime) -> object:
    return send_back(actor=actor, ranking=_ranking(case), reason=reason, now=now)


def register_recipients_approval(scheme: Scheme) -> Approval:
    """Make known what the head reads for this scheme, which ranks its households. Called while modules are imported."""
    return register_approval(
        Approval(
            process=f"{scheme.slug}.{scheme.year}",
            key="persetujuan",
            summary=Applied(recipients, (scheme,)),
            refusal=approval_refusal,
            approve=_approve,
            send_back=_send_back,
            reasons=scheme.reasons.list_wrong,
        )
    )
