"""The page of a visit: a form for who works the house, faults at their fields, nothing typed is lost."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localtime

from perkim.sipoc.models import Berkas
from perkim.visits.models import Visit
from perkim.visits.terms import PositionSource, VisitOutcome
from tests.pages import one_line
from tests.samples.field_work import handed_houses, visit
from tests.samples.office import MONDAY

pytestmark = pytest.mark.django_db
BY_SCRIPT = {"X-Lapangan": "1"}


@pytest.fixture
def fresh(office) -> Berkas:
    """A house that was handed over two days ago."""
    return handed_houses(office, at=timezone.now() - timedelta(days=2))[0]


@pytest.fixture
def tfl(office, client: Client) -> Client:
    client.force_login(office.tfl)
    return client


def address(case: Berkas, key: str = "survei") -> str:
    return f"/berkas/{case.public_id}/kunjungan/{key}/"


def filled(**changes) -> dict:
    now = localtime(timezone.now())
    return {
        "outcome": "disurvei",
        "latitude": "-8,179503",
        "longitude": "113,041126",
        "accuracy_m": "8",
        "why_not_gps": "",
        "day": now.strftime("%Y-%m-%d"),
        "at": now.strftime("%H:%M"),
        "note": "",
        "client_key": str(uuid4()),
    } | changes


def faults(answer) -> dict:
    return {name: list(messages) for name, messages in answer.context["form"].errors.items()}


def test_a_visit_is_recorded_and_one_comes_back_to_the_case(tfl, fresh) -> None:
    answer = tfl.post(address(fresh), filled())
    assert answer["Location"] == fresh.get_absolute_url()
    made = Visit.objects.get(berkas=fresh)
    assert (str(made.latitude), str(made.longitude), made.accuracy_m) == ("-8.179503", "113.041126", 8)
    page = one_line(tfl.get(address(fresh)))
    assert "Rumah disurvei" in page
    assert "±8 m" in page


def test_a_script_gets_a_receipt_and_the_way_to_go_on(tfl, fresh) -> None:
    sent = filled()
    answer = tfl.post(address(fresh), sent, headers=BY_SCRIPT)
    assert (answer.status_code, answer["X-Tersimpan"]) == (201, sent["client_key"])
    assert answer["X-Lanjut"] == fresh.get_absolute_url()


def test_the_same_form_sent_twice_is_one_visit(tfl, fresh) -> None:
    sent = filled()
    assert [tfl.post(address(fresh), sent).status_code for _ in range(2)] == [302, 302]
    assert Visit.objects.count() == 1


def test_a_changed_form_after_a_lost_answer_is_told_and_can_be_sent_again(tfl, fresh) -> None:
    sent = filled()
    tfl.post(address(fresh), sent)
    answer = tfl.post(address(fresh), sent | {"outcome": "pindah", "note": "Pindah ke Malang."})
    assert answer.status_code == 422
    assert "sudah tersimpan dengan isi yang berbeda" in one_line(answer)
    key = re.search(r'name="client_key" value="([^"]+)"', one_line(answer))[1]
    assert key != sent["client_key"]
    again = sent | {"outcome": "pindah", "note": "Pindah ke Malang.", "client_key": key}
    assert tfl.post(address(fresh), again).status_code == 302
    assert Visit.objects.order_by("id").last().outcome == VisitOutcome.MOVED


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"outcome": ""}, "outcome", "Pilih hasil kunjungan."),
        ({"latitude": "delapan"}, "latitude", "Angka ini tidak terbaca. Tulis dalam derajat, misalnya -8,179503."),
        ({"latitude": "1e999"}, "latitude", "Angka ini tidak terbaca."),
        ({"latitude": "Infinity"}, "latitude", "Angka ini tidak terbaca."),
        ({"latitude": "113,041126", "longitude": "-8,179503"}, "latitude", "Lintang dan bujur tertukar."),
        ({"accuracy_m": "150000"}, "accuracy_m", "Posisi dari telepon terlalu kasar."),
        ({"longitude": ""}, "longitude", "Isi lintang dan bujur bersama."),
        ({"latitude": "8,179503"}, "latitude", "Lintang di wilayah ini bernilai minus."),
        ({"latitude": "-7,2575", "longitude": "112,7521"}, "latitude", "Titik ini di luar wilayah kabupaten."),
        ({"accuracy_m": ""}, "why_not_gps", "Posisi tidak diambil dengan GPS. Pilih sebabnya."),
        ({"day": "besok"}, "day", "Tanggal ini tidak terbaca."),
        ({"at": "pagi"}, "at", "Jam ini tidak terbaca."),
        ({"outcome": "menolak"}, "note", "Tulis apa yang ditemukan dan dari siapa keterangannya."),
        ({"client_key": "x"}, "client_key", "Halaman ini sudah lama terbuka."),
    ],
)
def test_faults_stand_at_their_fields(tfl, fresh, wrong: dict, field: str, said: str) -> None:
    answer = tfl.post(address(fresh), filled(**wrong))
    assert answer.status_code == 422
    assert list(faults(answer)) == [field]
    assert faults(answer)[field][0].startswith(said)
    assert not Visit.objects.exists()


def test_what_was_typed_stays(tfl, fresh) -> None:
    page = one_line(tfl.post(address(fresh), filled(outcome="", note="Rumah di tepi sungai.")))
    assert 'value="-8,179503"' in page
    assert "Rumah di tepi sungai." in page
    assert "Galat: " in page


def test_both_numbers_may_be_pasted_at_once(tfl, fresh) -> None:
    pasted = filled(latitude="-8.179503, 113.041126", longitude="", accuracy_m="", why_not_gps="lain")
    assert tfl.post(address(fresh), pasted).status_code == 302
    made = Visit.objects.get()
    assert (str(made.longitude), made.position_source) == ("113.041126", PositionSource.MANUAL)


def test_without_a_position_it_is_said_why(tfl, fresh) -> None:
    nowhere = filled(latitude="", longitude="", accuracy_m="", why_not_gps="izin")
    assert tfl.post(address(fresh), nowhere).status_code == 302
    assert Visit.objects.get().position_source == PositionSource.NONE
    assert "Tanpa posisi. Izin lokasi ditolak" in one_line(tfl.get(address(fresh)))


def test_a_moment_to_come_is_said_on_the_page(tfl, fresh) -> None:
    tomorrow = localtime(timezone.now()) + timedelta(days=1)
    answer = tfl.post(address(fresh), filled(day=tomorrow.strftime("%Y-%m-%d")))
    assert answer.status_code == 422
    assert "Waktu kunjungan belum terjadi" in one_line(answer)


def test_the_short_address_leads_to_the_visit_of_the_stage(tfl, fresh) -> None:
    assert tfl.get(f"/berkas/{fresh.public_id}/kunjungan/")["Location"] == address(fresh)


def test_who_may_not_reads_why_and_finds_no_form(office, house, client: Client) -> None:
    visit(office.tfl, house)
    client.force_login(office.korfas)
    page = one_line(client.get(address(house)))
    assert "Rumah disurvei" in page
    assert "diisi oleh tenaga fasilitator lapangan yang menangani berkas ini" in page
    assert "data-kunjungan" not in page
    assert client.post(address(house), filled()).status_code == 403


@pytest.mark.parametrize("who", ["tfl_lain", "operator"])
def test_for_who_does_not_see_the_house_there_is_no_page(office, house, client: Client, who: str) -> None:
    client.force_login(getattr(office, who))
    for path in (address(house), f"/berkas/{house.public_id}/kunjungan/"):
        assert client.get(path).status_code == 404
    assert client.post(address(house), filled()).status_code == 404


def test_a_visit_that_is_not_declared_has_no_page(tfl, house) -> None:
    assert tfl.get(address(house, "lain")).status_code == 404
    above = Berkas.objects.get(pk=house.parent_id)
    assert tfl.get(f"/berkas/{above.public_id}/kunjungan/").status_code == 404


def test_the_log_keeps_the_time_of_the_answer_apart_from_the_time_of_the_visit(office, house) -> None:
    made = visit(office.tfl, house, at=MONDAY + timedelta(hours=5))
    assert (made.visited_at, made.received_at) == (MONDAY, MONDAY + timedelta(hours=5))
