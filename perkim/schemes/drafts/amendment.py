"""What stands on the decree that amends the list of recipients: heirs of who died, and reserves who moved up, since the
first decree was recorded. Source: `domain.md` §3.2, §12.2."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.utils.formats import date_format

from perkim.documents.models import Dokumen
from perkim.documents.office import office_on
from perkim.lib.terbilang import terbilang
from perkim.people.masking import mask_nik
from perkim.schemes.decree_texts import decree_texts
from perkim.schemes.drafts.signing import copies_to, decree_signer, decreed_by, head_of_sheet, subject_of
from perkim.schemes.scheme import Scheme
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, Relation
from perkim.sipoc.terms import Link
from perkim.swadaya.models import Calon, Place, Ranking, Succession
from perkim.swadaya.ranking.querysets import DROPPED_OUT
from perkim.swadaya.ranking.values import decreed_of_many

# Who dropped out after all is on no list; a house that was finished meanwhile stays on it.
LEFT = Q(berkas__outcome__in=DROPPED_OUT)


def amendment(scheme: Scheme, case: Berkas, day: date) -> Mapping[str, Any]:
    """The amending decree of a year's activity. It names every change since the first one, so that the newest stands
    for all before. Raises SipocError before the first is recorded, or where nothing changed. Ten queries."""
    first = Dokumen.objects.live().filter(berkas=case, key=scheme.decree.key).first()
    if first is None or first.dated is None:
        raise SipocError(f"Catat {scheme.decree.title} dahulu: SK perubahan menyebut nomor dan tanggalnya.")
    listed = Ranking.objects.current().filter(berkas=case).exists()
    heirs, reserves = _heirs(case), _reserves(case, first)
    if not listed or not (heirs or reserves):
        raise SipocError("Tidak ada penerima yang diganti sejak SK penetapan, jadi SK perubahan belum diperlukan.")
    office = office_on(day)
    subject = subject_of(scheme, case, office)
    decree = f"Keputusan {decreed_by(scheme, office)} Nomor {first.number}"
    title = f"Perubahan atas {decree} tentang {subject}"
    villages = [row.pop("wilayah") for row in (*heirs, *reserves)]
    rows = [*heirs, *reserves]
    return {
        **head_of_sheet(scheme, office),
        "tentang": title,
        "menimbang": _considering(decree, first.dated, title, len(heirs), len(reserves)),
        "mengingat": [*decree_texts(scheme, day)["mengingat"], f"{decree} tentang {subject};"],
        "diktum": _orders(decree, len(rows)),
        "penanda_tangan": decree_signer(scheme, case, day, office),
        "tembusan": copies_to(case, office, villages),
        "lampiran": {
            "judul": f"Perubahan daftar penerima {scheme.activity} Tahun Anggaran {case.year}",
            "perubahan": rows,
        },
    }


def _heirs(case: Berkas) -> list[dict[str, Any]]:
    """Each house with an heir once: who was on the list, and who is last."""
    rows: dict[int, dict[str, Any]] = {}
    heirs = Succession.objects.live().filter(berkas__parent__parent=case, by_decree=True)
    for each in heirs.exclude(LEFT).select_related("before", "after").order_by("id"):
        row = rows.setdefault(each.berkas_id, {"semula": each.before.name})
        row["sebab"] = f"Meninggal {date_format(each.died_on, 'j F Y')}, diteruskan {each.kin.lower()}"
    return _with_people(rows)


def _reserves(case: Berkas, first: Dokumen) -> list[dict[str, Any]]:
    """Reserves who moved up after the first decree was recorded, in their order."""
    moved = Place.objects.current().filter(ranking__berkas=case, instead_of__isnull=False).exclude(LEFT)
    places = list(moved.select_related("instead_of__berkas").order_by("position"))
    replaced = Relation.objects.filter(berkas__in=[each.berkas_id for each in places], kind=Link.REPLACES)
    since = dict(replaced.order_by().values_list("berkas").annotate(Max("made_at")))
    return _with_people(
        {
            each.berkas_id: {
                "semula": each.instead_of.berkas.title,
                "sebab": f"{each.instead_of.berkas.title} gugur, diganti cadangan ke-{each.reserve}",
            }
            for each in places
            if each.instead_of and each.berkas_id in since and since[each.berkas_id] > first.recorded_at
        },
    )


def _with_people(rows: Mapping[int, dict[str, Any]]) -> list[dict[str, Any]]:
    worth = decreed_of_many(rows)
    people = {each.berkas_id: each for each in Calon.objects.filter(berkas__any_of=list(rows)).with_people()}
    return [
        {
            **row,
            "menjadi": people[pk].person.name,
            "nik": mask_nik(people[pk].person.nik),
            "alamat": people[pk].address,
            "desa": people[pk].berkas.region.address,
            "nilai": worth[pk].total if pk in worth else 0,
            "wilayah": people[pk].berkas.region,
        }
        for pk, row in rows.items()
    ]


def _considering(decree: str, dated: date, title: str, heirs: int, reserves: int) -> Sequence[str]:
    ways = (
        (heirs, "meninggal dunia dan diteruskan ahli waris yang tinggal di rumahnya"),
        (reserves, "gugur dan digantikan calon cadangan menurut peringkat"),
    )
    changes = " serta ".join(f"{number} ({terbilang(number)}) penerima {what}" for number, what in ways if number)
    return [
        f"bahwa setelah ditetapkan {decree} tanggal {date_format(dated, 'j F Y')}, {changes};",
        "bahwa para pengganti telah memenuhi persyaratan dan penggantian terjadi sebelum bantuan dicairkan;",
        (
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan Keputusan "
            f"tentang {title};"
        ),
    ]


def _orders(decree: str, changes: int) -> Sequence[str]:
    return [
        (
            f"Mengubah lampiran {decree} sehingga {changes} ({terbilang(changes)}) penerima digantikan sebagaimana "
            "tercantum dalam lampiran yang merupakan bagian tidak terpisahkan dari keputusan ini."
        ),
        f"Ketentuan lain dalam {decree} dinyatakan tetap berlaku.",
        "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
    ]
