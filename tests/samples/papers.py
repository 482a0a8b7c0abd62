"""The letters of `tests/samples/letters.py` with papers: brought along, recorded by somebody else, and issued."""

from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.documents.actions.recording import SignedPaper, record_paper
from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.documents.scans import examine_scan
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.declarations import Programme
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from tests.cast import SUMBERWULUH
from tests.perkim.files.samples import pdf
from tests.samples.letters import CHECK, DECIDE, DRAFT, LETTERS, SURAT
from tests.samples.office import MONDAY, take_move

SIGNED = MONDAY.date()
KTP = Paper(key="ktp", title="KTP pengirim", numbered=False)
BA = Paper(key="ba", title="BA kunjungan", numbered=True, worked_by=Role.TIM_TEKNIS, hint="Ditandatangani tim teknis.")
JAWABAN = Paper(key="jawaban", title="Surat jawaban", numbered=True)


def with_papers() -> Programme:
    stages = (replace(DRAFT, inputs=(KTP,)), replace(CHECK, inputs=(BA,)), replace(DECIDE, outputs=(JAWABAN,)))
    return replace(LETTERS, processes=(replace(SURAT, stages=stages),))


def open_letter(office: SimpleNamespace) -> Berkas:
    letters = programme("contoh")
    new = NewCase(title="Perbaikan jalan", regions=[Region.objects.get(pk=SUMBERWULUH)])
    return open_case(actor=office.operator, programme=letters, process=letters.process("surat"), new=new, now=MONDAY)


def sent_letter(office: SimpleNamespace) -> Berkas:
    """A letter before the staff, which waits for the team's paper."""
    case = open_letter(office)
    record(office.operator, case, "ktp", number="", dated=None)
    return take_move(office.operator, case, "kirim")


def record(
    actor: User,
    case: Berkas,
    key: str,
    *,
    number: str = "600/1/2026",
    dated: date | None = SIGNED,
    instead_of: Dokumen | None = None,
    now: datetime = MONDAY,
    page: str = "",
) -> Dokumen:
    """Record a paper as the page would, with a scan of one page: another one each time, but for the same `page`."""
    scan = examine_scan(SimpleUploadedFile("naskah.pdf", pdf(title=page or str(uuid4()))))
    signed = SignedPaper(scan=scan, number=number, dated=dated, instead_of=instead_of.pk if instead_of else None)
    actor = User.objects.get(pk=actor.pk)
    return record_paper(actor=actor, case=Berkas.objects.get(pk=case.pk), key=key, signed=signed, now=now)
