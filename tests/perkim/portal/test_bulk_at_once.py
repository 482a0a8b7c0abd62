"""Two browsers send the same decision on many cases at the same moment."""

import pytest
from django.test import Client

from perkim.sipoc.models import Berkas, StageVisit
from tests.races import at_once
from tests.samples.office import open_office, take_move, write_letters


@pytest.mark.usefixtures("fresh_database")
def test_each_case_is_moved_once_and_both_are_told_the_same(monkeypatch) -> None:
    office = open_office(monkeypatch)
    cases = [take_move(office.operator, case, "kirim") for case in write_letters(office, 5)]
    client = Client()
    client.force_login(office.staf, backend="django.contrib.auth.backends.ModelBackend")
    chosen = [f"{case.pk}-{case.lock_version}" for case in cases]
    page = client.post("/kerja/contoh/pilih/?tahap=periksa", {"pilih": chosen})["Location"]

    def send() -> int:
        browser = Client()
        browser.cookies = client.cookies
        return browser.post(page, {"langkah": "tolak", "alasan": "Bukan wewenang.", "yakin": "1"}).status_code

    assert at_once(send, send) == [302, 302]
    assert Berkas.objects.filter(outcome="DITOLAK").count() == 5
    assert StageVisit.objects.filter(move="tolak").count() == 5
