"""Loading a file of regions: another regency's, a newer one, a faulty one."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from perkim.regions.actions import COLUMNS, Loaded, RegionFileError, load_regions
from perkim.regions.models import Region

pytestmark = pytest.mark.django_db
HEADER = "kode,nama,jenis,kode_kecamatan,kecamatan"
GOOD = ["36.09.01.2001,Sukamaju,DESA,36.09.01,Wetan", "36.09.01.1002,Kotabaru,KELURAHAN,36.09.01,Wetan"]
SERANG = ("36.09", "Contoh")


@pytest.fixture
def write(tmp_path: Path):
    def do(*rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = tmp_path / "wilayah.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding=encoding)
        return path

    return do


def test_another_regency_is_loaded_beside_the_first(write) -> None:
    assert load_regions(write(*GOOD), kabupaten=SERANG) == Loaded(kecamatan=1, villages=2)
    village = Region.objects.get(code="36.09.01.2001")
    assert village.address == "Desa Sukamaju, Kec. Wetan"
    assert village.parent.parent.name == "Contoh"
    assert Region.objects.filter(code__startswith="35.08").count() == 227


def test_a_new_name_replaces_the_old_one(write) -> None:
    load_regions(write(*GOOD), kabupaten=SERANG)
    load_regions(write(GOOD[0].replace("Sukamaju", "Sukamundur"), GOOD[1]), kabupaten=SERANG)
    assert Region.objects.get(code="36.09.01.2001").name == "Sukamundur"


def test_a_village_left_out_of_a_newer_file_stays(write) -> None:
    load_regions(write(*GOOD), kabupaten=SERANG)
    load_regions(write(GOOD[0]), kabupaten=SERANG)
    assert Region.objects.filter(code="36.09.01.1002").exists()


def test_a_village_that_became_a_kelurahan_gets_its_new_code(write) -> None:
    load_regions(write(*GOOD), kabupaten=SERANG)
    load_regions(write(GOOD[0].replace("2001", "1001").replace("DESA", "KELURAHAN")), kabupaten=SERANG)
    assert Region.objects.get(code="36.09.01.1001").kind == "KELURAHAN"


def test_a_file_saved_by_excel_is_read(write) -> None:
    assert load_regions(write(*GOOD, encoding="utf-8-sig"), kabupaten=SERANG).villages == 2


def test_more_columns_are_no_fault(write) -> None:
    path = write(*(f"{row},catatan" for row in GOOD), header=f"{HEADER},catatan")
    assert load_regions(path, kabupaten=SERANG).villages == 2


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "no region"),
        ([GOOD[0], GOOD[0]], "more than once"),
        (["35.08.01.2001,Sukamaju,DESA,35.08.01,Wetan"], "outside 36.09"),
        (["36.09.02.2001,Sukamaju,DESA,36.09.01,Wetan"], "outside 36.09"),
        (["36.09.01.2001,Sukamaju,DUSUN,36.09.01,Wetan"], "36.09.01.2001"),
        (["36.09.01.2001,Sukamaju,KABUPATEN,36.09.01,Wetan"], "36.09.01.2001"),
        (["36.09.01.2001,Sukamaju,KELURAHAN,36.09.01,Wetan"], "36.09.01.2001"),
        (["36.09.01.201,Sukamaju,DESA,36.09.01,Wetan"], "36.09.01.201"),
        (["36.09.01.20011,Sukamaju,DESA,36.09.01,Wetan"], "36.09.01.20011"),
        (["36.09.01.20a1,Sukamaju,DESA,36.09.01,Wetan"], "36.09.01.20a1"),
        (["36.09.01.2001,,DESA,36.09.01,Wetan"], "36.09.01.2001"),
        (["36.09.01.2001,Sukamaju,DESA,36.09.01,"], "36.09.01.2001"),
        ([f"36.09.01.2001,{'a' * 101},DESA,36.09.01,Wetan"], "36.09.01.2001"),
        (["36.09.01.2001,Sukamaju"], "36.09.01.2001"),
        ([GOOD[0], "36.09.01.2003,Lain,DESA,36.09.01,Kulon"], "36.09.01"),
    ],
)
def test_a_faulty_file_is_named_and_nothing_is_written(write, rows: list[str], said: str) -> None:
    with pytest.raises(RegionFileError, match=said):
        load_regions(write(*rows), kabupaten=SERANG)
    assert Region.objects.count() == 227


@pytest.mark.parametrize("column", HEADER.split(","))
def test_a_missing_column_is_named(write, column: str) -> None:
    with pytest.raises(RegionFileError, match=f"lacks the columns {column}$"):
        load_regions(write(*GOOD, header=",".join(sorted({*COLUMNS, "lain"} - {column}))), kabupaten=SERANG)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wilayah.xlsx"
    path.write_bytes(b"PK\x03\x04\xff\xfe\x00")
    with pytest.raises(RegionFileError, match=r"wilayah\.xlsx"):
        load_regions(path, kabupaten=SERANG)


# --- The command -----------------------------------------------------------------------------------------------


def test_the_command_says_how_many(capsys) -> None:
    call_command("load_regions")
    assert capsys.readouterr().out == "21 kecamatan, 205 desa/kelurahan\n"


def test_the_command_takes_another_file(write) -> None:
    call_command("load_regions", write(*GOOD), kabupaten="36.09:Contoh", verbosity=0)
    assert Region.objects.get(code="36.09").name == "Contoh"


@pytest.mark.parametrize("kabupaten", ["35.08", "35.08:", ":Lumajang", "3508:Lumajang", "35:Jawa Timur"])
def test_a_kabupaten_without_code_and_name_is_refused(kabupaten: str) -> None:
    with pytest.raises(CommandError):
        call_command("load_regions", kabupaten=kabupaten, verbosity=0)
    assert Region.objects.get(kind="KABUPATEN").name == "Lumajang"


def test_a_file_that_is_not_there_is_said() -> None:
    with pytest.raises(CommandError, match="tidak-ada"):
        call_command("load_regions", Path("/tidak-ada.csv"), verbosity=0)


def test_a_faulty_file_is_said(write) -> None:
    with pytest.raises(CommandError, match="more than once"):
        call_command("load_regions", write(GOOD[0], GOOD[0]), kabupaten="36.09:Contoh", verbosity=0)
