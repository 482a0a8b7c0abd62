"""The list of Sumberwuluh: what is wrong in it is named at its row and nothing else is; what is good becomes cases."""

import io
from uuid import uuid4

import openpyxl
import pytest
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.imports.actions.deciding import undo
from perkim.imports.declarations import ImportRefused
from perkim.imports.models import Batch, StagedRow
from perkim.parameters.models import Parameter
from perkim.people.actions import record_aid_many
from perkim.people.identities import ListedAid
from perkim.people.models import Aid, Family, Person
from perkim.regions.models import Region
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process
from perkim.swadaya.candidates.actions import propose_many
from perkim.swadaya.models import Calon
from perkim.swadaya.parameters import SAME_PLACE
from tests.cast import TOMPOKERSAN
from tests.every_programme.walker import Walker
from tests.perkim.imports.files import BNBA, workbook
from tests.rtlh.lists import FAULTS, bring, found_in, store
from tests.rtlh.providing import identity
from tests.rtlh.walks import reach, take

# How the planted faults are called by what finds them.
NAMES = {
    "nik_float": ("error", "nik_float"),
    "nik_15_digits": ("error", "nik_15_digits"),
    "nik_bad_date": ("error", "nik_bad_date"),
    "duplicate_nik": ("error", "duplicate_nik"),
    "no_name": ("error", "kosong"),
    "residents_zero": ("error", "batas"),
    "other_regency_warning": ("evidence", "other_regency"),
    "birth_mismatch_warning": ("evidence", "birth_mismatch"),
    "outside_village_warning": ("warning", "outside_village"),
    "same_kk_warning": ("evidence", "same_kk"),
}


@pytest.fixture
def draft(walker: Walker) -> Berkas:
    return reach(walker, "draf", kind="usulan")


@pytest.fixture
def operator(walker: Walker) -> User:
    return walker.holder(Role.OPERATOR_DESA)


def test_every_planted_fault_is_named_at_its_row_and_nothing_else_is(draft, operator) -> None:
    planted = {fault["excel_row"]: [NAMES[fault["kind"]]] for fault in FAULTS if not fault["kind"].endswith("_ok")}
    assert found_in(bring(operator, draft)) == planted


def test_nothing_of_people_or_cases_exists_before_it_is_stored(draft, operator) -> None:
    batch = bring(operator, draft)
    assert batch.total == 42
    assert not any(model.objects.exists() for model in (Person, Family, Calon))
    assert not Berkas.objects.filter(process="penerima").exists()


def test_good_rows_alone_become_candidates(draft, operator) -> None:
    batch = store(operator, bring(operator, draft))
    cases = Berkas.objects.filter(parent=draft, process="penerima")
    assert (batch.stored, cases.count()) == (33, 33)
    assert {(each.stage, each.number) for each in cases} == {("daftar", "")}
    assert StagedRow.objects.filter(batch=batch).count() == 9


def test_a_row_is_kept_as_the_list_has_it(draft, operator) -> None:
    store(operator, bring(operator, draft))
    calon = Calon.objects.with_people().get(line=23)
    assert (calon.person.name, calon.person.nik, calon.income) == ("Sugeng Fatimah", "3508032810539917", 1_500_000)
    assert (calon.rt, calon.rw, calon.dusun, calon.residents) == ("005", "003", "Kampung Renteng", 5)
    assert (str(calon.latitude), calon.land_proof, calon.wall) == ("-8.193620", "AJB", "Bata tanpa plester")
    assert Calon.objects.with_people().get(line=30).person.nik == "3508032302919924"


def test_the_same_file_again_doubles_nothing(draft, operator) -> None:
    store(operator, bring(operator, draft))
    again = found_in(bring(operator, draft))
    assert sum(("error", "already_proposed") in kinds for kinds in again.values()) == 33
    assert Calon.objects.count() == 33


def test_undoing_closes_the_cases_as_a_cancelled_import(draft, operator) -> None:
    batch = store(operator, bring(operator, draft))
    undo(actor=operator, batch=batch, reason="Salah file.", now=timezone.now())
    cases = Berkas.objects.filter(parent=draft, process="penerima")
    assert {each.outcome for each in cases} == {"BATAL"}
    left = {each.reason for case in cases for each in case.visits.all()}
    assert left == {"Impor dibatalkan. Salah file."}
    assert not {"already_proposed"} & {kind for kinds in found_in(bring(operator, draft)).values() for _, kind in kinds}


def test_what_went_on_to_the_survey_cannot_be_undone(walker, draft, operator) -> None:
    batch = store(operator, bring(operator, draft))
    take(walker, take(walker, draft, "kirim"), "terima")
    with pytest.raises(ImportRefused, match="tahap verifikasi|sudah disurvei"):
        undo(actor=operator, batch=batch, reason="Salah file.", now=timezone.now())
    assert Berkas.objects.filter(parent=draft, stage="survei").count() == 33


def test_a_desk_of_another_village_cannot_bring_a_list(draft) -> None:
    from tests.cast import employ

    stranger = employ(Role.OPERATOR_DESA, username="jauh", region=TOMPOKERSAN)
    with pytest.raises(ImportRefused):
        bring(stranger, draft)


def test_who_is_proposed_by_another_village_is_told(walker, draft, operator) -> None:
    other = Berkas.objects.get(pk=reach(walker, "draf", kind="usulan").pk)
    nik = identity(0).__class__(nik="3508036709679901", kk="3508032203089001", name="Sulastri", sex="P")
    from perkim.swadaya.candidates.actions import Proposal

    propose_many(
        actor=operator,
        usulan=other,
        process=process("rtlh", "penerima"),
        proposals=[Proposal(identity=nik, residents=1)],
        now=walker.tick(),
    )
    assert found_in(bring(operator, draft))[7] == [("error", "already_proposed")]


