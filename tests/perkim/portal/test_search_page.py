"""The search: by number, receipt code, village and words; never more than the reader may see."""

import pytest
import time_machine

from perkim.accounts.roles import Role
from perkim.sipoc.models import Berkas
from tests.cast import TOMPOKERSAN, employ
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401
from tests.samples.office import write_letters

pytestmark = pytest.mark.usefixtures("office")


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def case(office, take) -> Berkas:  # noqa: F811
    return take(office.operator, write_letters(office, 1, title="Perbaikan jembatan")[0], "kirim")


@pytest.fixture
def ask(sign_in):
    def get(user, words: str):
        return sign_in(user).get("/cari/", {"q": words})

    get.client = sign_in
    return get


@pytest.mark.parametrize("change", [str, str.lower, lambda number: f"  {number} "])
def test_a_number_leads_straight_to_its_case(office, case, ask, change) -> None:  # noqa: F811
    answer = ask(office.staf, change(case.number))
    assert answer.status_code == 302
    assert answer["Location"] == case.get_absolute_url()


def test_so_does_a_receipt_code_however_it_is_typed(office, case, ask) -> None:  # noqa: F811
    for typed in (case.receipt, case.receipt.lower().replace("-", " "), case.receipt.replace("-", "")):
        assert ask(office.staf, typed)["Location"] == case.get_absolute_url()


@pytest.mark.parametrize("words", ["jembatan", "PERBAIKAN JEM", "CT-2026", "sumberwuluh", "Desa Sumberwuluh"])
def test_words_find_titles_numbers_and_villages(office, case, ask, words: str) -> None:  # noqa: F811
    page = ask(office.staf, words).content.decode()
    assert case.get_absolute_url() in page
    assert case.number in page


@pytest.mark.parametrize("words", ["CT-2026-0001", "jembatan", "sumberwuluh"])
def test_what_is_not_seen_is_not_found(office, case, ask, words: str) -> None:  # noqa: F811
    for stranger in (employ(Role.OPERATOR_DESA, username="desa.lain", region=TOMPOKERSAN), employ(Role.ADMIN)):
        answer = ask(stranger, words)
        assert answer.status_code == 200
        assert case.get_absolute_url() not in answer.content.decode()
        assert "Tidak ada yang cocok" in answer.content.decode()


def test_staff_do_not_find_drafts(office, ask) -> None:  # noqa: F811
    draft = write_letters(office, 1, title="Belum dikirim")[0]
    assert draft.get_absolute_url() in ask(office.operator, "Belum dikirim").content.decode()
    assert draft.get_absolute_url() not in ask(office.staf, "Belum dikirim").content.decode()


@pytest.mark.parametrize("words", ["", "   ", "\x00"])
def test_nothing_typed_is_told_what_can_be_typed(office, ask, words: str) -> None:  # noqa: F811
    assert "Ketik nomor berkas" in ask(office.staf, words).content.decode()


def test_too_short_a_word_is_said_kindly(office, ask) -> None:  # noqa: F811
    assert "Ketik paling sedikit 3 huruf" in ask(office.staf, "ab").content.decode()


@pytest.mark.parametrize("words", ["%%%", "___", "'; DROP TABLE", "<script>alert(1)</script>", "🏠🏠🏠", "x" * 5000])
def test_odd_words_find_nothing_and_break_nothing(office, case, ask, words: str) -> None:  # noqa: F811
    answer = ask(office.staf, words)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert case.get_absolute_url() not in answer.content.decode()


def test_more_than_are_shown_is_said(office, take, ask) -> None:  # noqa: F811
    for each in write_letters(office, 12, title="Talud"):
        take(office.operator, each, "kirim")
    page = ask(office.staf, "talud").content.decode()
    assert page.count('class="t" href') == 10
    assert "Ada lebih banyak" in page


@pytest.mark.parametrize("words", ["talud", "sumberwuluh"])
def test_it_costs_the_same_for_one_case_and_for_thirty(
    office,  # noqa: F811
    take,  # noqa: F811
    sign_in,
    words: str,
    django_assert_max_num_queries,
) -> None:
    client = sign_in(office.staf)
    costs = []
    for count in (1, 30):
        for each in write_letters(office, count, title="Talud"):
            take(office.operator, each, "kirim")
        client.get("/cari/", {"q": words})
        with django_assert_max_num_queries(8) as counted:
            client.get("/cari/", {"q": words})
        costs.append(len(counted))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("MAS\u2019UD BIN ABDUL", ["Mas'ud", "mas\u02bcud", "masud", "Masud  Abdul", "M. Masud"]),
        ("H. SLAMET RIYADI", ["H Slamet", "Riyadi Slamet", "slam\u00e9t", "H. Slamet Riyadi (alm)"]),
        ("Siti Aminah", ["Siti Aminah S.Pd", "Hj. Siti  Aminah, S.Pd.I", "AMINAH"]),
        ("Hj. SITI NUR\u2018AINI, S.Pd.", ["Siti Nuraini", "nur'aini", "S.Pd"]),
    ],
)
def test_a_name_is_found_however_it_is_typed(office, take, ask, title: str, typed: list[str]) -> None:  # noqa: F811
    case = take(office.operator, write_letters(office, 1, title=title)[0], "kirim")
    listed = "/kerja/contoh/?cari={}"
    missed = [words for words in typed if case.number not in ask(office.staf, words).content.decode()]
    reader = ask.client(office.staf)
    missed += [words for words in typed if case.number not in reader.get(listed.format(words)).content.decode()]
    assert not missed
    assert case.number not in ask(office.staf, "Slamet Aminah").content.decode()
