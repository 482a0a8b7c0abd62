"""Names that papers from outside give: brought by a list, compared with ours, answered, and asked for by an award."""

import pytest
from django.db import connection

from perkim.accounts.roles import Role
from perkim.demo.providing import provide
from perkim.sipoc.checks import check_programmes
from perkim.sipoc.completeness import blockers
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.terms import Link
from perkim.swadaya.models import PaperName, Place
from perkim.swadaya.paper_names.terms import NameDifference
from tests.every_programme.walker import Walker
from tests.perkim.schemes.paper_names.bringing import (
    STRANGER,
    answer,
    bring,
    missing,
    named,
    nik_of,
    sorts,
    stranger,
    withdraw_decree,
)
from tests.samples.named_papers import ALLOCATED, DECREED, NAMED, decree, rank, year_before_decree

OTHER_VILLAGE = "35.08.03.2001"


def test_the_sample_passes_every_check(programme) -> None:
    assert [str(error) for error in check_programmes()] == []


def test_without_a_list_nothing_is_asked(year_and_houses) -> None:
    year, houses = year_and_houses
    assert missing(DECREED, year) == missing(NAMED, houses[0]) == []
    assert DECREED.fact(year) == ""


def test_who_agrees_holds_up_nothing(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, *(named(house, kind="PK", amount=35_000_000) for house in houses))
    assert sorts(year) == missing(DECREED, year) == missing(NAMED, houses[0]) == []
    assert DECREED.fact(year) == "2 nama dibandingkan."


