"""The receipt of a proposal and the record of its verification, as the portal writes them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from pypdf import PdfReader

from perkim.accounts.roles import Role
from perkim.documents.actions.writing import ask_draft
from perkim.documents.models import Konsep
from perkim.files.storing import open_stored
from perkim.outbox.jobs import do_what_waits
from perkim.schemes.drafts.verification import verification
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process
from rtlh.scheme import SCHEME
from tests.every_programme.walker import Walker
from tests.rtlh.walks import above, reach, take


def text_of(konsep: Konsep) -> str:
    konsep.refresh_from_db()
    with open_stored(konsep.upload.stored) as file:
        return " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())


def test_the_receipt_names_number_code_candidates_and_enclosures(walker: Walker) -> None:
    sent = reach(walker, "pemeriksaan", kind="usulan")
    konsep = ask_draft(actor=walker.holder(Role.KADES), case=sent, key="tanda_terima", now=walker.tick())
    do_what_waits()
    text = text_of(konsep)
    assert sent.number in text
    assert sent.receipt in text
    assert "1 (satu) calon penerima" in text
    assert "Surat usulan kepala desa" in text


def test_there_is_no_receipt_of_a_draft(walker: Walker) -> None:
    draft = reach(walker, "draf", kind="usulan")
    with pytest.raises(SipocError, match="setelah"):
        ask_draft(actor=walker.holder(Role.OPERATOR_DESA), case=draft, key="tanda_terima", now=walker.tick())


def test_the_record_waits_for_every_survey(walker: Walker) -> None:
    house = reach(walker, "survei")
    with pytest.raises(SipocError, match="1 calon belum selesai disurvei"):
        verification(SCHEME, above(house, "usulan"), localdate())


def test_the_record_counts_and_says_why(walker: Walker) -> None:
    fit = reach(walker, "layak")
    village = above(fit, "usulan")
    other = take(walker, walker.open(process("rtlh", "penerima"), parent=village), "mulai")
    take(walker, other, "tidak_layak", by=None)
    isi = verification(SCHEME, Berkas.objects.get(pk=village.pk), localdate())
    assert isi["jumlah"] == {"calon": 2, "layak": 1, "pk": 1, "pb": 0, "tidak_layak": 1, "lainnya": 0}
    refused = next(row for row in isi["calon"] if row["hasil"] == "Tidak layak")
    assert refused["alasan"].endswith(".")
    assert all("••••••••" in row["nik"] for row in isi["calon"])
    assert [each["jabatan"] for each in isi["penanda_tangan"]][-1] == "Kepala Desa Sumberwuluh"


def test_its_queries_do_not_grow_with_the_candidates(walker: Walker) -> None:
    fit = reach(walker, "layak")
    village = above(fit, "usulan")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            verification(SCHEME, Berkas.objects.get(pk=village.pk), localdate())
        counts.append(len(queries))
        reach(walker, "layak", parent=village)
    assert counts[0] == counts[1]
