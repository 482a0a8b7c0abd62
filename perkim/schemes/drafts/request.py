"""What stands on the letter that asks somebody outside of the agency to decree the recipients, with the list; and what
of the list is read beside the decree that comes back. Source: `domain.md` §4.4 (BSPS-02)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate

from perkim.documents.models import Dokumen
from perkim.documents.office import office_on
from perkim.documents.signers import officer
from perkim.lib.money import rupiah
from perkim.schemes.drafts.named import annex, named_list
from perkim.schemes.scheme import Scheme
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Ranking
from perkim.swadaya.ranking.values import by_kind, houses_and_total
from perkim.swadaya.terms import WorkKind
from perkim.swadaya.verdict.still_eligible import refuse_unfit


def request(scheme: Scheme, case: Berkas, day: date) -> Mapping[str, Any]:
    """The letter of a year's activity with the list as its annex. Raises SipocError before there is a list, or for who
    does not meet the rules any more. A bounded number of queries, however many recipients."""
    named = named_list(case)
    refuse_unfit(named.going_on, localdate(), why="Konsep surat belum dibuat")
    rows, office = annex(named), office_on(day)
    return {
        "peringkat": named.ranking,
        "sifat": "Penting",
        "lampiran": "1 (satu) berkas",
        "hal": f"Pengajuan penetapan penerima {scheme.activity} Tahun Anggaran {case.year}",
        "kepada": [scheme.decree.office, "di tempat"],
        "kegiatan": scheme.named,
        "tahun": case.year,
        "dasar": _allocation(scheme, case),
        "verifikasi": _verifications(case),
        "jenis": [
            {"jenis": str(kind.label), "rumah": len(houses), "nilai": sum(houses)}
            for kind in WorkKind
            if (houses := [named.worth[place.kind].total for place in named.places if place.kind == kind])
        ],
        "penerima": rows,
        "jumlah": len(rows),
        "total": sum(named.worth[place.kind].total for place in named.places),
        "penanda_tangan": officer(scheme.roles.head, case, day, f"Kepala {office['instansi']}"),
    }


def to_be_named(case: Berkas) -> Sequence[tuple[str, str]]:
    """How many houses and how much the decree of this year must state; nothing before there is a list. Two queries."""
    ranking = Ranking.objects.current().filter(berkas=case).first()
    if ranking is None:
        return ()
    houses, total = houses_and_total(ranking)
    return (("Penerima", f"{houses} rumah"), ("Tiap rumah", by_kind(ranking.worth)), ("Jumlah", rupiah(total)))


def _allocation(scheme: Scheme, case: Berkas) -> str:
    """`SK alokasi nomor 12/KPTS/2026 tanggal 2 Maret 2026`; empty where the money is the agency's own."""
    if scheme.allocation is None:
        return ""
    paper = Dokumen.objects.live().filter(berkas=case, key=scheme.allocation.key).first()
    if paper is None or paper.dated is None:
        raise SipocError(f"Catat {scheme.allocation.title} dahulu: surat ini menyebut nomor dan tanggalnya.")
    return f"{scheme.allocation.title} nomor {paper.number} tanggal {date_format(paper.dated, 'j F Y')}"


def _verifications(case: Berkas) -> int:
    return Dokumen.objects.live().filter(berkas__parent=case, key="ba_verifikasi").count()
