"""What each paper of a scheme rests on: it cannot be older than what it answers. Source: `domain.md` §4.3, §4.6."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from perkim.documents.basis import Basis, Rests, handed_in
from perkim.documents.models import Dokumen
from perkim.funds.models import Lpd
from perkim.meetings.models import Meeting
from perkim.schemes.applied import Applied
from perkim.schemes.scheme import Scheme
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Kpb, Ranking


def before_decree(scheme: Scheme) -> Rests:
    """The decree follows what the list in it rests on; one from outside, the letter that asked for it."""
    if scheme.decree.requested:
        return Applied(_request, (scheme,))
    return approval if scheme.announced else last_verification


def _request(scheme: Scheme, case: Berkas) -> Basis:
    return _after_paper(case, scheme.decree.request_key, scheme.decree.requested) or list_frozen(case)


def list_frozen(case: Berkas) -> Basis:
    """The letter that asks for a decree brings the list as it was frozen."""
    ranking = Ranking.objects.current().filter(berkas=case).first()
    return Basis(words="daftar penerima yang dibekukan", day=localdate(ranking.frozen_at) if ranking else None)


def approval(case: Berkas) -> Basis:
    """The decree is signed after the head of the agency has agreed to the list."""
    ranking = Ranking.objects.current().filter(berkas=case, approved_at__isnull=False).first()
    day = localdate(ranking.approved_at) if ranking and ranking.approved_at else None
    return Basis(words="persetujuan kepala dinas atas daftar penerima", day=day)


def last_verification(case: Berkas) -> Basis:
    """Where nobody agrees to the list before, it is what the villages' verifications found."""
    record = Dokumen.objects.live().filter(berkas__parent=case, key="ba_verifikasi").order_by("-dated").first()
    return Basis(words="BA verifikasi desa yang terakhir", day=record.dated if record else None)


def decree_of_year(scheme: Scheme) -> Rests:
    return Applied(_decree_of_year, (scheme,))


def _decree_of_year(scheme: Scheme, case: Berkas) -> Basis:
    """What is done for recipients follows the decree that names them. `case` is the year's, or a village's."""
    return _after_paper(case.parent or case, scheme.decree.key, scheme.decree.title) or handed_in(case)


def first_meeting(scheme: Scheme) -> Rests:
    return Applied(_first_meeting, (scheme,))


def _first_meeting(scheme: Scheme, case: Berkas) -> Basis:
    """The record of socialisation follows the meeting."""
    held = Meeting.objects.filter(berkas=case).order_by("held_on").first()
    return Basis(words="sosialisasi yang dicatat", day=held.held_on) if held else _decree_of_year(scheme, case)


def first_group(scheme: Scheme) -> Rests:
    return Applied(_first_group, (scheme,))


def _first_group(scheme: Scheme, case: Berkas) -> Basis:
    """The record of groups follows their forming."""
    formed = Kpb.objects.filter(usulan=case).order_by("formed_on").first()
    return (
        Basis(words="pembentukan KPB yang dicatat", day=formed.formed_on) if formed else _decree_of_year(scheme, case)
    )


def last_receipt(term: int) -> Rests:
    return Applied(_last_receipt, (term,))


def _last_receipt(term: int, case: Berkas) -> Basis:
    """What is examined was bought and delivered before."""
    report = Lpd.objects.filter(berkas=case, term=term).first()
    if report is None:
        return handed_in(case)
    days = [day for day in (report.receipt_date, report.delivered_on) if day]
    return Basis(words=f"nota dan penerimaan bahan pada LPD tahap {term}", day=max(days))


def examination(term: int) -> Rests:
    return Applied(_examination, (term,))


def _examination(term: int, case: Berkas) -> Basis:
    """Who orders a payment, or hands over, has the examined report before him."""
    title = f"BA pemeriksaan LPD tahap {term}"
    return _after_paper(case, f"ba_lpd_{term}", title) or handed_in(case)


def report_changed(term: int) -> Callable[[], Exists]:
    return Applied(_report_changed, (term,))


def list_changed() -> Exists:
    """Of papers that bring the list of a year: whether it was frozen anew after they were recorded."""
    later = Ranking.objects.current().filter(berkas=OuterRef("berkas"), frozen_at__gt=OuterRef("recorded_at"))
    return Exists(later)


def _report_changed(term: int) -> Exists:
    """Of papers on a report: whether its figures were entered anew after they were recorded."""
    return Exists(Lpd.objects.filter(term=term, berkas=OuterRef("berkas"), entered_at__gt=OuterRef("recorded_at")))


def _after_paper(case: Berkas, key: str, title: str) -> Basis | None:
    paper = Dokumen.objects.live().filter(berkas=case, key=key).first()
    return Basis(words=f"{title} nomor {paper.number}", day=paper.dated) if paper else None
