"""The list of a programme's cases: who sees which rows, filters, pages, and what it costs."""

from datetime import timedelta

import pytest
import time_machine

from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.models import Berkas
from tests.cast import CANDIPURO, SUMBERWULUH, TOMPOKERSAN, employ
from tests.pages import one_line
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401
from tests.samples.letters import LETTERS, SURAT

pytestmark = pytest.mark.usefixtures("office")
ADDRESS = "/kerja/contoh/"


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def page(sign_in):
    """The list as one account sees it at an address."""

    def get(user, query: str = "") -> str:
        answer = sign_in(user).get(ADDRESS + query)
        assert answer.status_code == 200
        return one_line(answer)

    return get


@pytest.fixture
def sent(office, letter, take):  # noqa: F811
    """Letters that stand in the check, by their titles."""

    def send(*titles: str, **words) -> list[Berkas]:
        at = words.get("at", MONDAY)
        return [take(office.operator, letter(title, **words), "kirim", at=at) for title in titles]

    return send


def names(html: str) -> int:
    return html.count('class="t" href="/berkas/')


def test_a_programme_that_is_not_there_or_not_open_is_not_found(office, sign_in) -> None:  # noqa: F811
    client = sign_in(office.staf)
    assert client.get("/kerja/tidak-ada/").status_code == 404
    assert client.get("/kerja/konsultasi/").status_code == 404


def test_who_has_no_part_in_a_programme_does_not_find_its_list(sign_in) -> None:
    assert sign_in(employ(Role.PPTK)).get(ADDRESS).status_code == 404
    assert sign_in(employ(Role.ADMIN)).get(f"{ADDRESS}unduh/").status_code == 404


def test_an_operator_sees_the_letters_of_the_own_village_alone(office, sent, page) -> None:  # noqa: F811
    sent("Milik sendiri")
    other = employ(Role.OPERATOR_DESA, username="desa.lain", region=TOMPOKERSAN)
    assert "Milik sendiri" in page(office.operator)
    assert "Milik sendiri" not in page(other)


def test_staff_see_no_drafts(office, letter, page) -> None:  # noqa: F811
    letter("Masih ditulis")
    assert "Masih ditulis" in page(office.operator)
    assert "Masih ditulis" not in page(office.staf)


def test_confidential_letters_are_listed_for_nobody_who_may_not_know(office, sent, page) -> None:  # noqa: F811
    Berkas.objects.filter(pk=sent("Rahasia")[0].pk).update(confidential=True)
    assert names(page(office.staf)) == 0


def test_the_head_counts_and_the_sentence_says_what_is_listed(office, sent, page) -> None:  # noqa: F811
    sent("Satu", "Dua")
    html = page(office.staf)
    assert "<h1>Surat Contoh</h1>" in html
    assert "<b>2 surat belum selesai</b>, tenggat terdekat dahulu" in html
    assert "2/3 Pemeriksaan" in html


def test_who_opens_letters_may_make_one(office, page) -> None:  # noqa: F811
    assert "Buat surat" in page(office.operator)
    assert "Buat surat" not in page(office.staf)


def test_titles_are_text(office, sent, page) -> None:  # noqa: F811
    sent("<script>alert(1)</script>")
    html = page(office.staf)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?status=terbuka", {"Jembatan", "Jalan"}),
        ("?status=dikembalikan", {"Jembatan"}),
        ("?status=ditolak", {"Talud"}),
        ("?status=selesai", set()),
        ("?status=semua", {"Jembatan", "Jalan", "Talud"}),
        ("?status=terlambat", set()),
        ("?tahap=periksa", {"Jalan"}),
        ("?tahap=draf&status=semua", {"Jembatan"}),
        ("?tahun=2026&status=semua", {"Jembatan", "Jalan", "Talud"}),
        ("?tahun=2020&status=semua", set()),
        ("?cari=jemb", {"Jembatan"}),
        ("?cari=sumberwuluh", {"Jembatan", "Jalan"}),
        ("?cari=desa+sumberwuluh&status=ditolak", {"Talud"}),
        ("?cari=%25", set()),
        ("?kecamatan=35.08.03", {"Jembatan", "Jalan"}),
        ("?kecamatan=35.08.10", set()),
    ],
)
def test_filters(office, sent, take, page, query: str, expected: set[str]) -> None:  # noqa: F811
    back, _, refused = sent("Jembatan", "Jalan", "Talud")
    take(office.staf, back, "kembali", reason="Tanda tangan.")
    take(office.staf, refused, "tolak", reason="Bukan wewenang.")
    html = page(office.staf, query)
    assert {title for title in ("Jembatan", "Jalan", "Talud") if f">{title} " in html} == expected


