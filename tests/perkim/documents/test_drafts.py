"""Papers that the portal writes: frozen data, one row for one content, rendered by a worker, superseded by others."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from perkim.accounts.roles import Role
from perkim.documents.actions.render_job import keep_draft, render_draft
from perkim.documents.drafting import digest
from perkim.documents.models import Konsep
from perkim.documents.office import parted
from perkim.documents.templatetags.naskah import tanggal
from perkim.files.models import Upload
from perkim.files.purposes import may_fetch
from perkim.outbox.jobs import do_what_waits
from perkim.outbox.models import Work
from perkim.sipoc.completeness import blockers
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas
from tests.cast import TOMPOKERSAN, employ, staff
from tests.perkim.documents.reading import pages_of, sheet_of
from tests.samples.drafted import BROKEN, RECEIPT, UNFINISHED, ask, rename, with_drafts, written
from tests.samples.office import MONDAY, ROLES, take_move
from tests.samples.papers import open_letter, sent_letter
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.django_db
SIGNED = {"number": "600/7/2026", "dated": MONDAY.date()}


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    register_for_test(monkeypatch, with_drafts())
    since = MONDAY.date().replace(month=1)
    return staff(ROLES, starts=since)


@pytest.fixture
def sent(office) -> Berkas:
    return sent_letter(office)


def test_the_worker_writes_what_was_requested(office, sent) -> None:
    assert ask(office.tim, sent).state == Konsep.State.WAITING
    do_what_waits()
    konsep = Konsep.objects.get(berkas=sent)
    assert konsep.upload.name == f"Konsep BA kunjungan {sent.number}.pdf"
    assert konsep.upload.subject == sent.subject
    assert "bertempat di Perbaikan jalan" in pages_of(sheet_of(konsep))[0]


def test_the_data_are_frozen_with_their_hash(office, sent) -> None:
    konsep = ask(office.tim, sent)
    rename(sent, "Judul lain")
    konsep.refresh_from_db()
    assert konsep.data["isi"]["tempat"] == "Perbaikan jalan"
    assert konsep.sha256 == digest(konsep.data)
    do_what_waits()
    konsep.refresh_from_db()
    assert "Perbaikan jalan" in pages_of(sheet_of(konsep))[0]


def test_the_same_content_is_the_same_row_and_one_piece_of_work(office, sent) -> None:
    first = ask(office.tim, sent)
    assert ask(office.tim, sent).pk == first.pk
    do_what_waits()
    assert ask(office.tim, sent).pk == first.pk
    assert Work.objects.filter(kind="naskah.buat").count() == 1


def test_other_content_supersedes_it_and_the_old_pdf_goes(office, sent) -> None:
    first = written(office.tim, sent)
    rename(sent, "Perbaikan jembatan")
    second = written(office.tim, sent)
    first.refresh_from_db()
    assert first.superseded_at is not None
    assert second.superseded_at is None
    assert not may_fetch(office.tim, Upload.objects.get(pk=first.upload_id))
    assert may_fetch(office.tim, second.upload)


def test_what_was_superseded_meanwhile_is_not_rendered(office, sent) -> None:
    first = ask(office.tim, sent)
    rename(sent, "Perbaikan jembatan")
    ask(office.tim, sent)
    do_what_waits()
    first.refresh_from_db()
    assert first.upload is None
    keep_draft(konsep=first, pdf=b"%PDF-1.7", now=MONDAY)
    first.refresh_from_db()
    assert first.upload is None


def test_rendering_twice_keeps_one_pdf(office, sent) -> None:
    konsep = written(office.tim, sent)
    render_draft({"konsep": konsep.pk})
    assert keep_draft(konsep=konsep, pdf=b"%PDF-1.7 lain", now=MONDAY).upload_id == konsep.upload_id
    assert Upload.objects.filter(purpose="konsep").count() == 1


def test_a_failure_is_reported_and_it_may_be_requested_anew(office, sent) -> None:
    rename(sent, BROKEN)
    first = written(office.tim, sent)
    assert first.state == Konsep.State.FAILED
    assert Work.objects.get(kind="naskah.buat").attempts == 1
    second = ask(office.tim, sent)
    assert second.pk != first.pk
    assert second.state == Konsep.State.WAITING


def test_a_later_try_makes_a_failed_one_ready(office, sent) -> None:
    konsep = ask(office.tim, sent)
    Konsep.objects.filter(pk=konsep.pk).update(state=Konsep.State.FAILED)
    do_what_waits()
    konsep.refresh_from_db()
    assert konsep.is_ready


def test_what_the_case_lacks_is_said(office, sent) -> None:
    rename(sent, UNFINISHED)
    with pytest.raises(SipocError, match="Belum ada calon"):
        ask(office.tim, sent)
    assert not Konsep.objects.exists()


@pytest.mark.parametrize(("who", "key"), [("staf", "ba"), ("kabid", "ba"), ("operator", "ba"), ("staf", "jawaban")])
def test_only_who_records_it_has_it_written(office, sent, who: str, key: str) -> None:
    with pytest.raises(RefusedError):
        ask(getattr(office, who), sent, key)


def test_nobody_has_a_paper_written_for_a_case_that_he_does_not_see(office, sent) -> None:
    stranger = employ(Role.OPERATOR_DESA, username="operator.jauh", region=TOMPOKERSAN)
    for key in ("ba", "tanda_terima"):
        with pytest.raises(RefusedError, match="tidak untuk Anda"):
            ask(stranger, sent, key)


def test_a_paper_made_elsewhere_is_not_written(office) -> None:
    with pytest.raises(RefusedError, match="di luar portal"):
        ask(office.operator, open_letter(office), "ktp")


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        ({"number": "600/7/2026"}, "bersama-sama"),
        ({"dated": MONDAY.date()}, "bersama-sama"),
        ({"number": "600/7/2026", "dated": MONDAY.date() + timedelta(days=32)}, "31 hari lagi"),
        ({"number": "600/7/2026", "dated": date(26, 6, 22)}, "Periksa tahunnya"),
    ],
)
def test_number_and_date_are_checked(office, sent, stated: dict, sentence: str) -> None:
    with pytest.raises(SipocError, match=sentence):
        ask(office.tim, sent, **stated)


def test_it_is_marked_as_a_draft_until_it_has_number_and_date(office, sent) -> None:
    assert "DRAF" in pages_of(sheet_of(written(office.tim, sent)))[0]
    konsep = written(office.tim, sent, number=" 600/7/ 2026 ", dated=MONDAY.date())
    text = pages_of(sheet_of(konsep))[0]
    assert "DRAF" not in text
    assert "NOMOR 600/7/2026" in text
    assert "Senin, tanggal dua puluh dua bulan Juni tahun dua ribu dua puluh enam (22 Juni 2026)" in text
    assert konsep.upload.name == f"BA kunjungan {sent.number}.pdf"


def test_a_receipt_holds_no_case_and_is_for_all_who_see_it(office, sent) -> None:
    way = sent.declared_stage.move("terima")
    assert RECEIPT in sent.declared_stage.printouts
    assert not [told for told in blockers([sent], way)[sent.pk] if RECEIPT.title in told]
    konsep = written(office.operator, sent, "tanda_terima")
    assert RECEIPT.fact(sent) == f"Dibuat {tanggal(localdate(konsep.rendered_at).isoformat())}."
    assert Berkas.objects.get(pk=sent.pk).receipt in pages_of(sheet_of(konsep))[0]


def test_a_receipt_is_written_after_the_case_was_handed_in_and_when_it_is_closed(office) -> None:
    with pytest.raises(RefusedError, match="setelah berkas dikirim"):
        ask(office.operator, open_letter(office), "tanda_terima")
    case = sent_letter(office)
    take_move(office.staf, case, "tolak", reason="Bukan wewenang dinas.")
    assert written(office.operator, case, "tanda_terima").is_ready


def test_a_receipt_has_no_number(office, sent) -> None:
    with pytest.raises(SipocError, match="tidak bernomor"):
        ask(office.operator, sent, "tanda_terima", **SIGNED)


def test_the_database_keeps_one_current_draft_of_a_paper(office, sent) -> None:
    konsep = ask(office.tim, sent)
    konsep.pk = None
    with pytest.raises(IntegrityError, match="draft_stands_once_in_a_case"), transaction.atomic():
        konsep.save(force_insert=True)


def test_the_database_knows_no_ready_draft_without_its_pdf(office, sent) -> None:
    konsep = ask(office.tim, sent)
    with pytest.raises(IntegrityError, match="draft_is_ready_with_its_pdf"), transaction.atomic():
        Konsep.objects.filter(pk=konsep.pk).update(state=Konsep.State.READY)


def test_asking_leaves_the_case_as_it_is(office, sent) -> None:
    before = Berkas.objects.get(pk=sent.pk)
    written(office.tim, sent)
    after = Berkas.objects.get(pk=sent.pk)
    assert (after.lock_version, bytes(after.log_head)) == (before.lock_version, bytes(before.log_head))


@pytest.mark.parametrize(
    ("name", "agency", "region"),
    [
        ("Dinas Perumahan Kabupaten Lumajang", "Dinas Perumahan", "Kabupaten Lumajang"),
        ("Dinas Perumahan Kota Malang", "Dinas Perumahan", "Kota Malang"),
        ("Badan Otorita", "Badan Otorita", ""),
    ],
)
def test_the_kop_parts_the_office_from_its_region(name: str, agency: str, region: str) -> None:
    assert parted(name) == (agency, region)
