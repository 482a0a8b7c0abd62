"""What each paper of RTLH rests on: it cannot be older than what it answers. Source: `domain.md` §4.3, §4.6."""

from functools import partial

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from perkim.documents.basis import Basis, Rests, handed_in
from perkim.documents.models import Dokumen
from perkim.funds.models import Lpd
from perkim.meetings.models import Meeting
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Kpb, Ranking

DECREE = "SK Bupati lokasi dan alokasi"


def approval(case: Berkas) -> Basis:
    """The decree is signed after the head of the agency has agreed to the list."""
    ranking = Ranking.objects.current().filter(berkas=case, approved_at__isnull=False).first()
    day = localdate(ranking.approved_at) if ranking and ranking.approved_at else None
    return Basis(words="persetujuan kepala dinas atas daftar penerima", day=day)


def decree_of_year(case: Berkas) -> Basis:
    """What is done for recipients follows the decree that names them. `case` is the year's, or a village's."""
    return _after_paper(case.parent or case, "sk_penerima", DECREE) or handed_in(case)


def first_meeting(case: Berkas) -> Basis:
    """The record of socialisation follows the meeting."""
    held = Meeting.objects.filter(berkas=case).order_by("held_on").first()
    return Basis(words="sosialisasi yang dicatat", day=held.held_on) if held else decree_of_year(case)


def first_group(case: Berkas) -> Basis:
    """The record of groups follows their forming."""
    formed = Kpb.objects.filter(usulan=case).order_by("formed_on").first()
    return Basis(words="pembentukan KPB yang dicatat", day=formed.formed_on) if formed else decree_of_year(case)


def _last_receipt(term: int, case: Berkas) -> Basis:
    """What is examined was bought and delivered before."""
    told = Lpd.objects.filter(berkas=case, term=term).first()
    if told is None:
        return handed_in(case)
    days = [day for day in (told.receipt_date, told.delivered_on) if day]
    return Basis(words=f"nota dan penerimaan bahan pada LPD tahap {term}", day=max(days))


def _examination(term: int, case: Berkas) -> Basis:
    """Who orders a payment, or hands over, has the examined report before him."""
    title = f"BA pemeriksaan LPD tahap {term}"
    return _after_paper(case, f"ba_lpd_{term}", title) or handed_in(case)


def _report_changed(term: int) -> Exists:
    """Of papers on a report: whether its figures were entered anew after they were recorded."""
    return Exists(Lpd.objects.filter(term=term, berkas=OuterRef("berkas"), entered_at__gt=OuterRef("recorded_at")))


def _after_paper(case: Berkas, key: str, title: str) -> Basis | None:
    found = Dokumen.objects.live().filter(berkas=case, key=key).first()
    return Basis(words=f"{title} nomor {found.number}", day=found.dated) if found else None


# One object for each term, so that a paper that is declared twice stays the same paper.
LAST_RECEIPT: dict[int, Rests] = {term: partial(_last_receipt, term) for term in (1, 2)}
EXAMINATION: dict[int, Rests] = {term: partial(_examination, term) for term in (1, 2)}
REPORT_CHANGED = {term: partial(_report_changed, term) for term in (1, 2)}
