"""One paper for many cases: chosen in the list, written by workers, bound into one PDF for whoever asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from perkim.accounts.models import User
from perkim.documents.models import DraftRun, Konsep
from perkim.documents.runs import TOO_LONG, Numbering, ask_run, bind, forget_old_runs, write_some
from perkim.files.models import Upload
from perkim.files.purposes import may_fetch
from perkim.files.storing import open_stored
from perkim.outbox.jobs import do_what_waits
from perkim.outbox.limits import MOST_LOST
from perkim.outbox.models import Work
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from tests.cast import employ, staff
from tests.perkim.documents.reading import pages_of
from tests.samples.drafted import UNFINISHED, WRITTEN_BA, ask, rename, with_drafts
from tests.samples.office import MONDAY, ROLES
from tests.samples.papers import sent_letter
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.django_db
PICK = "/kerja/contoh/pilih/?proses=surat&tahap=periksa"
NUMBERING = Numbering(form="600/[n]/2026", first=8, dated=MONDAY.date())


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    register_for_test(monkeypatch, with_drafts())
    since = MONDAY.date().replace(month=1)
    return staff(ROLES, starts=since, second_factor=True)


@pytest.fixture
def letters(office) -> list[Berkas]:
    found = []
    for number in range(3):
        found.append(sent_letter(office))
        rename(found[-1], f"Surat {number}")
    return [Berkas.objects.get(pk=each.pk) for each in found]


@pytest.fixture
def sign_in(client: Client) -> Callable[[User], Client]:
    def enter(user: User) -> Client:
        client.force_login(user)
        return client

    return enter


def run_of(office, cases, **options) -> DraftRun:
    asked = {"paper": WRITTEN_BA, "numbering": NUMBERING, "back": "/kerja/", "key": uuid4(), "now": MONDAY, **options}
    return ask_run(actor=office.tim, cases=cases, **asked)


def bound(run: DraftRun) -> list[str]:
    run.refresh_from_db()
    with open_stored(run.upload.stored) as stored:
        return pages_of(stored.read())


def test_from_the_list_to_one_pdf(office, letters, sign_in) -> None:
    client = sign_in(office.tim)
    page = client.get(PICK.replace("pilih/", "")).content.decode()
    assert "buat naskah yang dipilih" in page.lower()
    chosen = [f"{each.pk}-{each.lock_version}" for each in letters]
    desk = client.post(PICK, {"pilih": chosen})["Location"]
    assert "Buat 3 naskah (PDF)" in client.get(desk).content.decode()
    told = {
        "cetak": "1",
        "kunci": str(uuid4()),
        "naskah": "ba",
        "bentuk": "600/[n]/2026",
        "pertama": "8",
        "tanggal": "2026-06-22",
    }
    here = client.post(desk, told)["Location"]
    assert client.post(desk, told)["Location"] == here
    assert DraftRun.objects.count() == 1
    waiting = client.get(here)
    assert waiting["Refresh"].startswith("2; url=")
    assert "0 dari 3 lembar" in waiting.content.decode()
    do_what_waits()
    done = client.get(here)
    assert "Refresh" not in done
    assert "3 lembar siap dicetak" in done.content.decode()
    pages = bound(DraftRun.objects.get())
    assert [f"600/{number}/2026" in "".join(pages) for number in (8, 9, 10)] == [True] * 3
    fetched = client.get(DraftRun.objects.get().upload.get_absolute_url())
    assert fetched.status_code == 200
    fetched.close()


def test_each_case_keeps_its_own_draft(office, letters) -> None:
    run_of(office, letters)
    do_what_waits()
    numbers = [Konsep.objects.current().get(berkas=each).number for each in letters]
    assert numbers == ["600/8/2026", "600/9/2026", "600/10/2026"]


def test_a_run_without_numbers_takes_none_away(office, letters) -> None:
    ask(office.tim, letters[0], number="600/77/2026", dated=MONDAY.date())
    run_of(office, letters, numbering=None)
    do_what_waits()
    assert Konsep.objects.current().get(berkas=letters[0]).number == "600/77/2026"
    assert Konsep.objects.current().get(berkas=letters[1]).number == ""


def test_what_cannot_be_written_is_reported_and_the_rest_is_bound(office, letters, sign_in) -> None:
    rename(letters[1], UNFINISHED)
    run = run_of(office, letters)
    do_what_waits()
    page = sign_in(office.tim).get(run.get_absolute_url()).content.decode()
    assert "1 berkas belum dapat dibuatkan" in page
    assert "Belum ada calon yang disurvei." in page
    assert "2 lembar siap dicetak" in page


def test_where_nothing_can_be_written_the_page_ends(office, letters, sign_in) -> None:
    for each in letters:
        rename(each, UNFINISHED)
    run = run_of(office, letters)
    do_what_waits()
    answer = sign_in(office.tim).get(run.get_absolute_url())
    assert "Refresh" not in answer
    assert "Tidak ada lembar yang dapat dibuat." in answer.content.decode()


def test_sheets_that_cannot_be_written_in_time_are_reported_and_the_others_are_bound(
    office, letters, monkeypatch
) -> None:
    monkeypatch.setattr("perkim.documents.runs.CHUNK", 2)
    run = run_of(office, letters)
    Work.objects.filter(pk=Work.objects.earliest("pk").pk).update(lost=MOST_LOST)
    do_what_waits()
    late = [TOO_LONG, TOO_LONG, ""]
    assert list(run.items.order_by("pk").values_list("fault", flat=True)) == late
    pages = "".join(bound(run))
    assert [f"600/{number}/2026" in pages for number in (8, 9, 10)] == [False, False, True]


def test_a_binding_that_is_given_up_is_reported_and_the_page_asks_no_more(office, letters, sign_in) -> None:
    run = run_of(office, letters)
    write_some(Work.objects.get().payload)
    Work.objects.filter(kind="naskah.jilid").update(lost=MOST_LOST)
    do_what_waits()
    answer = sign_in(office.tim).get(run.get_absolute_url())
    assert "Lembarnya tidak berhasil digabung" in answer.content.decode()
    assert "Refresh" not in answer


def test_a_piece_tried_again_and_a_second_binding_change_nothing(office, letters) -> None:
    run = run_of(office, letters)
    do_what_waits()
    before = (Konsep.objects.count(), Upload.objects.count())
    first, last = run.items.order_by("pk").first().pk, run.items.order_by("pk").last().pk
    write_some({"run": run.pk, "first": first, "last": last})
    bind({"run": run.pk})
    do_what_waits()
    assert (Konsep.objects.count(), Upload.objects.count()) == before


def test_many_are_shared_out_among_workers(office, letters, monkeypatch) -> None:
    monkeypatch.setattr("perkim.documents.runs.CHUNK", 2)
    run_of(office, letters)
    assert Work.objects.filter(kind="naskah.buat_bersama").count() == 2
    do_what_waits()
    assert DraftRun.objects.get().items.filter(done=True).count() == 3


def test_whoever_may_not_have_it_written_reads_it_for_each(office, letters) -> None:
    asked = {"paper": WRITTEN_BA, "numbering": None, "back": "/kerja/", "key": uuid4(), "now": MONDAY}
    run = ask_run(actor=office.staf, cases=letters[:1], **asked)
    do_what_waits()
    assert "dicatat oleh" in run.items.get().fault
    assert not Konsep.objects.exists()


@pytest.mark.parametrize("dated", [MONDAY.date() + timedelta(days=32), date(9999, 12, 31), date(1999, 12, 31)])
def test_a_run_of_a_date_that_no_draft_may_bear_is_refused_before_anything_is_requested(office, letters, dated) -> None:
    with pytest.raises(SipocError, match="paling lama 31 hari lagi"):
        run_of(office, letters, numbering=replace(NUMBERING, dated=dated))
    assert not DraftRun.objects.exists()


def test_nobody_else_sees_the_run_or_its_pdf(office, letters, sign_in) -> None:
    run = run_of(office, letters)
    do_what_waits()
    run.refresh_from_db()
    assert sign_in(office.staf).get(run.get_absolute_url()).status_code == 404
    assert may_fetch(office.tim, run.upload)
    assert not may_fetch(office.kabid, run.upload)
    assert not may_fetch(employ(ROLES["tim"], username="tim.lain"), run.upload)


def test_who_may_not_see_the_cases_any_more_loses_the_run_with_them(office, letters, sign_in) -> None:
    run = run_of(office, letters)
    do_what_waits()
    run.refresh_from_db()
    assert sign_in(office.tim).get(run.get_absolute_url()).status_code == 200
    office.tim.assignments.update(ends=MONDAY.date().replace(day=1))
    former = User.objects.get(pk=office.tim.pk)
    assert sign_in(former).get(run.get_absolute_url()).status_code == 404
    assert not may_fetch(former, run.upload)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"bentuk": "600/2026", "pertama": "8", "tanggal": "2026-06-22"}, "Tulis [n] sekali di tempat nomor urut"),
        ({"bentuk": "600/[n]/2026"}, "Isi bentuk nomor, nomor urut pertama, dan tanggal bersama-sama"),
        ({"bentuk": "600/[n]/2026", "pertama": "dua"}, "Tulis nomor urutnya saja"),
        ({"naskah": "lain"}, "Naskah itu tidak dibuat di tahap ini."),
    ],
)
def test_a_mistake_is_said_and_nothing_is_requested(office, letters, sign_in, told, said) -> None:
    client = sign_in(office.tim)
    desk = client.post(PICK, {"pilih": [f"{each.pk}-{each.lock_version}" for each in letters]})["Location"]
    answer = client.post(desk, {"cetak": "1", "kunci": str(uuid4()), "naskah": "ba", **told})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not DraftRun.objects.exists()


def test_none_and_too_many_are_refused(office, letters, monkeypatch) -> None:
    monkeypatch.setattr("perkim.documents.runs.MOST_SHEETS", 2)
    for cases in ([], letters):
        with pytest.raises(SipocError, match="Paling banyak 2 naskah"):
            run_of(office, cases)


def test_the_bound_pdf_goes_after_a_week_and_the_drafts_stay(office, letters) -> None:
    run_of(office, letters)
    do_what_waits()
    assert forget_old_runs(now=MONDAY + timedelta(days=7)) == 0
    assert forget_old_runs(now=MONDAY + timedelta(days=7, seconds=1)) == 1
    assert not DraftRun.objects.exists()
    assert Upload.objects.filter(purpose="cetak", removed_at=None).count() == 0
    assert Konsep.objects.current().filter(state=Konsep.State.READY).count() == 3