def test_late_letters(office, sent, page) -> None:  # noqa: F811
    sent("Lama", at=MONDAY - timedelta(days=40))
    sent("Baru")
    html = page(office.staf, "?status=terlambat")
    assert ">Lama " in html
    assert ">Baru " not in html
    assert "Terlambat" in html


def test_a_letter_of_several_areas_is_found_in_each_of_their_kecamatan(office, take, page) -> None:  # noqa: F811
    both = [Region.objects.get(pk=code) for code in (SUMBERWULUH, TOMPOKERSAN)]
    case = open_case(
        actor=office.operator, programme=LETTERS, process=SURAT,
        new=NewCase(title="Irigasi", regions=both[:1]), now=MONDAY,
    )  # fmt: skip
    take(office.operator, case, "kirim")
    case.areas.create(region=both[1])
    Berkas.objects.filter(pk=case.pk).update(region="35.08", spans=True)
    for kecamatan in (CANDIPURO, "35.08.10"):
        assert ">Irigasi</a>" in page(office.staf, f"?kecamatan={kecamatan}")
    assert ">Irigasi</a>" not in page(office.staf, "?kecamatan=35.08.01")


@pytest.mark.parametrize(
    "query",
    ["?status=x", "?tahap=x", "?tahun=99999999999999", "?kecamatan=35.08.03.2005", "?kecamatan=%00", "?cari=%00"]
    + [f"?tahun={year}" for year in ("0001", "9999", "10000", "-1")],
)
def test_a_value_that_is_none_gets_a_sentence(office, sent, sign_in, query: str) -> None:  # noqa: F811
    sent("Jalan")
    answer = sign_in(office.staf).get(ADDRESS + query)
    assert answer.status_code == 200
    assert 'id="galat"' in answer.content.decode()
    assert "Hapus saringan" in answer.content.decode()


@pytest.mark.parametrize("place", ["x", "1", "-", "1-2-3", "9" * 40 + "-1", "253402300800000000-1", "%00", "١-١"])
def test_a_place_that_is_none_is_passed_over(office, sent, page, place: str) -> None:  # noqa: F811
    sent("Jalan")
    for name in ("setelah", "sebelum"):
        assert names(page(office.staf, f"?{name}={place}")) == 1


def test_an_unknown_kind_of_case_is_passed_over(office, sent, page) -> None:  # noqa: F811
    sent("Jalan")
    assert names(page(office.staf, "?proses=tidak-ada")) == 1


def test_pages_keep_the_filter_and_lead_back(office, sent, page) -> None:  # noqa: F811
    sent(*[f"Surat {number}" for number in range(26)])
    first = page(office.staf, "?tahap=periksa")
    assert names(first) == 25
    assert "Sebelumnya" not in first
    link = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "tahap=periksa" in link
    second = page(office.staf, link)
    assert names(second) == 1
    back = second.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    assert names(page(office.staf, back)) == 25


def test_an_empty_list_says_what_will_be_there(office, page) -> None:  # noqa: F811
    assert "Berkas yang dibuat akan tampil di sini" in page(office.operator)
    assert "setelah diajukan" in page(office.staf)
    assert "Longgarkan saringan" in page(office.staf, "?status=ditolak")


def test_boxes_stand_where_a_stage_can_be_decided_together(office, sent, page) -> None:  # noqa: F811
    sent("Jalan")
    assert 'name="pilih"' not in page(office.staf)
    assert 'name="pilih"' in page(office.staf, "?tahap=periksa")
    assert 'name="pilih"' not in page(office.kadis, "?tahap=periksa")
    assert 'name="pilih"' not in page(office.staf, "?tahap=periksa&status=semua")


@pytest.mark.parametrize("query", ["", "?tahap=periksa&cari=surat&kecamatan=35.08.03"])
def test_it_costs_the_same_for_one_row_and_for_thirty(
    office,  # noqa: F811
    sent,
    sign_in,
    django_assert_max_num_queries,
    query: str,
) -> None:
    client = sign_in(office.staf)
    costs = []
    for titles in (["Surat"], [f"Surat {number}" for number in range(30)]):
        sent(*titles)
        client.get(ADDRESS + query)
        with django_assert_max_num_queries(8) as counted:
            client.get(ADDRESS + query)
        costs.append(len(counted))
    assert costs[0] == costs[1]