def test_no_plain_number_lies_in_the_database(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, named(houses[0]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT names::text FROM swadaya_papername AS names")
        [(row,)] = cursor.fetchall()
    number = nik_of(houses[0])
    assert number not in row
    assert number.encode().hex() not in row
    assert PaperName.objects.get().nik == number


def test_a_stranger_waits_for_an_answer_of_who_leads(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, *map(named, houses), stranger())
    assert missing(DECREED, year) == [
        "Nama pada SK penerima: 1 nama di daftarnya bukan di antara nama yang dibandingkan dan belum dijawab."
    ]
    with pytest.raises(RefusedError, match=r"dijawab oleh kepala bidang"):
        answer(walker, year, by=Role.STAF)
    with pytest.raises(SipocError, match="Tulis jawabannya"):
        answer(walker, year, reason=" ")
    with pytest.raises(StaleError):
        answer(walker, year, sorts=[NameDifference.OTHER_NIK])
    row = answer(walker, year)
    assert (row.answer_to, row.reason, row.answered_by) == (
        "ASING",
        "Ralat diminta ke PPK.",
        walker.holder(Role.KABID_PRM),
    )
    assert missing(DECREED, year) == []
    assert DECREED.fact(year) == "3 nama dibandingkan."


def test_another_nik_is_answered_and_names_the_household_from_then_on(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, named(houses[0]), named(houses[1], nik=STRANGER))
    assert missing(DECREED, year) == [
        "Nama pada SK penerima: 1 NIK di daftarnya berbeda dari portal dan belum dijawab."
    ]
    assert missing(NAMED, houses[0]) == []
    assert missing(NAMED, houses[1])
    answer(walker, year)
    assert missing(DECREED, year) == missing(NAMED, houses[1]) == []


def test_our_nik_under_another_name_and_village_is_answered_once(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, named(houses[0]), named(houses[1], name="Bukan Supriyadi", region_code=OTHER_VILLAGE))
    assert missing(DECREED, year) == [
        "Nama pada SK penerima: 1 nama di daftarnya berbeda dari portal dan belum dijawab.",
        "Nama pada SK penerima: 1 desa di daftarnya berbeda dari portal dan belum dijawab.",
    ]
    assert missing(NAMED, houses[0]) == []
    [sentence] = missing(NAMED, houses[1])
    assert sentence.startswith("Nama atau desa calon ini berbeda pada SK")
    with pytest.raises(StaleError):
        answer(walker, year, sorts=[NameDifference.OTHER_NAME])
    assert answer(walker, year).answer_to == "NAMA+DESA"
    assert missing(DECREED, year) == missing(NAMED, houses[1]) == []


def test_who_is_missing_holds_up_his_own_award_alone(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, named(houses[0]))
    assert sorts(year) == ["MISSING"]
    assert missing(DECREED, year) == missing(NAMED, houses[0]) == []
    number = year.dokumen.get(key=DECREED.paper).number
    [sentence] = missing(NAMED, houses[1])
    assert sentence == (
        f"Nama calon ini tidak tercantum pada SK nomor {number}. Minta ralatnya, lalu unggah daftar nama yang baru "
        "pada kegiatan."
    )
    way = houses[1].declared_stage.move("tetapkan")
    assert sentence in blockers([houses[1]], way)[houses[1].pk]


def test_nobody_brings_a_list_before_its_paper(walker, programme) -> None:
    year, houses = year_before_decree(walker, "Siti Aminah", "Supriyadi")
    with pytest.raises(RefusedError, match=r"Catat .+ dahulu; daftar namanya diunggah sesudah itu\."):
        bring(walker, year, *map(named, houses))
    decree(walker, year)
    bring(walker, year, *map(named, houses))
    assert DECREED.fact(year) == "2 nama dibandingkan."


def test_a_list_counts_no_more_once_its_paper_is_replaced(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, named(houses[0]), stranger())
    assert missing(DECREED, year)
    assert missing(NAMED, houses[1])
    withdraw_decree(walker, year)
    assert missing(DECREED, year) == missing(NAMED, houses[1]) == []
    decree(walker, year)
    assert missing(DECREED, year) == missing(NAMED, houses[1]) == []
    assert DECREED.fact(year) == ""
    bring(walker, year, named(houses[0]))
    assert missing(NAMED, houses[1])


def test_lines_that_were_not_stored_ask_for_the_whole_list(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, *map(named, houses), left_out=1_200)
    assert missing(DECREED, year) == [
        "Nama pada SK penerima: 1.200 baris filenya tidak disimpan. Unggah lagi daftar yang utuh."
    ]
    bring(walker, year, *map(named, houses))
    assert missing(DECREED, year) == []


@pytest.mark.parametrize(
    ("changes", "sort", "words"),
    [
        ({"kind": "PB"}, "OTHER_KIND", "1 jenis pekerjaan di daftarnya berbeda dari hasil survei."),
        ({"amount": 20_000_000}, "OTHER_VALUE", "1 nilai di daftarnya berbeda dari nilai bantuan di portal."),
    ],
)
def test_another_kind_or_value_is_corrected_not_answered(walker, year_and_houses, changes, sort, words) -> None:
    year, houses = year_and_houses
    bring(walker, year, named(houses[0], **changes), named(houses[1]))
    assert sorts(year) == [sort]
    assert missing(DECREED, year) == [f"Nama pada SK penerima: {words}"]
    with pytest.raises(SipocError, match="tidak dapat dijawab"):
        answer(walker, year)
    bring(walker, year, *map(named, houses))
    assert missing(DECREED, year) == []


def test_a_ranking_frozen_anew_is_what_the_list_is_compared_with(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, *(named(house, kind="PB", amount=60_000_000) for house in houses))
    assert sorts(year) == ["OTHER_KIND", "OTHER_KIND", "OTHER_VALUE", "OTHER_VALUE"]
    rank(walker, year, houses, kind="PB")
    assert sorts(year) == []


def test_candidates_are_compared_with_the_list_of_the_allocation(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, named(houses[0], kind="PB", amount=1_000_000), stranger(), of=ALLOCATED)
    assert sorts(year, ALLOCATED) == ["STRANGE", "MISSING"]
    assert missing(ALLOCATED, year)
    assert missing(DECREED, year) == missing(NAMED, houses[1]) == []


def test_who_leads_is_called_while_something_waits(walker, year_and_houses) -> None:
    year, houses = year_and_houses

    def called() -> bool:
        return Tugas.objects.waiting().filter(berkas=year, key=DECREED.key, role=Role.KABID_PRM).exists()

    assert not called()
    bring(walker, year, named(houses[0]), stranger())
    assert called()
    answer(walker, year)
    assert not called()


def test_what_lacks_is_provided_as_in_the_demo_office(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, named(houses[0], kind="PB"), stranger())
    provide(DECREED, walker, year)
    assert missing(DECREED, year) == []
    bring(walker, year, named(houses[0]))
    provide(NAMED, walker, houses[1])
    assert missing(NAMED, houses[1]) == []


def test_who_moved_up_after_the_list_is_named_by_the_amending_decree(walker, year_and_houses) -> None:
    year, houses = year_and_houses
    bring(walker, year, named(houses[0]))
    moved_up(walker, houses)
    assert missing(NAMED, houses[1]) == []
    bring(walker, year, named(houses[0]))
    assert missing(NAMED, houses[1])


def moved_up(walker: Walker, houses: list[Berkas]) -> None:
    first, second = Place.objects.current().order_by("position")
    second.reserve, second.instead_of = 1, first
    second.save()
    houses[1].relations.create(
        kind=Link.REPLACES, other=houses[0], made_by=walker.holder(Role.KABID_PRM), made_at=walker.tick()
    )


# Who leads the year is called for the names of the decree; those of the allocation are asked for in a stage before.
@pytest.mark.parametrize(("of", "most"), [(ALLOCATED, 45), (DECREED, 55)], ids=["nama_alokasi", "nama_sk"])
def test_queries_do_not_grow_with_the_names(walker, year_and_houses, django_assert_max_num_queries, of, most) -> None:
    year, houses = year_and_houses
    everybody = [stranger(name=f"Orang {n}", nik=f"350803010190{9100 + n}") for n in range(60)]
    with django_assert_max_num_queries(most):
        bring(walker, year, *everybody, *map(named, houses), of=of)
    with django_assert_max_num_queries(8):
        assert missing(of, year)
    with django_assert_max_num_queries(16):
        missing(NAMED, houses[0])
