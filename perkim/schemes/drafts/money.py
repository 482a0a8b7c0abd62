"""What stands on the papers about a household's money: LPD and receipts.

Plain data for `templates/documents/naskah`; amounts in whole rupiah, days as ISO text.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from perkim.accounts.models import User
from perkim.banking.models import Account
from perkim.budgets.shops.chosen import shop_of
from perkim.documents.signers import officer, signer
from perkim.documents.stamp_duty import stamp_duty
from perkim.funds.case_funds import CaseFunds, funds_of, gates_on
from perkim.funds.gates import percent
from perkim.funds.models import Lpd, Plan
from perkim.funds.terms import EntryKind, Excess
from perkim.lib.money import rupiah
from perkim.people.masking import mask_nik
from perkim.schemes.drafts.places import village
from perkim.schemes.scheme import Scheme
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.kpb.models import KpbOffice
from perkim.swadaya.models import Calon, KpbMember

# What is not known is written on the sheet by hand.
BY_HAND = "........................................"
# Lines of the attendance list for builders, filled in by hand.
BUILDERS = 4


def report(scheme: Scheme, term: int, case: Berkas, day: date) -> Mapping[str, Any]:
    """The household's report on a term's money. The shop's receipts stand there as they are, also above the ceiling:
    what of them the aid pays, and who bears the rest, is said beside. Raises SipocError before its figures are there.
    Source: `domain.md` §4.5, example 3."""
    money, calon = funds_of(case), calon_of(case)
    ceilings = _plan(money).ceilings
    lpd = _report_of(money, term)
    spent = money.paid(EntryKind.MATERIAL, 1) if term == 2 else 0
    left, wages = ceilings.material_left(term, spent), ceilings.wages_of(term)
    material = min(lpd.receipts, left)
    return {
        **village(case.region),
        "tahap": term,
        "kegiatan": scheme.heading,
        "tahun": case.year,
        "penerima": {
            "nama": calon.person.name,
            "nik": mask_nik(calon.person.nik),
            "alamat": calon.address or BY_HAND,
            "kpb": _group(case),
            "rekening": _account(case),
        },
        "diterima": left + wages,
        "bahan": [_line("Bahan bangunan menurut nota", f"{lpd.shop}, nota {lpd.receipt_number}", lpd.receipts)],
        "upah": [_line("Upah tukang", "Absensi dan kuitansi", wages)],
        "jumlah_bahan": lpd.receipts,
        "jumlah_upah": wages,
        "bahan_dibayar": material,
        "kelebihan": lpd.receipts - material,
        "kelebihan_oleh": _borne_by(lpd),
        "terpakai": material + wages,
        "sisa": left - material,
        "fisik": percent(money.physical) if money.physical is not None else "0",
        "lampiran": [
            f"nota toko {lpd.receipt_number} dan tanda terima bahan",
            "kuitansi dan absensi tukang",
            f"foto fisik 0% dan {gates_on(day)[term]}%",
        ],
        "tanggal": "",
        "penanda_tangan": [
            {**signer(None, "Penerima bantuan"), "nama": calon.person.name},
            *([{**signer(None, "Ketua KPB"), "nama": _chair(case)}] if scheme.groups else []),
            signer(_facilitator(scheme, case), str(scheme.roles.facilitator.label), "Diperiksa,"),
            officer(scheme.roles.team, case, day, str(scheme.roles.team.label), "Mengetahui,"),
        ],
    }


def material_receipt(scheme: Scheme, term: int, case: Berkas, day: date) -> Mapping[str, Any]:
    """What the shop signs: it received the transfer for a term's material. Raises SipocError before it was paid."""
    money, calon, shop = funds_of(case), calon_of(case), shop_of(case)
    material = _paid(money, EntryKind.MATERIAL, term)
    lpd = money.reports.get(term)
    name = lpd.shop if lpd else shop.name if shop else BY_HAND
    receipt = lpd.receipt_number if lpd else BY_HAND
    chosen = shop if shop and shop.name == name else None
    return {
        "dari": f"{calon.person.name}, penerima bantuan, lewat pemindahbukuan dari {_account(case)}",
        "jumlah": material,
        "untuk": f"Bahan bangunan tahap {term} menurut nota {receipt}, {_for_what(scheme, case)}",
        "rekening": {"bank": chosen.bank, "nomor": BY_HAND, "pemilik": chosen.account_holder} if chosen else None,
        "tanggal": "",
        "penerima": {
            **signer(None, name, "Yang menerima,"),
            "nama": chosen.owner if chosen else "",
            "meterai": stamp_duty(material, day),
        },
        "mengetahui": [
            {**signer(None, "Penerima bantuan"), "nama": calon.person.name},
            officer(scheme.roles.treasurer, case, day, str(scheme.roles.treasurer.label), "Mengetahui,"),
        ],
    }


