"""What stands on the record of handing over a finished house (BAST). Source: `domain.md` §4.3 (DAK-08), §4.6."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format

from perkim.budgets.budget_status import budget_status_of as budget_of
from perkim.documents.models import Dokumen
from perkim.documents.office import office_on
from perkim.documents.signers import held_by, officer, post_on, signer, title_of
from perkim.funds.case_funds import CaseFunds, funds_of
from perkim.funds.terms import EntryKind, Excess
from perkim.lib.terbilang import terbilang
from perkim.parameters.reading import value_on
from perkim.schemes.drafts.money import BY_HAND, calon_of
from perkim.schemes.drafts.places import head_of, village
from perkim.schemes.drafts.signing import decreed_by
from perkim.schemes.scheme import Scheme
from perkim.schemes.values import care_parameter
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import HouseSurvey, Place, Succession
from perkim.swadaya.ranking.amending import unnamed
from perkim.swadaya.terms import WorkKind
from perkim.swadaya.verdict.eligibility import eligibility_of as verdict_of

PPK = "Pejabat Pembuat Komitmen"


def _agency(office: Mapping[str, str]) -> str:
    return f"{office['instansi']} {office['daerah']}".strip()


def handover(scheme: Scheme, case: Berkas, day: date) -> Mapping[str, Any]:
    """The record of handing over a finished house. Raises SipocError while its account holds money."""
    money, calon = funds_of(case), calon_of(case)
    if money.balance or not money.filled:
        raise SipocError("BAST dibuat setelah saldo rekening penerima Rp0.")
    material = sum(money.paid(EntryKind.MATERIAL, term) for term in scheme.terms)
    wages = sum(money.paid(EntryKind.WAGES, term) for term in scheme.terms)
    verdict = verdict_of(case.pk)
    survey = HouseSurvey.objects.filter(berkas=case).first()
    post, office = post_on(scheme.roles.orderer, case, day), office_on(day)
    where = village(case.region)
    return {
        **where,
        "tentang": f"Serah terima hasil pekerjaan {scheme.house_work}",
        "tempat": f"{where['jenis_desa']} {where['desa']}",
        "kegiatan": scheme.activity,
        "tahun": case.year,
        "pertama": {
            "nama": post.user.name if post else BY_HAND,
            "jabatan": f"{title_of(post, PPK) if post else PPK} pada {_agency(office)}",
            "alamat": office["alamat"],
        },
        "kedua": {"nama": calon.person.name, "jabatan": receives_as(case), "alamat": calon.address or BY_HAND},
        "rumah": {
            "alamat": calon.address or BY_HAND,
            "jenis": str(WorkKind(verdict.assessment.kind).label) if verdict and verdict.assessment.kind else BY_HAND,
            "luas": _measure(survey.house_area if survey else calon.house_area),
            "koordinat": f"{calon.latitude}; {calon.longitude}".replace(".", ",") if calon.latitude else BY_HAND,
        },
        "nilai": material + wages,
        "bahan": material,
        "upah": wages,
        "rincian_swadaya": _own_effort(case, money),
        "keadaan": "Selesai 100%, baik, dan layak huni",
        "pemeliharaan": _care(scheme, day),
        "dasar": basis(scheme, case, decreed_by(scheme, office)),
        "penanda_tangan": [
            held_by(post, PPK, "PIHAK PERTAMA,"),
            {**signer(None, "Penerima bantuan", "PIHAK KEDUA,"), "nama": calon.person.name},
            officer(scheme.roles.village_head, case, day, head_of(case.region), "Mengetahui,"),
        ],
    }


def _own_effort(case: Berkas, money: CaseFunds) -> list[dict[str, Any]]:
    """What the household gave itself (Rp): as its plan names it, and what it paid the shop above the ceiling."""
    budget = budget_of(case).budget
    own = {term: lpd for term, lpd in money.reports.items() if lpd.excess == Excess.OWN}
    above = sum(lpd.receipts - money.paid(EntryKind.MATERIAL, term) for term, lpd in own.items())
    parts = [("menurut RAB", budget.amounts.own if budget else 0)]
    parts += [("kelebihan nota yang dibayar penerima", above)] if above else []
    return [{"uraian": what, "jumlah": amount} for what, amount in parts]


def receives_as(case: Berkas) -> str:
    """`penerima bantuan`; an heir names whom he follows."""
    last = Succession.objects.live().filter(berkas=case).select_related("before", "after").order_by("id").last()
    return f"penerima bantuan, {last.kin.lower()} dan penerus {last.before.name}" if last else "penerima bantuan"


def _care(scheme: Scheme, day: date) -> str:
    months = value_on(care_parameter(scheme), day)
    return f"{months} ({terbilang(months)}) bulan sejak tanggal berita acara ini"


def _measure(area: Decimal | None) -> str:
    return f"{area:.2f}".replace(".", ",") if area else BY_HAND


def basis(scheme: Scheme, case: Berkas, by: str) -> list[str]:
    """The decree of the year, the amending one where it is by that that the household receives, and the record of the
    second report, as far as they are there."""
    year = case.parent.parent if case.parent else None
    wanted = [(year, scheme.decree.key, f"Keputusan {by}")]
    if _named_later(scheme, case):
        wanted.append((year, scheme.decree.amended_key, f"Keputusan {by}"))
    wanted.append((case, f"ba_lpd_{scheme.last_term}", f"Berita Acara Pemeriksaan LPD Tahap {scheme.last_term}"))
    papers = []
    for owner, key, title in wanted:
        paper = Dokumen.objects.live().filter(berkas=owner, key=key).first() if owner else None
        if paper and paper.dated:
            about = " tentang perubahan penerima bantuan" if key == scheme.decree.amended_key else ""
            papers.append(f"{title} Nomor {paper.number} tanggal {date_format(paper.dated, 'j F Y')}{about}")
    return papers


def _named_later(scheme: Scheme, case: Berkas) -> bool:
    """Whether it receives by the amending decree: an heir before any payment, or a reserve that moved up after the
    first one."""
    if Succession.objects.live().filter(berkas=case, by_decree=True).exists():
        return True
    moved = Place.objects.current().filter(berkas=case, instead_of__isnull=False)
    return bool(unnamed(moved, (scheme.decree.key,)))
