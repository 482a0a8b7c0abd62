"""What stands on the papers of a village's recipients: socialisation (format II-10) and their groups (format II-6).

Source: `domain.md` §4.6. Plain data for `templates/documents/naskah`; days as ISO text.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch

from perkim.documents.signers import officer, signer
from perkim.lib.names import by_name
from perkim.meetings.models import Attendance, Meeting, Presence
from perkim.schemes.drafts.places import head_of, village
from perkim.schemes.scheme import Scheme
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.kpb.models import KpbOffice
from perkim.swadaya.models import Calon, Kpb, KpbMember


def socialisation(scheme: Scheme, case: Berkas, day: date) -> Mapping[str, Any]:
    """Every meeting of a village with its list of attendance. Raises SipocError before one was recorded. Nine queries
    at most, however many recipients."""
    seats = Attendance.objects.select_related("berkas").order_by(*by_name("berkas__title", "id"))
    held = Meeting.objects.filter(berkas=case).order_by("held_on", "starts", "id")
    meetings = list(held.prefetch_related(Prefetch("attendances", seats)))
    if not meetings:
        raise SipocError("Catat sosialisasi dan daftar hadirnya dahulu: isi BA diambil dari catatan itu.")
    addresses = _addresses(meetings)
    rows = [_meeting(each, addresses) for each in meetings]
    for each in rows[1:]:
        each["sama"] = (each["materi"], each["kesepakatan"]) == (rows[0]["materi"], rows[0]["kesepakatan"])
    return {
        **village(case.region),
        "tentang": "Sosialisasi dan rembuk warga",
        "kegiatan": scheme.named,
        "tahun": case.year,
        "rapat": rows,
        "penanda_tangan": [
            officer(scheme.roles.coordinator, case, day, str(scheme.roles.coordinator.label), "Yang mencatat,"),
            signer(None, "Wakil warga", "Menyetujui,"),
            officer(scheme.roles.village_head, case, day, head_of(case.region), "Mengetahui,"),
        ],
    }


def groups(scheme: Scheme, case: Berkas, day: date) -> Mapping[str, Any]:
    """Every group (KPB) of a village with its members. Raises SipocError before one was formed. Nine queries at most,
    however many members."""
    seats = KpbMember.objects.select_related("berkas").order_by("seat")
    kpbs = list(
        Kpb.objects.filter(usulan=case).order_by("formed_on", "id").prefetch_related(Prefetch("members", seats))
    )
    if not kpbs:
        raise SipocError("Bentuk KPB di halaman KPB desa ini dahulu: isi BA diambil dari sana.")
    addresses = _addresses_of(seat.berkas_id for kpb in kpbs for seat in kpb.members.all())
    rows = [_group(kpb, addresses) for kpb in kpbs]
    return {
        **village(case.region),
        "tentang": "Pembentukan kelompok penerima bantuan (KPB)",
        "tempat": f"Balai {case.region}",
        "kegiatan": scheme.named,
        "tahun": case.year,
        "kpb": rows,
        "jumlah": sum(len(each["anggota"]) for each in rows),
        "penanda_tangan": [
            *_leaders(rows),
            officer(scheme.roles.coordinator, case, day, str(scheme.roles.coordinator.label), "Mendampingi,"),
            officer(scheme.roles.village_head, case, day, head_of(case.region), "Mengetahui,"),
        ],
    }


def _meeting(meeting: Meeting, addresses: Mapping[int, str]) -> dict[str, Any]:
    seats = list(meeting.attendances.all())
    counted = [each.presence for each in seats]
    return {
        "tanggal": meeting.held_on.isoformat(),
        "pukul": f"{meeting.starts:%H.%M}",
        "tempat": meeting.place,
        "materi": _lines(meeting.topics),
        "kesepakatan": _lines(meeting.agreement),
        "sama": False,
        "hadir": counted.count(Presence.PRESENT),
        "diwakili": counted.count(Presence.REPRESENTED),
        "tidak_hadir": [each.name for each in seats if each.presence == Presence.ABSENT],
        "lain": meeting.others,
        "daftar": [
            {
                "nama": each.name,
                "alamat": addresses.get(each.berkas_id or 0, ""),
                "kehadiran": each.get_presence_display(),
                "wakil": each.by_name,
                "hadir": each.presence != Presence.ABSENT,
            }
            for each in seats
        ],
    }


def _group(kpb: Kpb, addresses: Mapping[int, str]) -> dict[str, Any]:
    seats = list(kpb.members.all())
    heads = {seat.office: seat.berkas.title for seat in seats}
    return {
        "nama": kpb.name,
        "tanggal": kpb.formed_on.isoformat(),
        "ketua": heads.get(KpbOffice.CHAIR, ""),
        "sekretaris": heads.get(KpbOffice.SECRETARY, ""),
        "bendahara": heads.get(KpbOffice.TREASURER, ""),
        "anggota": [
            {
                "nama": seat.berkas.title,
                "alamat": addresses.get(seat.berkas_id, ""),
                "jabatan": seat.get_office_display(),
            }
            for seat in seats
        ],
    }


def _leaders(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Who signs for the groups: the three of a single one; the chairs of several."""
    posts = ("ketua", "sekretaris", "bendahara") if len(rows) == 1 else ("ketua",)
    return [{**signer(None, f"{post.capitalize()} {kpb['nama']}"), "nama": kpb[post]} for kpb in rows for post in posts]


def _addresses(meetings: Iterable[Meeting]) -> dict[int, str]:
    return _addresses_of(each.berkas_id or 0 for meeting in meetings for each in meeting.attendances.all())


def _addresses_of(cases: Iterable[int]) -> dict[int, str]:
    listed = Calon.objects.filter(berkas__any_of=sorted(set(cases)))
    return {each.berkas_id: each.address for each in listed}


def _lines(text: str) -> list[str]:
    """What was typed, a line each, without the marks that people put before them."""
    return [line.strip().lstrip("-•*").strip() for line in text.splitlines() if line.strip(" -•*\t")]
