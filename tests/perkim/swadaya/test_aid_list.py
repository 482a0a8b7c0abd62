"""Lists of earlier aid come in like every other list; a name that two villages bear needs its kecamatan."""

import io

import pytest
import xlsxwriter
from django.test import Client
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.files.examination import examine
from perkim.files.kinds import SPREADSHEET
from perkim.imports.actions.deciding import ask_to_store, undo
from perkim.imports.actions.receiving import receive
from perkim.imports.declarations import ImportRefused
from perkim.imports.jobs import read_file, store_rows
from perkim.imports.models import Batch, StagedRow
from perkim.imports.sealing import unsealed
from perkim.people.aid import Seeker, aid_before
from perkim.people.models import Aid
from perkim.swadaya.aid.lists import AID_LIST, REF
from tests.cast import employ, give_second_factor
from tests.perkim.imports.files import uploaded

pytestmark = pytest.mark.django_db
HEAD = ["No", "Nama", "NIK", "No. KK", "Program", "Sumber Dana", "Tahun", "Desa", "Kecamatan", "Nilai"]
GOOD = [
    "1",
    "Suwarno",
    "3508031203719908",
    "",
    "Bedah rumah",
    "Baznas",
    2022,
    "Sumberwuluh",
    "Candipuro",
    "Rp 15.000.000",
]


@pytest.fixture
def staf() -> User:
    return employ(Role.STAF)


def book(*rows: list) -> bytes:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate([HEAD, *rows]):
            sheet.write_row(number, 0, row)
    return output.getvalue()


def changed(**cells: object) -> list:
    return [cells.get(title, value) for title, value in zip(HEAD, GOOD, strict=True)]


def bring(actor: User, *rows: list) -> Batch:
    file = examine(uploaded(book(*rows), "bantuan.xlsx"), SPREADSHEET)
    batch = receive(actor=actor, kind=AID_LIST, ref=REF, file=file, now=timezone.now())
    read_file({"batch": batch.pk})
    return Batch.objects.get(pk=batch.pk)


def store(actor: User, batch: Batch) -> Batch:
    good = StagedRow.objects.filter(batch=batch).storable().count()
    ask_to_store(actor=actor, batch=batch, rows=good, now=timezone.now())
    store_rows({"batch": batch.pk})
    return Batch.objects.get(pk=batch.pk)


def faults(batch: Batch) -> list[str]:
    rows = StagedRow.objects.filter(batch=batch).order_by("line")
    return [each.kind for row in rows for each in unsealed(row.line, bytes(row.sealed)).findings]


def test_a_list_is_stored_and_found_by_nik(staf) -> None:
    store(staf, bring(staf, GOOD))
    found = aid_before([Seeker.typed(nik="3508031203719908")])[0]
    assert [(match.aid.programme, match.aid.year, match.how) for match in found] == [("Bedah rumah", 2022, "NIK")]
    aid = Aid.objects.get()
    assert (aid.source, aid.amount, aid.region_id) == ("BAZNAS", 15_000_000, "35.08.03.2005")


def test_what_is_taken_back_counts_no_more(staf) -> None:
    batch = store(staf, bring(staf, GOOD))
    undo(actor=staf, batch=batch, reason="Daftar tahun lain.", now=timezone.now())
    assert aid_before([Seeker.typed(nik="3508031203719908")]) == [[]]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"NIK": ""}, "not_findable"),
        ({"Tahun": 2099}, "future"),
        ({"Desa": "Antah Berantah"}, "place"),
        ({"Desa": "Kebonsari", "Kecamatan": ""}, "place"),
        ({"Nama": ""}, "kosong"),
        ({"NIK": 3508031203719908}, "nik_float"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(staf, cells: dict, fault: str) -> None:
    assert fault in faults(bring(staf, changed(**cells)))


def test_a_name_that_two_villages_bear_is_told_apart_by_its_kecamatan(staf) -> None:
    store(staf, bring(staf, changed(Desa="Kebonsari", Kecamatan="Yosowilangun")))
    assert str(Aid.objects.get().region_id).startswith("35.08.07.")


def test_the_same_person_and_year_twice_is_told(staf) -> None:
    assert faults(bring(staf, GOOD, GOOD)) == ["duplicate"]


@pytest.mark.parametrize("role", [Role.OPERATOR_DESA, Role.TFL, Role.ADMIN])
def test_others_do_not_bring_such_lists(role: Role) -> None:
    with pytest.raises(ImportRefused):
        bring(employ(role), GOOD)


def test_the_page_counts_by_year_and_source(staf, client: Client) -> None:
    store(staf, bring(staf, GOOD, changed(NIK="3508035109759909")))
    client.force_login(staf)
    page = client.get("/bantuan-terdahulu/").content.decode()
    assert "2 bantuan rumah terdahulu tercatat" in page
    assert "2022, Baznas" in page
    assert "3508031203719908" not in page


def test_a_village_desk_has_no_such_page(client: Client) -> None:
    user = employ(Role.OPERATOR_DESA)
    give_second_factor(user)
    client.force_login(user)
    assert client.get("/bantuan-terdahulu/").status_code == 403
