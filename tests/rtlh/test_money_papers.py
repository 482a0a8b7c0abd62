"""Papers and pages of a household's money: written from what was booked, shown to who may see the case."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.budgets.demo import SHOP
from perkim.documents.drafting import freeze
from perkim.documents.papers import Paper
from perkim.documents.rendering import sheet_pdf
from perkim.documents.stamp_duty import stamp_duty
from perkim.funds.amounts import GATES
from perkim.funds.models import LedgerEntry
from perkim.parameters.actions import NewValue, set_value
from perkim.parameters.seeding import load_first_values
from perkim.schemes.drafts.handover import basis, receives_as
from perkim.schemes.photos import SIDES, photos
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.visits.pages import PhotoPage
from rtlh.scheme import SCHEME
from tests.cast import SignedInClient, employ
from tests.every_programme.walker import Walker
from tests.rtlh.building import PENERIMA, fill, pay_now, ready_to_pay, tell, work
from tests.rtlh.heirs import amend, named
from tests.rtlh.walks import reach


@pytest.fixture
def treasurer(walker: Walker) -> Client:
    return SignedInClient(lambda: walker.holder(Role.BENDAHARA))


def test_the_pages_of_a_house_are_shown_in_every_stage(walker: Walker, treasurer: Client) -> None:
    house = ready_to_pay(walker)
    for page in ("dana", "dana/pencairan_1", "kemajuan/fisik_1", "lpd/nilai_lpd_1", "lpd/periksa_lpd_1"):
        answer = treasurer.get(f"/berkas/{house.public_id}/{page}/")
        assert answer.status_code == 200, page
    assert "Rp20.000.000" in treasurer.get(f"/berkas/{house.public_id}/dana/").content.decode()
    assert "Pekerjaan dan dana" in treasurer.get(house.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("0001-01-01", "antara 1900 dan 2100"),
        ("9999-12-31", "antara 1900 dan 2100"),
        ("2199-01-01", "antara 1900 dan 2100"),
        ("10000-01-01", "tidak terbaca"),
        ("-1", "tidak terbaca"),
        ("2090-01-01", "belum tiba"),
        ("1999-01-01", "terlalu jauh sebelum tahun anggaran"),
    ],
)
def test_a_day_on_which_nothing_was_booked_gets_a_sentence(walker: Walker, treasurer: Client, day: str, said) -> None:
    house = reach(walker, "pengerjaan_1")
    sent = {"client_key": str(uuid4()), "dated": day, "reference": "SP2D 7"}
    answer = treasurer.post(f"/berkas/{house.public_id}/dana/bukukan/salur/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not LedgerEntry.objects.exists()
    assert treasurer.get(f"/berkas/{house.public_id}/dana/").status_code == 200


def test_a_payment_without_its_number_comes_back_with_what_was_typed(walker: Walker, treasurer: Client) -> None:
    house = ready_to_pay(walker)
    address = f"/berkas/{house.public_id}/dana/bukukan/bayar/"
    day = (walker.now + timedelta(minutes=1)).date()
    answer = treasurer.post(address, {"client_key": str(uuid4()), "dated": f"{day:%d-%m-%Y}", "reference": ""})
    assert answer.status_code == 422
    assert "Isi nomor bukti dari bank atau perbendaharaan." in answer.content.decode()
    assert f"{day:%d-%m-%Y}" in answer.content.decode()


def test_a_house_where_no_money_flows_has_no_ledger(walker: Walker, treasurer: Client) -> None:
    year = reach(walker, "layak").parent.parent
    assert treasurer.get(f"/berkas/{year.public_id}/dana/").status_code == 404


def test_the_money_of_a_village_by_house_and_in_sum(walker: Walker) -> None:
    client = SignedInClient(lambda: walker.holder(Role.KABID_PRM))
    house = ready_to_pay(walker, 8_690_000)
    pay_now(walker, house)
    village = house.parent
    words = client.get(f"/berkas/{village.public_id}/dana-desa/").content.decode()
    assert words.count("Rp9.940.000") == 2
    assert words.count("Rp10.060.000") == 2
    assert "Dana dan kemajuan" in client.get(village.get_absolute_url()).content.decode()


def paper_of(stage: str, key: str) -> Paper:
    found = next(each for each in PENERIMA.stage(stage).requirements if each.key == key)
    assert isinstance(found, Paper)
    return found


def written(stage: str, key: str, case: Berkas) -> dict:
    """What the portal writes on a paper, as its sheet shows it."""
    paper = paper_of(stage, key)
    data = freeze(paper.draft, case, numbered=paper.numbered, number="", dated=None, day=localdate())
    assert sheet_pdf(data).startswith(b"%PDF")
    return data["isi"]


def test_the_report_is_written_from_its_figures(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_1")
    with pytest.raises(SipocError, match="setelah dana disalurkan"):
        written("pengerjaan_1", "lpd_1", house)
    fill(walker, house)
    with pytest.raises(SipocError, match="Isi nilai LPD tahap 1 dahulu"):
        written("pengerjaan_1", "lpd_1", house)
    work(walker, house, 1, 31)
    tell(walker, house, 1, 8_690_000)
    sheet = written("pengerjaan_1", "lpd_1", house)
    assert (sheet["jumlah_bahan"], sheet["jumlah_upah"], sheet["sisa"]) == (8_690_000, 1_250_000, 60_000)
    assert sheet["fisik"] == "31"


def test_receipts_above_the_ceiling_stand_on_the_report_as_they_are(walker: Walker) -> None:
    """`domain.md` §4.5, example 3."""
    house = ready_to_pay(walker, 8_900_000, excess="SWADAYA")
    sheet = written("pengerjaan_1", "lpd_1", house)
    assert (sheet["bahan"][0]["jumlah"], sheet["jumlah_bahan"]) == (8_900_000, 8_900_000)
    assert (sheet["bahan_dibayar"], sheet["kelebihan"], sheet["terpakai"]) == (8_750_000, 150_000, 10_000_000)
    assert sheet["kelebihan_oleh"] == "Ditanggung penerima sebagai swadaya"


def test_the_shop_and_the_builders_each_sign_their_own_receipt(walker: Walker) -> None:
    house = ready_to_pay(walker, 8_690_000)
    for key in ("kuitansi_1", "kuitansi_upah_1"):
        with pytest.raises(SipocError, match="setelah pencairan tahap 1 dibukukan"):
            written("lpd_1", key, house)
    pay_now(walker, house)
    shop, builders = written("lpd_1", "kuitansi_1", house), written("lpd_1", "kuitansi_upah_1", house)
    assert (shop["jumlah"], shop["penerima"]["jabatan"]) == (8_690_000, "Toko Sumber Makmur")
    assert shop["rekening"]["pemilik"] == SHOP.account_holder
    assert (shop["penerima"]["meterai"], builders["penerima"]["meterai"]) == (10_000, 0)
    assert (builders["jumlah"], builders["penerima"]["jabatan"]) == (1_250_000, "Tukang")
    assert [each["jabatan"] for each in builders["mengetahui"]] == ["Penerima bantuan", "Tenaga fasilitator lapangan"]


def test_the_house_is_handed_over_on_paper_once_the_account_is_empty(walker: Walker) -> None:
    house = reach(walker, "serah_terima")
    sheet = written("serah_terima", "bast", house)
    assert (sheet["nilai"], sheet["bahan"], sheet["upah"]) == (20_000_000, 17_500_000, 2_500_000)
    assert sheet["pemeliharaan"] == "3 (tiga) bulan sejak tanggal berita acara ini"
    assert sheet["rincian_swadaya"] == [{"uraian": "menurut RAB", "jumlah": 6_000_000}]
    assert [each.split(" Nomor")[0] for each in sheet["dasar"]] == [
        "Keputusan Bupati Lumajang",
        "Berita Acara Pemeriksaan LPD Tahap 2",
    ]


def test_an_heir_receives_the_house_by_both_decrees(walker: Walker) -> None:
    house = reach(walker, "ditetapkan")
    before = named(walker, house).before.name
    amend(walker, house)
    assert [each.split(" Nomor")[0] for each in basis(SCHEME, house, "Bupati Lumajang")] == [
        "Keputusan Bupati Lumajang"
    ] * 2
    assert basis(SCHEME, house, "Bupati Lumajang")[1].endswith("tentang perubahan penerima bantuan")
    assert receives_as(house) == f"penerima bantuan, suami dan penerus {before}"


@pytest.mark.django_db
def test_the_photos_and_their_report_name_the_gate_of_their_day() -> None:
    load_first_values()
    new = NewValue(kind=GATES, value={"tahap 1": 35, "tahap 2": 100}, starts=date(2026, 8, 1), basis="Juknis 2026")
    set_value(actor=employ(Role.ADMIN, username="penata"), new=new, now=timezone.now())
    first = photos(SIDES, 1)
    assert [first.moment(day) for day in (date(2026, 7, 31), date(2026, 8, 1))] == ["30 %", "35 %"]
    assert (photos(SIDES, 2).moment(date(2026, 8, 1)), photos(SIDES, 0).moment) == ("100 %", None)
    page = PhotoPage(user=User(), case=Berkas(), requirement=first, now=datetime(2026, 8, 3, tzinfo=UTC))
    assert page.title == "Foto tahap 1, 35 %"


@pytest.mark.django_db
@pytest.mark.parametrize(("amount", "duty"), [(5_000_000, 0), (5_000_001, 10_000)])
def test_a_receipt_bears_the_duty_that_holds_for_its_amount(amount: int, duty: int) -> None:
    load_first_values()
    assert stamp_duty(amount, date(2026, 6, 22)) == duty
