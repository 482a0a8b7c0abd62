"""The page of a paper that the portal writes: order it, wait for it, fetch it, see that it is out of date."""

from types import SimpleNamespace

import pytest
from django.test import Client

from perkim.accounts.roles import Role
from perkim.documents.models import Konsep
from perkim.outbox.jobs import do_what_waits
from perkim.outbox.limits import MOST_LOST
from perkim.outbox.models import Work
from perkim.sipoc.models import Berkas
from tests.cast import TOMPOKERSAN, employ, staff
from tests.pages import one_line
from tests.samples.drafted import UNFINISHED, rename, with_drafts, written
from tests.samples.office import MONDAY, ROLES
from tests.samples.papers import sent_letter
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    register_for_test(monkeypatch, with_drafts())
    since = MONDAY.date().replace(month=1)
    return staff(ROLES, starts=since, second_factor=True)


@pytest.fixture
def sent(office) -> Berkas:
    return sent_letter(office)


@pytest.fixture
def team(office, client: Client) -> Client:
    client.force_login(office.tim)
    return client


def address(case: Berkas, key: str = "ba", way: str = "") -> str:
    return f"/berkas/{case.public_id}/naskah/{key}/{way}"


def order(client: Client, case: Berkas, key: str = "ba", **typed: str):
    return client.post(address(case, key, "konsep/"), typed)


def test_it_is_ordered_waited_for_and_fetched(team, sent) -> None:
    answer = order(team, sent)
    assert answer["Location"] == address(sent, way="konsep/")
    waiting = team.get(answer["Location"])
    assert 'http-equiv="refresh"' in waiting.content.decode()
    do_what_waits()
    assert team.get(answer["Location"])["Location"] == address(sent)
    page = one_line(team.get(address(sent)))
    konsep = Konsep.objects.get(berkas=sent)
    assert "Siap diunduh" in page
    assert f'href="{konsep.upload.get_absolute_url()}"' in page
    assert "Unduh (PDF," in page
    assert "bertanda DRAF" in page


def test_the_pdf_comes_to_who_sees_the_case_and_to_nobody_else(office, sent, client: Client) -> None:
    konsep = written(office.tim, sent)
    client.force_login(office.kades)
    answer = client.get(konsep.upload.get_absolute_url())
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    client.force_login(employ(Role.OPERATOR_DESA, username="operator.jauh", region=TOMPOKERSAN))
    assert client.get(konsep.upload.get_absolute_url()).status_code == 404


def test_with_number_and_date_it_is_ready_to_be_signed(team, sent) -> None:
    assert order(team, sent, draft_number="600/7/2026", draft_dated="2026-06-22").status_code == 302
    do_what_waits()
    page = one_line(team.get(address(sent)))
    assert "Siap cetak, nomor 600/7/2026, 22 Juni 2026" in page
    assert 'name="draft_number" value="600/7/2026"' in page
    assert 'name="number" value="600/7/2026"' in page


def test_the_other_half_of_number_and_date_is_required_and_stays_typed(team, sent) -> None:
    answer = order(team, sent, draft_number="600/7/2026")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Isi nomor dan tanggal naskah bersama-sama" in page
    assert 'value="600/7/2026"' in page


def test_a_date_that_is_none_is_reported_at_its_field(team, sent) -> None:
    answer = order(team, sent, draft_number="600/7/2026", draft_dated="besok")
    assert answer.status_code == 422
    assert "Tanggal ini tidak terbaca" in answer.content.decode()


def test_it_says_that_the_data_have_changed_since(office, team, sent) -> None:
    written(office.tim, sent)
    told = "Data berkas sudah berubah sejak lembar ini dibuat"
    assert told not in team.get(address(sent)).content.decode()
    rename(sent, "Perbaikan jembatan")
    assert told in team.get(address(sent)).content.decode()


