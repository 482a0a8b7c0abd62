"""A paper that rests on something else of its stage is recorded when that is there, and by nobody who did that."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.test import Client

from perkim.accounts.roles import Role
from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas
from tests.cast import employ, give
from tests.pages import one_line
from tests.perkim.documents.test_paper_page import address, filled
from tests.perkim.documents.test_papers import withdraw
from tests.samples.letters import CHECK, DECIDE, DRAFT, LETTERS, SURAT
from tests.samples.office import MONDAY, ROLES, take_move
from tests.samples.papers import BA, open_letter, record
from tests.samples.registering import register_for_test

pytestmark = pytest.mark.django_db
EARLY = "Belum waktunya mencatat Perintah kerja. BA kunjungan belum ada"


class NotTheTeam:
    def refusals(self, user, cases):
        ids = Dokumen.objects.live().filter(berkas__in=cases, key=BA.key, recorded_by=user)
        return dict.fromkeys(ids.values_list("berkas", flat=True), "Anda yang mengunjungi, jadi bukan Anda.")


ORDER = Paper(
    key="perintah",
    title="Perintah kerja",
    numbered=True,
    worked_by=Role.STAF,
    policies=(NotTheTeam(),),
    decides=lambda case: (("Berkas", case.title), ("Jumlah", "Rp8.690.000")),
)
TURNS = replace(CHECK, inputs=(BA,), outputs=(ORDER,), after={ORDER.key: (BA.key,)})


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    """Who works letters, where an order waits for the record of the visit."""
    register_for_test(monkeypatch, replace(LETTERS, processes=(replace(SURAT, stages=(DRAFT, TURNS, DECIDE)),)))
    since = MONDAY.date().replace(month=1)
    return SimpleNamespace(**{name: employ(role, starts=since, second_factor=True) for name, role in ROLES.items()})


@pytest.fixture
def visited(office) -> Berkas:
    return take_move(office.operator, open_letter(office), "kirim")


def test_a_paper_is_not_recorded_before_its_turn(office, visited) -> None:
    with pytest.raises(SipocError, match=EARLY):
        record(office.staf, visited, "perintah")
    first = record(office.tim, visited, "ba", number="600/2/2026")
    made = record(office.staf, visited, "perintah")
    withdraw(office.tim, first)
    with pytest.raises(SipocError, match=EARLY):
        record(office.staf, visited, "perintah", number="600/3/2026", instead_of=made)
    record(office.tim, visited, "ba", number="600/4/2026")
    assert record(office.staf, visited, "perintah", number="600/3/2026", instead_of=made).number == "600/3/2026"


def test_the_page_says_what_comes_first_and_what_is_decided(office, visited, client: Client) -> None:
    client.force_login(office.staf)
    page = client.get(address(visited, "perintah")).content.decode()
    assert EARLY in page
    assert "Catat naskah" not in page
    assert "Yang diputuskan" in page
    assert "Rp8.690.000" in page
    record(office.tim, visited, "ba", number="600/2/2026")
    assert "Catat naskah" in client.get(address(visited, "perintah")).content.decode()


def test_what_was_sent_before_its_turn_stays_in_the_form(office, visited, client: Client) -> None:
    client.force_login(office.staf)
    answer = client.post(address(visited, "perintah"), filled(number="600/9/2026"))
    page = one_line(answer)
    assert answer.status_code == 422
    assert EARLY in page
    assert 'value="600/9/2026"' in page
    assert "File sudah sampai: ba.pdf" in page
    held = re.search(r'name="scan_titipan" value="(naskah:[^"]+)"', page)[1]
    record(office.tim, visited, "ba", number="600/2/2026")
    again = filled(number="600/9/2026", scan="", scan_titipan=held)
    assert client.post(address(visited, "perintah"), again).status_code == 302


def test_who_did_what_a_paper_judges_does_not_record_it(office, visited, client: Client) -> None:
    give(office.tim, Role.STAF, starts=MONDAY.date().replace(month=1))
    record(office.tim, visited, "ba", number="600/2/2026")
    with pytest.raises(RefusedError, match="Anda yang mengunjungi"):
        record(office.tim, visited, "perintah")
    client.force_login(office.tim)
    page = client.get(address(visited, "perintah")).content.decode()
    assert "Anda yang mengunjungi" in page
    assert "Catat naskah" not in page
