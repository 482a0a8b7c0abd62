"""Whatever a reader asks (list, count, spreadsheet, bundle, search, the case itself), the same households answer."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from perkim.accounts.roles import Role
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process
from tests.cast import give_second_factor
from tests.every_programme.walker import Walker
from tests.rtlh.walks import reach, take

PENERIMA = process("rtlh", "penerima")
ASKED = {"proses": "penerima", "status": "semua"}
# Who sees households of which proposal: of the draft, of the one that was sent.
READERS = {
    Role.OPERATOR_DESA: {"draf", "kirim"},
    Role.STAF: {"kirim"},
    Role.KABID_PRM: {"kirim"},
    Role.BENDAHARA: {"kirim"},
    Role.TFL: set(),
}


@pytest.fixture
def households(walker: Walker) -> dict[str, set[Berkas]]:
    """The households of a proposal in draft, and of one that was sent."""
    found = {}
    for standing in READERS[Role.OPERATOR_DESA]:
        proposal = reach(walker, "draf", kind="usulan")
        walker.open(PENERIMA, parent=proposal, handed=False)
        if standing == "kirim":
            take(walker, proposal, "kirim")
        found[standing] = set(proposal.children.all())
    made = sorted((each for cases in found.values() for each in cases), key=lambda each: each.pk)
    for number, case in enumerate(made):
        Berkas.objects.filter(pk=case.pk).update(title=f"Suparmi Kode{number:02}")
    return found


def test_all_pages_show_each_reader_the_same_households(walker: Walker, households, client: Client) -> None:
    everything = [Berkas.objects.get(pk=case.pk) for cases in households.values() for case in cases]
    for role, standings in READERS.items():
        reader = walker.holder(role)
        give_second_factor(reader)
        client.force_login(reader)
        expected = {case.pk for standing in standings for case in households[standing]}
        page = client.get("/kerja/rtlh/", ASKED)
        assert {row["case"].pk for row in page.context["rows"]} == expected, role
        assert page.context["matches"].number == len(expected), role
        sheet = load_workbook(BytesIO(client.get(reverse("portal:cases_sheet", args=["rtlh"]), ASKED).content)).active
        assert sheet.max_row - 5 == len(expected), role
        sought = client.get("/cari/", {"q": "Suparmi Kode"}).context["results"]
        assert {row["case"].pk for group in sought for row in group.rows} == expected, role
        for case in everything:
            answer = 200 if case.pk in expected else 404
            assert client.get(case.get_absolute_url()).status_code == answer, role
            assert client.head(reverse("portal:case_bundle", args=[case.public_id])).status_code == answer, role