def test_it_says_what_the_case_lacks_before_it_can_be_written(team, sent) -> None:
    rename(sent, UNFINISHED)
    page = team.get(address(sent)).content.decode()
    assert "Belum ada calon yang disurvei." in page
    assert "Buat konsep" not in page
    answer = order(team, sent)
    assert answer.status_code == 422
    assert "Belum ada calon yang disurvei." in answer.content.decode()


def test_a_failure_is_reported_without_technical_words(team, sent) -> None:
    order(team, sent)
    Konsep.objects.filter(berkas=sent).update(state=Konsep.State.FAILED)
    page = team.get(address(sent)).content.decode()
    assert "Belum berhasil dibuat" in page
    assert "Sistem mencobanya lagi sendiri" in page
    assert "Buat lagi (PDF)" in page


def test_what_cannot_be_rendered_in_time_is_reported_and_may_be_requested_anew(team, sent) -> None:
    order(team, sent)
    Work.objects.filter(kind="naskah.buat").update(lost=MOST_LOST)
    assert do_what_waits() == 0
    assert "Belum berhasil dibuat" in team.get(address(sent)).content.decode()
    order(team, sent)
    assert do_what_waits() == 1
    assert Konsep.objects.current().get(berkas=sent).is_ready


def test_a_reader_reads_once_why_there_is_no_form(office, sent, client: Client) -> None:
    written(office.tim, sent)
    client.force_login(office.staf)
    assert client.get(address(sent)).content.decode().count("dicatat oleh tim teknis") == 1


def test_a_colleague_fetches_it_but_orders_none(office, sent, client: Client) -> None:
    konsep = written(office.tim, sent)
    client.force_login(office.staf)
    page = client.get(address(sent)).content.decode()
    assert konsep.upload.get_absolute_url() in page
    assert "Buat lagi" not in page
    assert order(client, sent).status_code == 403


def test_a_receipt_is_printed_and_never_recorded(office, sent, client: Client) -> None:
    client.force_login(office.operator)
    page = client.get(address(sent, "tanda_terima")).content.decode()
    assert "Buat lembar (PDF)" in page
    assert "Catat naskah" not in page
    assert "Belum dicatat" not in page
    assert order(client, sent, "tanda_terima").status_code == 302
    do_what_waits()
    assert "Siap diunduh" in client.get(address(sent, "tanda_terima")).content.decode()
    assert client.post(address(sent, "tanda_terima"), {"note": ""}).status_code in (403, 422)


def test_waiting_for_what_was_never_ordered_leads_to_the_paper(team, sent) -> None:
    assert team.get(address(sent, way="konsep/"))["Location"] == address(sent)


def test_a_case_or_paper_that_is_not_there_is_not_found(office, sent, client: Client) -> None:
    client.force_login(office.tim)
    assert order(client, sent, "bukan-naskah").status_code == 404
    client.force_login(employ(Role.OPERATOR_DESA, username="operator.jauh", region=TOMPOKERSAN))
    assert order(client, sent).status_code == 404
    assert client.get(address(sent, way="konsep/")).status_code == 404


def test_a_paper_that_is_made_elsewhere_has_no_such_part(office, sent, client: Client) -> None:
    client.force_login(office.operator)
    assert "Konsep untuk ditandatangani" not in client.get(address(sent, "ktp")).content.decode()
    assert order(client, sent, "ktp").status_code == 403


@pytest.mark.parametrize(
    ("year", "dated", "words"),
    [
        (2026, "17-06-2019", "padahal surat ini untuk tahun 2026"),
        # The first values hold since 2020.
        (2020, "17-06-2019", "belum ditetapkan untuk 17-06-2019"),
    ],
)
def test_a_date_before_all_that_is_stated_is_reported_at_the_form(
    team, sent, year: int, dated: str, words: str
) -> None:
    Berkas.objects.filter(pk=sent.pk).update(year=year)
    answer = order(team, sent, draft_number="600/7/2019", draft_dated=dated)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Konsep.objects.exists()