def test_earlier_aid_is_told_by_number_family_spouse_and_house(walker, draft, operator) -> None:
    common = {"programme": "RTLH APBD", "source": Aid.Source.REGENCY, "year": 2024}
    told = [
        ListedAid(holder_name="Sulastri", nik="3508036709679901", **common),
        ListedAid(holder_name="Suami Nurul", kk="3508031905219002", **common),
        ListedAid(holder_name="Wahyudi", spouse_nik="3508031212699903", **common),
        ListedAid(holder_name="Penghuni lama", latitude="-8.158313", longitude="113.031241", **common),
    ]
    record_aid_many(actor=operator, aids=told, origin="daftar lama", now=timezone.now())
    found = found_in(bring(operator, draft))
    assert [found[line] for line in (7, 8, 9, 10)] == [[("evidence", "aid_before")]] * 4


@pytest.mark.parametrize("name", ['=HYPERLINK("http://evil","klik")', "-Pak Ngatno", "<script>alert(1)</script>"])
def test_what_is_no_name_is_never_ready(draft, operator, name: str) -> None:
    heading = ("Nama", "L/P", "NIK", "No KK", "Jumlah penghuni", "Tempat, tanggal lahir", "Dusun")
    good = ("P", "3508036709679901", "3508032203089001", 4, "Lumajang, 27-09-1967", "Krajan")
    batch = bring(operator, draft, workbook([heading, (name, *good), ("M. Sholeh (alm)", *good)]))
    found = found_in(batch)
    assert found[2][0] == ("error", "nama")
    assert not [kind for _, kind in found[3] if kind.startswith("nama")]


def test_a_list_of_another_village_is_refused_as_a_whole(walker, operator, client) -> None:
    elsewhere = employ_at_tompokersan(walker)
    batch = bring(elsewhere.operator, elsewhere.draft)
    assert batch.state == Batch.State.FAILED
    assert "Desa Sumberwuluh" in batch.notice
    assert "Pilih file desa yang benar." in batch.notice
    # It was read well enough to know whose it is.
    client.force_login(elsewhere.operator)
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "<h1>Daftar ini belum dapat diterima</h1>" in page
    assert "tidak dapat dibaca" not in page
    assert "Tidak terbaca" not in page


def employ_at_tompokersan(walker: Walker):
    from types import SimpleNamespace

    from perkim.sipoc.actions.opening import NewCase, open_case
    from perkim.sipoc.registry import programme
    from tests.cast import employ

    desk = employ(Role.OPERATOR_DESA, username="lain", region=TOMPOKERSAN, starts=walker.now.date().replace(month=1))
    year = reach(walker, "tim", kind="kegiatan")
    case = open_case(
        actor=desk,
        programme=programme("rtlh"),
        process=process("rtlh", "usulan"),
        new=NewCase(title="Usulan lain", regions=[Region.objects.get(pk=TOMPOKERSAN)]),
        now=walker.tick(),
        parent=year,
    )
    return SimpleNamespace(operator=desk, draft=case, key=uuid4())


def without_positions(title: str) -> bytes:
    """The list of Sumberwuluh under another title, without coordinates that would tell where it belongs."""
    book = openpyxl.load_workbook(BNBA)
    sheet = book.active
    sheet["A3"] = title
    for row in range(7, 49):
        sheet.cell(row, 20).value = sheet.cell(row, 21).value = None
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.mark.parametrize(
    "title", ["DESA PENANGGAL KECAMATAN CANDIPURO KABUPATEN LUMAJANG", "Desa: Penanggal, Kec. Candipuro"]
)
def test_a_title_that_names_another_village_refuses_the_file(draft, operator, title: str) -> None:
    batch = bring(operator, draft, without_positions(title))
    assert batch.notice.startswith("Judul file ini menyebut Desa Penanggal, padahal usulan ini untuk Desa Sumberwuluh")


@pytest.mark.parametrize("title", ["DESA SUMBERWULUH", "DAFTAR WARGA DESA MAJU BERSAMA", "TAHUN ANGGARAN 2026"])
def test_other_titles_do_not(draft, operator, title: str) -> None:
    assert bring(operator, draft, without_positions(title)).state == Batch.State.READY


def test_how_near_a_house_is_the_same_one_is_the_office_s_to_say(walker, draft, operator) -> None:
    told = ListedAid(
        holder_name="Penghuni lama", programme="RTLH", source=Aid.Source.REGENCY, year=2024,
        latitude="-8.158493", longitude="113.031241",
    )  # fmt: skip
    record_aid_many(actor=operator, aids=[told], origin="daftar lama", now=timezone.now())
    assert 10 not in found_in(bring(operator, draft))
    Parameter.objects.filter(key=SAME_PLACE.key).update(value=30)
    other = Berkas.objects.get(pk=reach(walker, "draf", kind="usulan").pk)
    assert found_in(bring(operator, other))[10] == [("evidence", "aid_before")]


def test_one_point_for_many_houses_is_asked_about(draft, operator) -> None:
    book = openpyxl.load_workbook(BNBA)
    sheet = book.active
    for row in (8, 10, 11):
        sheet.cell(row, 20).value, sheet.cell(row, 21).value = (sheet.cell(7, column).value for column in (20, 21))
    output = io.BytesIO()
    book.save(output)
    found = found_in(bring(operator, draft, output.getvalue()))
    assert [("warning", "shared_point") in found.get(line, ()) for line in (7, 8, 9, 10, 11)] == [1, 1, 0, 1, 1]
