"""What stands on the papers about a household's money: LPD, receipts, and the handing over of the house.

Plain data for `templates/documents/naskah`; amounts in whole rupiah, days as ISO text.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.formats import date_format

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.banking.models import Account
from perkim.documents.models import Dokumen
from perkim.documents.office import office_on
from perkim.documents.signers import held_by, officer, post_on, signer, title_of
from perkim.funds.amounts import GATES
from perkim.funds.gates import percent
from perkim.funds.models import Lpd, Plan
from perkim.funds.standing import Standing, standing_of
from perkim.funds.terms import Excess, Kind
from perkim.lib.terbilang import terbilang
from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import declare, whole_number
from perkim.parameters.reading import value_on
from perkim.people.masking import mask_nik
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, HouseSurvey, KpbMember
from perkim.swadaya.models.groups import Office
from perkim.swadaya.standing import standing_of as verdict_of
from perkim.swadaya.terms import Kind as Repair
from rtlh.drafts import head_of, village

PPK = "Pejabat Pembuat Komitmen"
# What is not known is written on the sheet by hand.
BY_HAND = "........................................"
# No source states how long the household is helped with what turns out wrong.
CARE = declare("rtlh.masa_pelihara", "Masa pemeliharaan rumah", unit="bulan", parse=whole_number(1, 60))
state_first_value(
    FirstValue(key=CARE.key, value=3, starts=date(2020, 1, 1), basis="Nilai awal portal; dapat diubah dinas")
)
ACTIVITY = "Bantuan perbaikan rumah tidak layak huni"


def report(term: int, case: Berkas, day: date) -> Mapping[str, Any]:
    """The household's report on a term's money. Raises SipocError before its figures are there."""
    standing, calon = standing_of(case), _calon(case)
    ceilings = _plan(standing).ceilings
    told = _told(standing, term)
    spent = standing.paid(Kind.MATERIAL, 1) if term == 2 else 0
    left, wages = ceilings.material_left(term, spent), ceilings.wages_of(term)
    material = min(told.receipts, left)
    return {
        **village(case.region),
        "tahap": term,
        "kegiatan": ACTIVITY,
        "tahun": case.year,
        "penerima": {
            "nama": calon.person.name,
            "nik": mask_nik(calon.person.nik),
            "alamat": calon.address or BY_HAND,
            "kpb": _group(case),
            "rekening": _account(case),
        },
        "diterima": left + wages,
        "bahan": [_line("Bahan bangunan menurut nota", f"{told.shop}, nota {told.receipt_number}", material)],
        "upah": [_line("Upah tukang", "Absensi dan kuitansi", wages)],
        "jumlah_bahan": material,
        "jumlah_upah": wages,
        "terpakai": material + wages,
        "sisa": left - material,
        "fisik": percent(standing.physical) if standing.physical is not None else "0",
        "lampiran": [
            f"nota toko {told.receipt_number} dan tanda terima bahan",
            "kuitansi dan absensi tukang",
            f"foto fisik 0% dan {value_on(GATES, day)[term]}%",
        ],
        "tanggal": "",
        "penanda_tangan": [
            {**signer(None, "Penerima bantuan"), "nama": calon.person.name},
            {**signer(None, "Ketua KPB"), "nama": _chair(case)},
            signer(_facilitator(case), str(Role.TFL.label), "Diperiksa,"),
            officer(Role.TIM_TEKNIS, case, day, str(Role.TIM_TEKNIS.label), "Mengetahui,"),
        ],
    }


def receipt(term: int, case: Berkas, day: date) -> Mapping[str, Any]:
    """The receipt for what was paid in a term. Raises SipocError before it was."""
    standing, calon = standing_of(case), _calon(case)
    material, wages = standing.paid(Kind.MATERIAL, term), standing.paid(Kind.WAGES, term)
    if not material:
        raise SipocError(f"Kuitansi dibuat setelah pencairan tahap {term} dibukukan.")
    where = village(case.region)
    place = f"{where['jenis_desa']} {where['desa']} Kecamatan {where['kecamatan']}"
    return {
        "dari": f"{PPK} {_agency(office_on(day))}",
        "jumlah": material + wages,
        "untuk": f"Bahan dan upah tahap {term}, {ACTIVITY.lower()} Tahun Anggaran {case.year} di {place}",
        "tanggal": "",
        "penerima": {**signer(None, "Yang menerima,"), "nama": calon.person.name, "meterai": True},
        "mengetahui": [
            officer(Role.BENDAHARA, case, day, str(Role.BENDAHARA.label), "Mengetahui,"),
            officer(Role.KADES, case, day, head_of(case.region), "Mengetahui,"),
        ],
    }


def handover(case: Berkas, day: date) -> Mapping[str, Any]:
    """The record of handing over a finished house. Raises SipocError while its account holds money."""
    standing, calon = standing_of(case), _calon(case)
    if standing.balance or not standing.filled:
        raise SipocError("BAST dibuat setelah saldo rekening penerima Rp0.")
    material = sum(standing.paid(Kind.MATERIAL, term) for term in (1, 2))
    wages = sum(standing.paid(Kind.WAGES, term) for term in (1, 2))
    verdict = verdict_of(case.pk)
    survey = HouseSurvey.objects.filter(berkas=case).first()
    post, office = post_on(Role.PPK, case, day), office_on(day)
    where = village(case.region)
    return {
        **where,
        "tentang": "Serah terima hasil pekerjaan bantuan perbaikan rumah",
        "tempat": f"{where['jenis_desa']} {where['desa']}",
        "kegiatan": ACTIVITY.lower(),
        "tahun": case.year,
        "pertama": {
            "nama": post.user.name if post else BY_HAND,
            "jabatan": f"{title_of(post, PPK) if post else PPK} pada {_agency(office)}",
            "alamat": office["alamat"],
        },
        "kedua": {"nama": calon.person.name, "jabatan": "penerima bantuan", "alamat": calon.address or BY_HAND},
        "rumah": {
            "alamat": calon.address or BY_HAND,
            "jenis": str(Repair(verdict.assessment.kind).label) if verdict and verdict.assessment.kind else BY_HAND,
            "luas": _measure(survey.house_area if survey else calon.house_area),
            "koordinat": f"{calon.latitude}; {calon.longitude}".replace(".", ",") if calon.latitude else BY_HAND,
        },
        "nilai": material + wages,
        "bahan": material,
        "upah": wages,
        "swadaya": _own_effort(standing),
        "keadaan": "Selesai 100%, baik, dan layak huni",
        "pemeliharaan": _care(day),
        "dasar": _basis(case, office["kepala_daerah"]),
        "penanda_tangan": [
            held_by(post, PPK, "PIHAK PERTAMA,"),
            {**signer(None, "Penerima bantuan", "PIHAK KEDUA,"), "nama": calon.person.name},
            officer(Role.KADES, case, day, head_of(case.region), "Mengetahui,"),
        ],
    }


# One object for each term, so that a paper that is declared twice stays the same paper.
REPORTS = {term: partial(report, term) for term in (1, 2)}
RECEIPTS = {term: partial(receipt, term) for term in (1, 2)}


def _agency(office: Mapping[str, str]) -> str:
    return f"{office['instansi']} {office['daerah']}".strip()


def _calon(case: Berkas) -> Calon:
    return Calon.objects.select_related("person").get(berkas=case)


def _plan(standing: Standing) -> Plan:
    if standing.plan is None:
        raise SipocError("LPD dibuat setelah dana disalurkan ke rekening penerima.")
    return standing.plan


def _told(standing: Standing, term: int) -> Lpd:
    told = standing.reports.get(term)
    if told is None:
        raise SipocError(f"Isi nilai LPD tahap {term} dahulu, lalu buat konsepnya.")
    return told


def _line(what: str, proof: str, amount: int) -> dict[str, Any]:
    return {"uraian": what, "bukti": proof, "volume": "1", "satuan": "ls", "harga": amount, "jumlah": amount}


def _account(case: Berkas) -> str:
    """Bank and end of the number; a dotted line to write on while none is recorded."""
    found = Account.objects.standing().filter(berkas=case).first()
    return f"{found}, atas nama {found.holder}" if found else BY_HAND


def _group(case: Berkas) -> str:
    seat = KpbMember.objects.filter(berkas=case).select_related("kpb").first()
    return seat.kpb.name if seat else BY_HAND


def _chair(case: Berkas) -> str:
    """The chair of the household's group."""
    chair = KpbMember.objects.filter(kpb__members__berkas=case, office=Office.CHAIR).first()
    found = Calon.objects.filter(berkas_id=chair.berkas_id).select_related("person").first() if chair else None
    return found.person.name if found else ""


