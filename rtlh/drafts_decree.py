"""What stands on the regent's decree that names the recipients, from the frozen ranking. Source: `domain.md` §12.2."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from perkim.documents.models import Dokumen
from perkim.documents.office import office_on
from perkim.funds.gates import Ceilings
from perkim.lib.money import rupiah
from perkim.lib.terbilang import rupiah_letters, terbilang
from perkim.people.masking import mask_nik
from perkim.regions.models import Region
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, Place, Ranking
from perkim.swadaya.terms import WorkKind
from perkim.swadaya.verdict.still_eligible import refuse_unfit
from rtlh.decree_texts import decree_texts
from rtlh.drafts import head_of


def decree(case: Berkas, day: date) -> Mapping[str, Any]:
    """The decree of a year's activity with its annex. Raises SipocError before the ranking is frozen, or for who does
    not meet the rules any more. A bounded number of queries, however many recipients."""
    ranking = Ranking.objects.current().filter(berkas=case).first()
    if ranking is None:
        raise SipocError("Bekukan peringkat dahulu: lampiran SK diambil dari calon di dalam kuota.")
    places = list(ranking.places.counting().select_related("ranking", "berkas__region__parent"))
    if not places:
        raise SipocError("Tidak ada calon di dalam kuota, jadi lampiran SK kosong.")
    going_on = [place.berkas for place in places if not place.berkas.outcome]
    refuse_unfit(going_on, localdate(), why="Konsep SK belum dibuat")
    receivers = _receivers(places)
    office, texts = office_on(day), decree_texts(day)
    regent, title = heading_of(case, office)
    return {
        "peringkat": ranking.pk,
        "oleh": regent,
        "kop": "bupati",
        "tentang": title,
        "menimbang": _considering(case, title, texts["menimbang"]),
        "mengingat": texts["mengingat"],
        "diktum": _orders(case, len(receivers), _worth_given(ranking, places), texts["anggaran"][0]),
        "penanda_tangan": regent_signs(office),
        "tembusan": copies_to(case, office, [place.berkas.region for place in places]),
        "lampiran": {
            "judul": f"Daftar penerima bantuan perbaikan rumah tidak layak huni Tahun Anggaran {case.year}",
            "penerima": receivers,
            "jumlah": len(receivers),
            "total": sum(each["nilai"] for each in receivers),
        },
    }


def _receivers(places: Sequence[Place]) -> list[dict[str, Any]]:
    """The rows of the annex: by kecamatan, village and place in the ranking, each with what its kind of work gets."""
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
            "nilai": place.worth.total,
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


def _worth_given(ranking: Ranking, places: Sequence[Place]) -> dict[str, Ceilings]:
    """What a house gets, of the kinds of work that are on the list."""
    given = {each.kind for each in places}
    return {kind: each for kind, each in ranking.worth.items() if kind in given}


def _in_words(amount: int) -> str:
    return f"{rupiah(amount)},00 ({rupiah_letters(amount)})"


def _amounts(worth: Mapping[str, Ceilings]) -> str:
    """One amount where all kinds of work get the same, else one for each."""
    totals = {kind: each.total for kind, each in worth.items()}
    if len(set(totals.values())) == 1:
        return f"{_in_words(next(iter(totals.values())))} untuk setiap rumah"
    told = [f"{_in_words(total)} untuk setiap rumah {WorkKind(kind).label.lower()}" for kind, total in totals.items()]
    return " dan ".join(told)


def _orders(case: Berkas, houses: int, worth: Mapping[str, Ceilings], budget: str) -> list[str]:
    return [
        (
            f"Menetapkan {houses} ({terbilang(houses)}) penerima bantuan perbaikan rumah tidak layak huni sebagaimana "
            "tercantum dalam lampiran yang merupakan bagian tidak terpisahkan dari keputusan ini."
        ),
        f"Besaran bantuan sebagaimana dimaksud dalam Diktum KESATU adalah {_amounts(worth)}.",
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
    """Elected, so without rank and NIP; the name is left to ink where the office has not stated it."""
    title = f"{office['kepala_daerah'].upper()},"
    return {"kata": "", "jabatan": title, "nama": office["nama_kepala_daerah"], "pangkat": "", "nip": ""}


def copies_to(case: Berkas, office: Mapping[str, str], regions: Sequence[Region]) -> list[str]:
    """The inspector, camat and heads of the villages, each once; above ten villages their camat alone."""
    villages = {each.pk: each for each in regions}
    districts = dict.fromkeys(f"Camat {each.parent.name}" for each in villages.values() if each.parent)
    heads = [f"{head_of(each)}{f', Kec. {each.parent.name}' if each.parent else ''}" for each in villages.values()]
    told = heads if len(heads) <= 10 else ["Kepala Desa dan Lurah yang bersangkutan"]
    *others, last = [f"Inspektur {_regency(case, office)}", *districts, *told]
    return [*(f"{each};" for each in others), f"{last}."]


def _regency(case: Berkas, office: Mapping[str, str]) -> str:
    return office["daerah"] or str(case.region)
