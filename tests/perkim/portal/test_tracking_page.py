"""The public tracking page: it answers the holder of a receipt code, and tells nothing that is not the public's."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from perkim.sipoc.actions.changing import write_note
from perkim.sipoc.actions.families import WITH_PARENT
from perkim.sipoc.actions.timing import pause
from perkim.sipoc.models import Berkas, StageVisit
from tests.pages import one_line
from tests.perkim.portal.receipts import NAME, ask, hand_in, points, shown, words
from tests.samples.letters import CHECK
from tests.samples.office import MONDAY, open_office, report_visit, take_move, write_letters

pytestmark = pytest.mark.django_db
PREPARED = CHECK.move("kembali").reasons[0]


@pytest.fixture
def office(db, monkeypatch):
    return open_office(monkeypatch)


@pytest.fixture
def sent(office) -> Berkas:
    return hand_in(office)


def test_it_asks_for_a_code(client: Client) -> None:
    answer = client.get("/lacak/")
    assert answer.status_code == 200
    assert 'name="kode"' in answer.content.decode()


def test_asking_costs_no_query(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        client.get("/lacak/")


@pytest.mark.parametrize(
    "spell", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code} ".replace("-", " ")]
)
def test_a_code_is_known_however_it_was_typed(client: Client, sent: Berkas, spell) -> None:
    answer = ask(client, spell(sent.receipt))
    assert answer.status_code == 200
    assert sent.receipt in answer.content.decode()


def test_the_answer_says_where_it_stands_and_who_works_on_it(client: Client, sent: Berkas) -> None:
    assert "Berkas Anda ada di tahap Pemeriksaan, sedang dikerjakan oleh staf bidang." in words(shown(client, sent))


def test_the_answer_says_by_when(client: Client, office, monkeypatch: pytest.MonkeyPatch) -> None:
    case = take_move(office.kades, write_letters(office, 1)[0], "kirim")
    monkeypatch.setattr("perkim.portal.tracking.views.timezone.now", lambda: MONDAY + timedelta(hours=1))
    page = words(shown(client, case))
    assert "Paling lambat Senin, 29 Juni 2026" in page
    assert "sudah lewat" not in page


def test_a_late_case_says_so_honestly(client: Client, sent: Berkas) -> None:
    page = words(shown(client, sent))
    assert "Kami terlambat, dan berkas ini tetap dikerjakan." in page
    assert "Senin, 29 Juni 2026 sudah lewat" in page


def test_the_way_is_told_oldest_first(client: Client, office, sent: Berkas) -> None:
    report_visit(office, sent)
    take_move(office.staf, sent, "terima", at=MONDAY + timedelta(days=1))
    assert points(shown(client, sent)) == [
        ("done", "Berkas diterima"),
        ("done", "Pemeriksaan"),
        ("now", "Putusan"),
        ("next", "Selesai"),
    ]


def test_a_promise_that_was_kept_is_told(client: Client, office, sent: Berkas) -> None:
    report_visit(office, sent)
    take_move(office.staf, sent, "terima", at=MONDAY + timedelta(days=1))
    assert "Janji 5 hari kerja, ditepati." in words(shown(client, sent))


def test_a_prepared_reason_is_told(client: Client, office, sent: Berkas) -> None:
    take_move(office.staf, sent, "kembali", reason=PREPARED)
    page = shown(client, sent)
    assert "Berkas ini dikembalikan kepada desa atau kelurahan untuk diperbaiki." in words(page)
    assert f"Yang perlu diperbaiki: {PREPARED}" in words(page)
    assert points(page)[1:3] == [
        ("done", "Dikembalikan kepada desa atau kelurahan untuk diperbaiki"),
        ("now", "Perbaikan oleh desa atau kelurahan"),
    ]


@pytest.mark.parametrize("reason", [f"NIK {NAME} keliru", f"{PREPARED} Lihat KTP {NAME}."])
def test_a_reason_in_own_words_is_not_told(client: Client, office, sent: Berkas, reason: str) -> None:
    take_move(office.staf, sent, "kembali", reason=reason)
    page = shown(client, sent)
    assert NAME not in page
    assert "Alasannya sudah disampaikan kepada yang mengajukan." in page


def test_the_title_of_the_case_is_never_told(client: Client, sent: Berkas) -> None:
    assert NAME not in shown(client, sent)


def test_nobody_who_works_on_it_is_named(client: Client, office, sent: Berkas) -> None:
    for person in vars(office).values():
        person.name = "Zulkarnaen Wibisono"
        person.save()
    report_visit(office, sent)
    take_move(office.staf, sent, "terima")
    assert "Zulkarnaen" not in shown(client, sent)


def test_notes_and_the_number_stay_inside(client: Client, office, sent: Berkas) -> None:
    write_note(actor=office.staf, case=sent, text="Pemohon mencurigakan", now=MONDAY)
    page = shown(client, sent)
    assert "mencurigakan" not in page
    assert sent.number not in page


def test_the_place_is_the_village_with_its_kecamatan(client: Client, sent: Berkas) -> None:
    assert "Desa Sumberwuluh, Kec. Candipuro" in words(shown(client, sent))


def test_a_confidential_case_tells_its_state_and_dates_alone(client: Client, sent: Berkas) -> None:
    Berkas.objects.filter(pk=sent.pk).update(confidential=True)
    page = words(shown(client, sent))
    assert "Berkas Anda sedang diproses." in page
    assert "22 Juni 2026" in page
    for secret in ("Surat desa", "Sumberwuluh", "taf bidang", "Pemeriksaan", "Contoh", NAME):
        assert secret not in page


def test_a_finished_case_says_so(client: Client, office, sent: Berkas) -> None:
    report_visit(office, sent)
    take_move(office.staf, sent, "terima")
    take_move(office.kabid, sent, "setuju", at=MONDAY + timedelta(days=2))
    page = shown(client, sent)
    assert "Berkas Anda sudah selesai." in words(page)
    assert points(page)[-1] == ("done", "Berkas selesai")
    assert "dipenuhi 24 Juni 2026" in words(page)


@pytest.mark.parametrize(("reason", "told"), [("Bukan wewenang dinas.", True), (f"Menurut {NAME} tidak", False)])
def test_a_refused_case_tells_a_prepared_reason_only(
    client: Client, office, sent: Berkas, reason: str, told: bool
) -> None:
    take_move(office.staf, sent, "tolak", reason=reason)
    page = shown(client, sent)
    assert "Berkas ini ditolak." in words(page)
    assert (reason in page) is told


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("BATAL", "Berkas ini dibatalkan."),
        ("KEDALUWARSA", "Berkas ini ditutup karena batas waktunya lewat."),
        ("DIRUJUK", "Berkas ini diteruskan ke layanan lain dan ditutup di sini."),
    ],
)
def test_every_other_end_has_its_sentence(client: Client, sent: Berkas, outcome: str, sentence: str) -> None:
    StageVisit.objects.filter(berkas=sent, left_at=None).update(
        left_at=MONDAY, left_by=sent.opened_by, move=WITH_PARENT
    )
    Berkas.objects.filter(pk=sent.pk).update(outcome=outcome, closed_at=MONDAY, earliest_due=None)
    page = words(shown(client, sent))
    assert sentence in page
    assert "ikut ditutup bersama berkas induknya" in page


def test_a_frozen_case_says_what_it_waits_for(client: Client, sent: Berkas) -> None:
    Berkas.objects.filter(pk=sent.pk).update(frozen=True)
    assert "Berkas ini menunggu, karena berkas induknya dikembalikan" in words(shown(client, sent))


def test_a_paused_case_says_so_without_its_reason(client: Client, office, sent: Berkas) -> None:
    pause(actor=office.staf, case=sent, reason=f"Menunggu {NAME}", now=MONDAY)
    page = shown(client, sent)
    assert "Pengerjaan berkas ini sedang dihentikan sementara." in words(page)
    assert "waktunya dihentikan sementara" in words(page)
    assert NAME not in page


def test_a_step_that_was_taken_back_is_not_told(client: Client, office, sent: Berkas) -> None:
    StageVisit.objects.create(
        berkas=sent,
        stage="putus",
        entered_at=MONDAY,
        entered_by=office.staf,
        left_at=MONDAY,
        left_by=office.staf,
        move="koreksi",
        corrected=True,
    )
    assert points(shown(client, sent)).count(("done", "Putusan")) == 0


def test_a_stage_of_an_older_version_has_no_name(client: Client, office, sent: Berkas) -> None:
    StageVisit.objects.create(
        berkas=sent,
        stage="dulu",
        entered_at=MONDAY,
        entered_by=office.staf,
        left_at=MONDAY + timedelta(1),
        left_by=office.staf,
        move="maju",
    )
    page = shown(client, sent)
    assert ("done", "Tahap sebelumnya") in points(page)
    assert "dulu" not in page


def test_it_costs_the_same_for_one_stay_and_for_thirty(
    client: Client, office, sent: Berkas, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    ask(client, sent.receipt)
    with django_assert_max_num_queries(12) as asked:
        ask(client, sent.receipt)
    count = len(asked)
    for number in range(30):
        at = MONDAY + timedelta(hours=number)
        StageVisit.objects.create(
            berkas=sent,
            stage="periksa",
            entered_at=at,
            entered_by=office.staf,
            left_at=at,
            left_by=office.staf,
            move="kembali",
            reason=PREPARED,
        )
    with django_assert_num_queries(count):
        page = one_line(ask(client, sent.receipt))
    assert len(points(page)) > 30


def test_the_code_stands_in_no_address_and_no_title(client: Client, sent: Berkas) -> None:
    page = shown(client, sent)
    title = re.search("<title>(.*?)</title>", page)
    assert title is not None
    assert sent.receipt not in title[1]
    assert not re.search(rf'(?:href|action)="[^"]*{sent.receipt}', page)


def test_a_code_in_the_address_is_not_answered(client: Client, sent: Berkas) -> None:
    page = client.get("/lacak/", {"kode": sent.receipt}).content.decode()
    assert "Perjalanan berkas" not in page
    assert sent.receipt not in page


def test_the_answer_is_not_stored_by_anybody(client: Client, sent: Berkas) -> None:
    assert "no-store" in ask(client, sent.receipt)["Cache-Control"]


def test_it_sets_no_cookie_but_the_one_of_the_form(client: Client, sent: Berkas) -> None:
    client.get("/lacak/")
    ask(client, sent.receipt)
    assert set(client.cookies) <= {"csrftoken"}


def test_another_site_cannot_post_to_it(sent: Berkas) -> None:
    assert ask(Client(enforce_csrf_checks=True), sent.receipt).status_code == 403


@pytest.mark.parametrize("path", ["/", "/lacak/"])
def test_the_public_pages_lead_to_it(client: Client, path: str) -> None:
    page = one_line(client.get(path))
    assert "Lacak berkas</a>" in page
    assert re.search(r'<form[^>]*method="post" action="/lacak/#galat"', page)