def _facilitator(case: Berkas) -> User | None:
    """Who was handed this house."""
    part = case.participants.live().filter(capacity=Role.TFL, user__isnull=False).select_related("user").first()
    return part.user if part else None


def _own_effort(standing: Standing) -> int:
    """What the household paid the shop above the ceiling (Rp)."""
    own = {term: told for term, told in standing.reports.items() if told.excess == Excess.OWN}
    return sum(told.receipts - standing.paid(Kind.MATERIAL, term) for term, told in own.items())


def _care(day: date) -> str:
    months = value_on(CARE, day)
    return f"{months} ({terbilang(months)}) bulan sejak tanggal berita acara ini"


def _measure(area: Decimal | None) -> str:
    return f"{area:.2f}".replace(".", ",") if area else BY_HAND


def _basis(case: Berkas, regent: str) -> list[str]:
    """The decree of the year and the record of the second report, as far as they are there."""
    year = case.parent.parent if case.parent else None
    wanted = (
        (year, "sk_penerima", f"Keputusan {regent}"),
        (case, "ba_lpd_2", "Berita Acara Pemeriksaan LPD Tahap 2"),
    )
    found = []
    for owner, key, title in wanted:
        paper = Dokumen.objects.live().filter(berkas=owner, key=key).first() if owner else None
        if paper and paper.dated:
            found.append(f"{title} Nomor {paper.number} tanggal {date_format(paper.dated, 'j F Y')}")
    return found
