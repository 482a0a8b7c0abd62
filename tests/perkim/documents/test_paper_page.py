"""The page of a paper: seen by who sees the case, a form for who provides it, faults at their fields."""

import hashlib
import io
import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.documents.models import Dokumen
from tests.cast import TOMPOKERSAN, employ
from tests.pages import one_line
from tests.perkim.files.samples import pdf, phone_photo
from tests.perkim.files.samples import sent as sent_file
from tests.samples.papers import record, sent_letter

pytestmark = pytest.mark.django_db


def address(case, key: str = "ba", way: str = "") -> str:
    return f"/berkas/{case.public_id}/naskah/{key}/{way}"


def filled(**changes) -> dict:
    scan = io.BytesIO(pdf())
    scan.name = "ba.pdf"
    return {"number": "600/7/2026", "dated": "2026-06-22", "scan": scan, "note": "", "instead_of": ""} | changes


@pytest.fixture
def team(office, client: Client) -> Client:
    client.force_login(office.tim)
    return client


def test_a_paper_is_recorded_and_one_comes_back_to_the_case(team, sent) -> None:
    answer = team.post(address(sent), filled())
    assert answer["Location"] == sent.get_absolute_url()
    made = Dokumen.objects.get(berkas=sent, key="ba")
    assert (made.number, made.dated, made.upload.media_type) == ("600/7/2026", date(2026, 6, 22), "application/pdf")


def test_a_photo_of_the_sheet_will_do(office, draft, client: Client) -> None:
    client.force_login(office.operator)
    answer = client.post(address(draft, "ktp"), {"scan": sent_file(phone_photo()), "note": "", "instead_of": ""})
    assert answer.status_code == 302
    assert Dokumen.objects.get(berkas=draft).upload.media_type == "image/jpeg"


def test_faults_stand_at_their_fields_and_what_was_typed_stays(team, sent) -> None:
    bad = sent_file(b"MZ\x90\x00 program", "ba.exe", "application/octet-stream")
    answer = team.post(address(sent), filled(number="600/8/2026", dated="besok", scan=bad))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="600/8/2026"' in page
    assert "Tanggal ini tidak terbaca" in page
    assert "File sudah sampai" not in page
    assert {"dated", "scan"} == set(answer.context["form"].errors)


def test_a_wrong_date_does_not_discard_the_scan(team, sent) -> None:
    answer = team.post(address(sent), filled(dated="besok", scan_titipan="naskah:"))
    page = one_line(answer)
    assert "File sudah sampai: ba.pdf" in page
    assert 'href="#id_dated"' in page
    held = re.search(r'name="scan_titipan" value="(naskah:[^"]+)"', page)[1]
    assert team.post(address(sent), filled(scan="", scan_titipan=held))["Location"] == sent.get_absolute_url()
    assert Dokumen.objects.get(berkas=sent, key="ba").upload.original_sha256 == hashlib.sha256(pdf()).hexdigest()


def test_a_refusal_of_no_field_does_not_discard_the_scan(team, sent) -> None:
    """Another paper stands there than the page showed."""
    assert "File sudah sampai: ba.pdf" in team.post(address(sent), filled(instead_of="1")).content.decode()


def test_a_date_to_come_is_said_at_its_field(team, sent) -> None:
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    answer = team.post(address(sent), filled(dated=tomorrow.isoformat()))
    assert answer.status_code == 422
    assert "tidak boleh sesudah hari ini" in answer.context["form"].errors["dated"][0]
    assert 'href="#id_dated"' in answer.content.decode()


def test_the_number_and_the_scan_of_another_paper_are_said_at_their_fields(office, team, sent) -> None:
    record(office.tim, sent_letter(office), "ba", number="600/7/2026", page="Satu")
    taken = team.post(address(sent), filled(scan_titipan="naskah:"))
    assert set(taken.context["form"].errors) == {"number"}
    assert "File sudah sampai" in taken.content.decode()
    same = team.post(address(sent), filled(number="600/8/2026", scan=sent_file(pdf(title="Satu"), "ba.pdf")))
    assert set(same.context["form"].errors) == {"scan"}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"number": "600/7/2024"}, "number", "menyebut tahun 2024"),
        ({"number": "600/1/2026"}, "number", "sudah dipakai untuk BA kunjungan"),
        ({"number": "600/7", "dated": "2024-06-22"}, "dated", "Periksa tahunnya"),
    ],
)
def test_what_is_wrong_of_number_or_date_stands_there(office, team, sent, changes, field, words) -> None:
    record(office.tim, sent_letter(office), "ba")
    answer = team.post(address(sent), filled(**changes))
    assert answer.status_code == 422
    assert words in answer.context["form"].errors[field][0]
    assert f'href="#id_{field}"' in answer.content.decode()
    assert "File sudah sampai: ba.pdf" in answer.content.decode()


def test_a_second_sending_is_noticed(team, sent) -> None:
    team.post(address(sent), filled())
    answer = team.post(address(sent), filled())
    assert answer.status_code == 409
    assert Dokumen.objects.filter(berkas=sent, key="ba").count() == 1


def test_it_is_withdrawn_with_a_reason(team, sent) -> None:
    team.post(address(sent), filled())
    assert team.post(address(sent, way="tarik/"), {"reason": ""}).status_code == 422
    assert team.post(address(sent, way="tarik/"), {"reason": "Salah lampiran."}).status_code == 302
    page = team.get(address(sent)).content.decode()
    assert "Belum dicatat." in page
    assert "Salah lampiran." in page


def test_withdrawing_what_is_not_there_is_said_in_words(team, sent) -> None:
    answer = team.post(address(sent, way="tarik/"), {"reason": "Keliru."})
    assert answer.status_code == 422
    assert "sudah ditarik atau belum dicatat" in answer.content.decode()


def test_a_colleague_reads_it_but_finds_no_form(office, sent, client: Client) -> None:
    record(office.tim, sent, "ba")
    client.force_login(office.staf)
    page = one_line(client.get(address(sent)))
    assert "Nomor 600/1/2026" in page
    assert "dicatat oleh tim teknis" in page
    assert '<form method="post" action="/berkas' not in page
    assert client.post(address(sent), filled()).status_code == 403
    assert client.post(address(sent, way="tarik/"), {"reason": "Coba."}).status_code == 403


def test_a_case_or_paper_that_is_not_there_is_not_found(office, sent, client: Client) -> None:
    client.force_login(office.tim)
    assert client.get(address(sent, "bukan-naskah")).status_code == 404
    client.force_login(employ(Role.OPERATOR_DESA, username="operator.jauh", region=TOMPOKERSAN))
    assert client.get(address(sent)).status_code == 404
    assert client.post(address(sent), filled()).status_code == 404
    assert client.post(address(sent, way="tarik/"), {"reason": "Coba."}).status_code == 404