def wage_receipt(scheme: Scheme, term: int, case: Berkas, day: date) -> Mapping[str, Any]:
    """What the builders sign for the wages of a term, with the days they worked (format II-39). Raises SipocError
    before they were paid."""
    calon, wages = calon_of(case), _paid(funds_of(case), EntryKind.WAGES, term)
    return {
        "dari": f"{calon.person.name}, penerima bantuan",
        "jumlah": wages,
        "untuk": f"Upah tukang tahap {term} menurut absensi di bawah, {_for_what(scheme, case)}",
        "tanggal": "",
        "penerima": {**signer(None, "Tukang", "Yang menerima,"), "meterai": stamp_duty(wages, day)},
        "mengetahui": [
            {**signer(None, "Penerima bantuan", "Yang membayar,"), "nama": calon.person.name},
            signer(_facilitator(scheme, case), str(scheme.roles.facilitator.label), "Mengetahui,"),
        ],
        "absensi": list(range(1, BUILDERS + 1)),
    }


def to_be_paid(term: int, case: Berkas) -> Sequence[tuple[str, str]]:
    """What is read before the payment of a term is verified or ordered; nothing before its report is there."""
    money = funds_of(case)
    lpd, reported = money.reports.get(term), money.reported(term)
    if lpd is None or reported is None:
        return ()
    material, wages = reported
    above = lpd.receipts - material
    checked = f"Cocok, {lpd.checked_by.name}" if lpd.checked_by and term in money.checked else "Belum diperiksa"
    return (
        ("Ke toko", f"{rupiah(material)} · {lpd.shop}, nota {lpd.receipt_number}"),
        ("Upah tukang", rupiah(wages)),
        ("Jumlah", rupiah(material + wages)),
        *([("Kelebihan nota", f"{rupiah(above)} · {_borne_by(lpd)}")] if above else ()),
        ("Pemeriksaan nilai LPD", checked),
    )


def _paid(money: CaseFunds, kind: EntryKind, term: int) -> int:
    if amount := money.paid(kind, term):
        return amount
    raise SipocError(f"Kuitansi dibuat setelah pencairan tahap {term} dibukukan.")


def _for_what(scheme: Scheme, case: Berkas) -> str:
    where = village(case.region)
    place = f"{where['jenis_desa']} {where['desa']} Kecamatan {where['kecamatan']}"
    return f"{scheme.activity} Tahun Anggaran {case.year} di {place}"


def _borne_by(lpd: Lpd) -> str:
    """Who bears what the receipts have above the ceiling, as the sheet says it."""
    if lpd.excess == Excess.LATER:
        return "Dipindahkan ke nota tahap 2, tidak dibayar pada tahap ini"
    return "Ditanggung penerima sebagai swadaya"


def calon_of(case: Berkas) -> Calon:
    return Calon.objects.select_related("person").get(berkas=case)


def _plan(money: CaseFunds) -> Plan:
    if money.plan is None:
        raise SipocError("LPD dibuat setelah dana disalurkan ke rekening penerima.")
    return money.plan


def _report_of(money: CaseFunds, term: int) -> Lpd:
    lpd = money.reports.get(term)
    if lpd is None:
        raise SipocError(f"Isi nilai LPD tahap {term} dahulu, lalu buat konsepnya.")
    return lpd


def _line(what: str, proof: str, amount: int) -> dict[str, Any]:
    return {"uraian": what, "bukti": proof, "volume": "1", "satuan": "ls", "harga": amount, "jumlah": amount}


def _account(case: Berkas) -> str:
    """Bank and end of the number; a dotted line to write on while none is recorded."""
    account = Account.objects.current().filter(berkas=case).first()
    return f"{account}, atas nama {account.holder}" if account else BY_HAND


def _group(case: Berkas) -> str:
    seat = KpbMember.objects.filter(berkas=case).select_related("kpb").first()
    return seat.kpb.name if seat else BY_HAND


def _chair(case: Berkas) -> str:
    """The chair of the household's group."""
    chair = KpbMember.objects.filter(kpb__members__berkas=case, office=KpbOffice.CHAIR).first()
    calon = Calon.objects.filter(berkas_id=chair.berkas_id).select_related("person").first() if chair else None
    return calon.person.name if calon else ""


def _facilitator(scheme: Scheme, case: Berkas) -> User | None:
    """Who was handed this house."""
    part = (
        case.participants.live()
        .filter(capacity=scheme.roles.facilitator, user__isnull=False)
        .select_related("user")
        .first()
    )
    return part.user if part else None
