"""Papers of a case on its page and in its history."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from perkim.documents.actions.recording import withdraw_paper
from perkim.sipoc.models import Berkas
from tests.perkim.documents.conftest import folder, office  # noqa: F401
from tests.perkim.portal.cases import monday, see, words  # noqa: F401
from tests.samples.office import MONDAY
from tests.samples.papers import open_letter, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(office: SimpleNamespace, folder: Path) -> Berkas:  # noqa: F811
    return open_letter(office)


def test_a_recorded_paper_stands_in_the_panel_with_its_scan(see, office, draft) -> None:  # noqa: F811
    paper = record(office.operator, draft, "ktp", number="", dated=None)
    page = see(office.operator, draft)
    panel = words(page.partition('id="panel-naskah"')[2].partition("</section>")[0])
    assert "KTP pengirim" in panel
    assert f"Dicatat {office.operator.name}, 22 Juni 2026" in panel
    assert paper.upload.get_absolute_url() in page


def test_the_panel_says_what_will_stand_there(see, office, draft) -> None:  # noqa: F811
    assert "Naskah yang dicatat akan tampil di sini" in words(see(office.operator, draft))


def test_the_history_names_the_paper_and_why_it_was_taken_back(see, office, draft) -> None:  # noqa: F811
    paper = record(office.operator, draft, "ktp", number="", dated=None)
    withdraw_paper(actor=office.operator, dokumen=paper, reason="Salah unggah.", now=MONDAY)
    text = words(see(office.operator, draft))
    assert "Naskah dicatat: KTP pengirim" in text
    assert "Naskah ditarik: KTP pengirim" in text
    assert "“Salah unggah.”" in text
