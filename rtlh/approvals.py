"""What the head of the agency reads before he agrees to a list of recipients. See `perkim/portal/approval.py`."""

from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from perkim.accounts.models import User
from perkim.documents.models import Konsep
from perkim.portal.approval import Approval, Check, Summary, register_approval
from perkim.sipoc.models import Berkas
from perkim.swadaya.actions.announcing import approve_ranking, send_back
from perkim.swadaya.models import Calon, Override, Ranking
from perkim.swadaya.ranking_policies import approval_refusal
from rtlh import documents

REASONS = (
    "Nilai bantuan atau jumlah rumah pada konsep SK belum sesuai dengan pagu.",
    "Nama atau alamat pada lampiran konsep SK perlu diperiksa lagi.",
    "Jawaban atas sanggahan belum cukup jelas.",
)


def recipients(case: Berkas) -> Summary | None:
    """The list in numbers, checks and exceptions; None before it is frozen. Ten queries at most."""
    ranking = Ranking.objects.standing().filter(berkas=case).select_related("approved_by").first()
    if ranking is None:
        return None
    draft = Konsep.objects.standing().filter(berkas=case, key=documents.SK_PENERIMA.key).select_related("upload")
    konsep = draft.first()
    within = ranking.places.within()
    houses, waiting = within.filter(berkas__outcome="").count(), ranking.places.reserves().count()
    checks = [*_checks(ranking, houses), _paper_check(konsep, ranking)]
    return Summary(
        title=f"SK penerima bantuan RTLH {case.year}",
        numbers=((str(houses), "rumah"), (_short(houses * ranking.each), f"{_rupiah(ranking.each)} per rumah")),
        facts=(
            ("Menetapkan", f"{case.title}: penerima di dalam kuota menurut peringkat"),
            ("Cadangan", f"{waiting} calon"),
            ("Diumumkan", _days(ranking)),
        ),
        checks=checks,
        notes=_notes(ranking),
        details=(reverse("swadaya:ranking", args=[case.public_id]), "Lihat peringkat dan sanggahan"),
        effects=(
            f"{houses} keluarga diajukan kepada Bupati untuk menerima {_rupiah(houses * ranking.each)}.",
            "Daftar ini tidak berubah lagi, kecuali peringkat dibekukan dan diumumkan dari awal.",
            "Staf menyiapkan SK untuk ditandatangani Bupati.",
        ),
        paper=_paper(konsep),
        seen=f"{ranking.pk}:{konsep.sha256[:16] if konsep else ''}",
        done=_done(ranking),
        waits="" if all(each.good for each in checks) else "Belum bisa disetujui: ada pemeriksaan yang belum beres.",
    )


def _checks(ranking: Ranking, houses: int) -> list[Check]:
    total = houses * ranking.each
    ceiling = ranking.rupiah if ranking.rupiah is not None else ranking.berkas.amount
    ids = list(ranking.places.within().values_list("berkas", flat=True))
    twice = Calon.objects.filter(berkas__any_of=ids).order_by().values("person").annotate(n=Count("id")).filter(n__gt=1)
    gone = ranking.places.vacant().count()
    fit = f"{gone} calon gugur belum ada penggantinya" if gone else "Semua calon di dalam kuota masih layak"
    closed = "Masa sanggah ditutup, semua sanggahan dijawab" if ranking.closed_at else "Masa sanggah belum ditutup"
    return [
        Check(
            good=ceiling is None or total <= ceiling,
            words=f"Nilai tidak melebihi pagu {_rupiah(ceiling)}" if ceiling is not None else "Pagu tidak dibatasi",
            hint=f"Sisa {_rupiah(ceiling - total)}" if ceiling is not None else "",
        ),
        Check(good=not gone, words=fit, hint="Menurut survei dan penilaian kelayakan"),
        Check(good=not twice.exists(), words="Tidak ada orang yang tercantum dua kali", hint="Menurut NIK"),
        Check(good=ranking.closed_at is not None, words=closed, hint=_days(ranking)),
    ]


def _paper_check(konsep: Konsep | None, ranking: Ranking) -> Check:
    if konsep is None or not konsep.is_ready:
        return Check(good=False, words="Konsep SK belum dibuat", hint="Dibuat staf pada halaman naskahnya")
    if konsep.data["isi"].get("peringkat") != ranking.pk:
        return Check(good=False, words="Konsep SK memuat peringkat yang lama", hint="Buat konsepnya lagi")
    rows = konsep.data["isi"]["lampiran"]["jumlah"]
    return Check(good=True, words=f"Lampiran konsep SK memuat {rows} nama menurut peringkat ini")


def _notes(ranking: Ranking) -> list[str]:
    """What is out of the ordinary."""
    notes = []
    counted = ranking.objections.aggregate(all=Count("id"), upheld=Count("id", filter=Q(upheld=True)))
    if counted["all"]:
        upheld = f"{counted['upheld']} di antaranya diterima" if counted["upheld"] else "tidak ada yang diterima"
        notes.append(f"{counted['all']} sanggahan masuk, {upheld}.")
    ids = list(ranking.places.within().values_list("berkas", flat=True))
    decided = Override.objects.standing().filter(berkas__any_of=ids).values("berkas").distinct().count()
    if decided:
        notes.append(f"{decided} calon layak karena putusan berbeda tim teknis, dengan alasan tercatat.")
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
    return f"Sudah disetujui {who.rstrip('.')}, {date_format(localdate(ranking.approved_at), 'j F Y')}."


def _days(ranking: Ranking) -> str:
    if ranking.announced_from is None or ranking.announced_until is None:
        return "Belum diumumkan"
    return f"{date_format(ranking.announced_from, 'j F Y')} sampai {date_format(ranking.announced_until, 'j F Y')}"


def _rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")


def _short(amount: int) -> str:
    """`Rp840 juta`, `Rp1,2 miliar`; below a million in full."""
    for least, word in ((10**9, "miliar"), (10**6, "juta")):
        if amount >= least:
            number = f"{amount / least:.1f}".removesuffix(".0").replace(".", ",")
            return f"Rp{number} {word}"
    return _rupiah(amount)


def _ranking(case: Berkas) -> Ranking:
    return Ranking.objects.standing().select_related("berkas").get(berkas=case)


def _approve(actor: User, case: Berkas, now: datetime) -> object:
    return approve_ranking(actor=actor, ranking=_ranking(case), now=now)


def _send_back(actor: User, case: Berkas, reason: str, now: datetime) -> object:
    return send_back(actor=actor, ranking=_ranking(case), reason=reason, now=now)


RECIPIENTS = register_approval(
    Approval(
        process="rtlh.kegiatan",
        key="persetujuan",
        summary=recipients,
        refusal=approval_refusal,
        approve=_approve,
        send_back=_send_back,
        reasons=REASONS,
    )
)
