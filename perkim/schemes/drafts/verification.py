"""What stands on the receipt of a village's proposal and on the record of its verification.

Plain data for `templates/documents/naskah`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate, localtime

from perkim.accounts.models import User
from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.documents.signers import officer, signer
from perkim.lib.names import by_name
from perkim.parameters.reading import office_calendar
from perkim.people.masking import mask_nik
from perkim.schemes.drafts.places import head_of, village
from perkim.schemes.scheme import Scheme
from perkim.sipoc import clock
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, Participant, StageVisit, Tenggat
from perkim.sipoc.terms import Outcome
from perkim.swadaya.models import Calon
from perkim.swadaya.terms import WorkKind
from perkim.swadaya.verdict.eligibility import Eligibility, eligibility_of_many


def receipt(scheme: Scheme, case: Berkas, day: date) -> Mapping[str, Any]:
    """The receipt of an usulan that was handed in."""
    if case.submitted_at is None:
        raise SipocError("Tanda terima dibuat setelah usulan dikirim.")
    sender = case.visits.filter(move="kirim").select_related("left_by").order_by("id").last()
    due = Tenggat.objects.filter(berkas=case, key="pemeriksaan").order_by("-id").first()
    # What the village encloses; papers of later stages are not part of what it handed in.
    first = case.declared.first.requirements
    titles = {paper.key: paper.title for paper in Paper.all_in(case.declared) if paper in first}
    enclosed = Dokumen.objects.live().filter(berkas=case, key__in=titles).order_by("id")
    return {
        **village(case.region),
        "kegiatan": case.parent.title if case.parent else "",
        "judul": case.title,
        "kode": case.receipt,
        "diterima": localdate(case.submitted_at).isoformat(),
        "pukul": f"{localtime(case.submitted_at):%H.%M}",
        "pengirim": {
            "nama": sender.left_by.name if sender and sender.left_by else "",
            "jabatan": head_of(case.region),
        },
        "jumlah_calon": Berkas.objects.open().filter(parent=case, process=scheme.household).count(),
        "lampiran": [
            {
                "naskah": titles[each.key],
                "nomor": each.number,
                "tanggal": each.dated.isoformat() if each.dated else "",
            }
            for each in enclosed
        ],
        "diperiksa_sampai": localdate(due.due_at).isoformat() if due else "",
        "sementara": due is not None and clock.is_provisional(office_calendar(day), due.unit, due.due_at),
        "lacak": f"{settings.SITE_URL.split('://')[-1]}/lacak/",
    }


def verification(scheme: Scheme, case: Berkas, day: date) -> Mapping[str, Any]:
    """The record of a village's verification. Raises SipocError while a house is not surveyed. Twelve queries at most,
    however many candidates."""
    below = Calon.objects.filter(berkas__parent=case).with_people().order_by(*by_name("person__name", "pk"))
    candidates = [each for each in below if each.berkas.number]
    if waiting := [each for each in candidates if not each.berkas.outcome and each.berkas.stage == scheme.at.survey]:
        raise SipocError(f"{len(waiting)} calon belum selesai disurvei. BA dibuat setelah semua calon diputuskan.")
    if not candidates:
        raise SipocError("Belum ada calon yang disurvei pada usulan ini.")
    verdicts = eligibility_of_many([each.berkas_id for each in candidates])
    reasons = _last_words(candidates)
    rows = [_row(each, verdicts.get(each.berkas_id), reasons.get(each.berkas_id, "")) for each in candidates]
    fit = [row for row in rows if row["hasil"] == "Layak"]
    refused = [row for row in rows if row["hasil"] == "Tidak layak"]
    team = _team(scheme, case, candidates, day)
    return {
        **village(case.region),
        "tentang": "Verifikasi kelayakan calon penerima bantuan",
        "tempat": f"Balai {case.region}",
        "kegiatan": scheme.named,
        "tahun": case.year,
        "tim": [{"nama": each["nama"], "jabatan": each["jabatan"]} for each in team if each["nama"]],
        "calon": rows,
        "jumlah": {
            "calon": len(rows),
            "layak": len(fit),
            "pk": sum(row["jenis"] == WorkKind.REPAIR for row in fit),
            "pb": sum(row["jenis"] == WorkKind.NEW for row in fit),
            "tidak_layak": len(refused),
            "lainnya": len(rows) - len(fit) - len(refused),
        },
        "penanda_tangan": [
            *team,
            officer(scheme.roles.village_head, case, day, head_of(case.region), "Mengetahui,"),
        ],
    }


def _last_words(candidates: Iterable[Calon]) -> dict[int, str]:
    """Why each closed case ended, by its id. One query."""
    closed = [each.berkas_id for each in candidates if each.berkas.outcome]
    visits = StageVisit.objects.filter(berkas__in=closed, left_at__isnull=False).order_by("berkas", "-id")
    return dict(visits.distinct("berkas").values_list("berkas", "reason"))


def _row(calon: Calon, verdict: Eligibility | None, reason: str) -> dict[str, str]:
    case = calon.berkas
    fit = case.outcome in ("", Outcome.SELESAI)
    result = "Layak" if fit else "Tidak layak" if case.outcome == Outcome.DITOLAK else "Tidak disurvei"
    return {
        "nama": calon.person.name,
        "nik": mask_nik(calon.person.nik),
        "alamat": calon.address,
        "hasil": result,
        "jenis": verdict.assessment.kind if verdict and result == "Layak" else "",
        "alasan": reason,
    }


def _team(scheme: Scheme, case: Berkas, candidates: Sequence[Calon], day: date) -> list[dict[str, Any]]:
    """The facilitators who were handed these houses, their coordinator, and the technical team, as they sign."""
    handed = Participant.objects.filter(
        berkas__in=[each.berkas_id for each in candidates], capacity=scheme.roles.facilitator, user__isnull=False
    )
    people = User.objects.filter(pk__in=handed.values("user")).order_by(*by_name("name", "pk"))
    above = (officer(role, case, day, str(role.label)) for role in (scheme.roles.coordinator, scheme.roles.team))
    return [*(signer(user, str(scheme.roles.facilitator.label)) for user in people), *above]
