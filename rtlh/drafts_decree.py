"""What stands on the regent's decree that names the recipients, from the frozen ranking. Source: `domain.md` §12.2."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from perkim.documents.models import Dokumen
from perkim.documents.office import office_on
from perkim.lib.terbilang import rupiah_letters
from perkim.people.masking import mask_nik
from perkim.regions.models import Region
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, Place, Ranking
from perkim.swadaya.still_eligible import refuse_unfit
from rtlh.decree_texts import decree_texts
from rtlh.drafts import head_of


def decree(case: Berkas, day: date) -> Mapping[str, Any]:
    """The decree of a year's activity with its annex. Raises SipocError before the ranking is frozen, or for who does
    not meet the rules any more. A bounded number of queries, however many recipients."""
    ranking = Ranking.objects.standing().filter(berkas=case).first()
    if ranking is None:
        raise SipocError("Bekukan peringkat dahulu: lampiran SK diambil dari calon di dalam kuota.")
    places = list(ranking.places.within().filter(berkas__outcome="").select_related("berkas__region__parent"))
    if not places:
        raise SipocError("Tidak ada calon di dalam kuota, jadi lampiran SK kosong.")
    refuse_unfit([place.berkas for place in places], localdate(), why="Konsep SK belum dibuat")
    receivers = _receivers(places, ranking.each)
    office, texts = office_on(day), decree_texts(day)
    regent, title = heading_of(case, office)
    return {
        "peringkat": ranking.pk,
        "oleh": regent,
        "kop": "bupati",
        "tentang": title,
        "menimbang": _considering(case, title, texts["menimbang"]),
        "mengingat": texts["mengingat"],
        "diktum": _orders(case, len(receivers), ranking.each, texts["anggaran"][0]),
        "penanda_tangan": regent_signs(office),
        "tembusan": copies_to(case, office, [place.berkas.region for place in places]),
        "lampiran": {
            "judul": f"Daftar penerima bantuan perbaikan rumah tidak layak huni Tahun Anggaran {case.year}",
            "penerima": receivers,
            "jumlah": len(receivers),
            "total": ranking.each * len(receivers),
        },
    }


def _receivers(places: Sequence[Place], each: int) -> list[dict[str, Any]]:
    """The rows of the annex: by kecamatan, village and place in the ranking."""
    found = {
        calon.berkas_id: calon
        for calon in Calon.objects.filter(berkas__any_of=[place.berkas_id for place in places]).with_people()
    }
    order = sorted(places, key=lambda place: (str(place.berkas.region_id), place.position))
    return [
        {
            "nama": found[place.berkas_id].person.name,
            "nik": mask_nik(found[place.berkas_id].person.nik),
            "alamat": found[place.berkas_id].address,
            "desa": place.berkas.region.address,
            "nilai": each,
        }
        for place in order
    ]


def _considering(case: Berkas, title: str, reasons: Sequence[str]) -> list[str]:
    records = Dokumen.objects.live().filter(berkas__parent=case, key="ba_verifikasi")
    told = [each.number for each in records.order_by("dated", "pk")]
    first = ", ".join(told[:5])
    more = f" dan {len(told) - 5} berita acara lain" if len(told) > 5 else ""
    found = (
        f"bahwa berdasarkan Berita Acara Verifikasi Nomor {first}{more}, calon penerima yang tercantum dalam lampiran "
        "keputusan ini telah memenuhi persyaratan dan diumumkan kepada masyarakat;"
    )
    return concluded([*reasons, found], title)


def concluded(considerations: Sequence[str], title: str) -> list[str]:
    """With the sentence that concludes from all letters before it (`domain.md` §12.2)."""
    letters = [f"huruf {'abcdefghijklmnopqrstuvwxyz'[place]}" for place in range(len(considerations))]
    before = f"{', '.join(letters[:-1])} dan {letters[-1]}" if len(letters) > 1 else letters[0]
    last = f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam {before}, perlu menetapkan Keputusan tentang"
    return [*considerations, f"{last} {title};"]


def _orders(case: Berkas, houses: int, each: int, budget: str) -> list[str]:
    money = f"Rp{each:,}".replace(",", ".")
    return [
        (
            f"Menetapkan {houses} penerima bantuan perbaikan rumah tidak layak huni sebagaimana tercantum dalam "
            "lampiran yang merupakan bagian tidak terpisahkan dari keputusan ini."
        ),
        (
            f"Besaran bantuan sebagaimana dimaksud dalam Diktum KESATU adalah {money},00 ({rupiah_letters(each)}) "
            "untuk setiap rumah."
        ),
        "Bantuan dicairkan dalam 2 (dua) tahap berdasarkan Laporan Penggunaan Dana (LPD) yang telah diperiksa.",
        (
            f"Segala biaya yang timbul akibat ditetapkannya keputusan ini dibebankan pada {budget} Tahun Anggaran "
            f"{case.year}."
        ),
        "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
    ]


def heading_of(case: Berkas, office: Mapping[str, str]) -> tuple[str, str]:
    """Who decrees, and the subject of a year's decree."""
    aid = f"bantuan perbaikan rumah tidak layak huni {_regency(case, office)} Tahun Anggaran {case.year}"
    return office["kepala_daerah"], f"Penetapan lokasi dan penerima {aid}"


def regent_signs(office: Mapping[str, str]) -> dict[str, str]:
    title = f"{office['kepala_daerah'].upper()},"
    return {"kata": "", "jabatan": title, "nama": office["nama_kepala_daerah"], "pangkat": "", "nip": ""}


def copies_to(case: Berkas, office: Mapping[str, str], regions: Sequence[Region]) -> list[str]:
    """The inspector, camat and heads of the villages, each once; above ten villages their camat alone."""
    villages = {each.pk: each for each in regions}
    districts = dict.fromkeys(f"Camat {each.parent.name};" for each in villages.values() if each.parent)
    heads = [f"{head_of(each)}{f', Kec. {each.parent.name}' if each.parent else ''};" for each in villages.values()]
    told = heads if len(heads) <= 10 else ["Kepala Desa dan Lurah yang bersangkutan;"]
    return [f"Inspektur {_regency(case, office)};", *districts, *told]


def _regency(case: Berkas, office: Mapping[str, str]) -> str:
    return office["daerah"] or str(case.region)
