"""Names of a paper held against ours, without a database: what differs, in which words, and what nobody guesses."""

from dataclasses import dataclass, replace

import pytest

from perkim.swadaya.paper_names.comparing import Difference, OurName, compare
from perkim.swadaya.paper_names.terms import NameDifference

HERE, THERE = "35.08.03.2005", "35.08.10.1011"
OURS = OurName(
    case=1,
    name="Hj. Siti Aminah, S.Pd.",
    nik_index=b"siti",
    village=HERE,
    place="Desa Sumberwuluh, Kec. Candipuro",
    kind="PK",
    amount=20_000_000,
)


@dataclass(frozen=True)
class TypedRow:
    pk: int = 1
    name: str = "SITI AMINAH"
    nik_index: bytes = b"siti"
    region_id: str | None = HERE
    kind: str = ""
    amount: int | None = None
    answer_to: str = ""


def sorts(differences: list[Difference]) -> list[str]:
    return [each.sort.name for each in differences]


def said(difference: Difference) -> str:
    return f"{difference.what} {difference.mend}"


def test_who_is_named_under_his_nik_differs_in_nothing() -> None:
    assert compare([TypedRow(kind="PK", amount=20_000_000)], [OURS]) == []
    assert compare([TypedRow(name="aminah SITI", region_id=None)], [OURS]) == []


def test_under_one_nik_another_name_or_village_is_said() -> None:
    name, village = compare([TypedRow(name="Joko Lelono", region_id=THERE)], [OURS])
    assert (name.sort, village.sort) == (NameDifference.OTHER_NAME, NameDifference.OTHER_VILLAGE)
    assert name.what == (
        "NIK Hj. Siti Aminah, S.Pd. (Desa Sumberwuluh, Kec. Candipuro) di daftar ini atas nama Joko Lelono."
    )
    assert village.what == ("Desa Joko Lelono di daftar ini berbeda dari Desa Sumberwuluh, Kec. Candipuro di portal.")
    assert (name.waits, village.waits, name.can_be_answered, village.can_be_answered) == (True, True, True, True)


def test_one_reason_answers_for_name_and_village() -> None:
    row = TypedRow(name="Joko Lelono", region_id=THERE)
    assert [each.waits for each in compare([replace(row, answer_to="NAMA+DESA")], [OURS])] == [False, False]
    assert [each.waits for each in compare([replace(row, answer_to="NAMA")], [OURS])] == [False, True]


def test_who_is_not_ours_is_strange_and_who_is_not_named_is_missing() -> None:
    strange, missing = compare([TypedRow(name="Joko Widodo", nik_index=b"joko")], [OURS])
    assert (strange.sort, missing.sort) == (NameDifference.STRANGE, NameDifference.MISSING)
    assert said(strange) == (
        "Joko Widodo tercantum di daftar ini, tetapi bukan di antara nama kegiatan ini yang dibandingkan. Minta "
        "naskahnya diperbaiki, lalu unggah daftar yang baru; bila ralat sudah diminta atau namanya memang benar, tulis "
        "jawabannya."
    )
    assert said(missing) == (
        "Hj. Siti Aminah, S.Pd. (Desa Sumberwuluh, Kec. Candipuro) ada di portal, tetapi tidak tercantum di daftar "
        "ini. Minta naskahnya diperbaiki, lalu unggah daftar yang baru bila seharusnya tercantum; tanpa itu calon ini "
        "tidak dapat ditetapkan."
    )
    assert (strange.waits, missing.waits) == (True, False)


@pytest.mark.parametrize("village", [HERE, None])
def test_the_same_name_in_the_same_village_has_another_nik(village: str | None) -> None:
    [difference] = compare([TypedRow(nik_index=b"other", region_id=village)], [OURS])
    assert difference.sort is NameDifference.OTHER_NIK
    assert "Cocokkan dengan KTP" in said(difference)


def test_the_same_name_in_another_village_is_somebody_else() -> None:
    assert sorts(compare([TypedRow(nik_index=b"other", region_id=THERE)], [OURS])) == ["STRANGE", "MISSING"]


def test_of_two_namesakes_nobody_is_guessed() -> None:
    twin = replace(OURS, case=2, nik_index=b"twin", village=THERE)
    row = TypedRow(nik_index=b"other", region_id=None)
    assert sorts(compare([row], [OURS, twin])) == ["STRANGE", "MISSING", "MISSING"]
    assert sorts(compare([replace(row, region_id=THERE)], [OURS, twin])) == ["OTHER_NIK", "MISSING"]


def test_a_namesake_who_was_met_by_nik_is_not_meant_again() -> None:
    rows = [TypedRow(), TypedRow(pk=2, nik_index=b"other")]
    assert sorts(compare(rows, [OURS])) == ["STRANGE"]
    assert sorts(compare(rows[::-1], [OURS])) == ["STRANGE"]


def test_pb_for_a_house_that_is_only_damaged() -> None:
    [difference] = compare([TypedRow(kind="PB")], [OURS])
    assert said(difference) == (
        "SITI AMINAH di daftar ini untuk pembangunan baru (PB), menurut survei "
        "peningkatan kualitas (PK). Minta naskahnya diperbaiki, lalu unggah daftar yang baru, atau survei ulang "
        "rumahnya bila survei yang keliru."
    )


def test_another_value_than_ours() -> None:
    [difference] = compare([TypedRow(amount=17_500_000)], [OURS])
    assert difference.what == ("Nilai SITI AMINAH di daftar ini Rp17.500.000, seharusnya Rp20.000.000 menurut portal.")


def test_what_one_side_does_not_say_is_not_compared() -> None:
    assert compare([TypedRow(kind="PB", amount=1)], [replace(OURS, kind="", amount=None)]) == []


def test_another_nik_does_not_hide_another_value() -> None:
    assert sorts(compare([TypedRow(nik_index=b"other", kind="PB", amount=1)], [OURS])) == [
        "OTHER_NIK",
        "OTHER_KIND",
        "OTHER_VALUE",
    ]


def test_who_died_may_still_be_named_where_the_heir_goes_on() -> None:
    assert compare([TypedRow(nik_index=b"late")], [replace(OURS, former=(b"late",))]) == []
    heir = replace(OURS, former=(b"late",), former_names=("Alm. Suparman",))
    assert compare([TypedRow(nik_index=b"late", name="SUPARMAN")], [heir]) == []
    assert sorts(compare([TypedRow(nik_index=b"late", name="Suparno")], [heir])) == ["OTHER_NAME"]


def test_an_answer_counts_for_the_difference_that_it_was_given_for() -> None:
    answered = TypedRow(nik_index=b"other", answer_to="NIK", kind="PB")
    nik, kind = compare([answered], [OURS])
    assert (nik.answered, nik.waits) == (True, False)
    assert (kind.answered, kind.waits, kind.can_be_answered) == (False, True, False)
    [strange] = compare([answered], [])
    assert (strange.answered, strange.waits) == (False, True)


def test_thousands_are_compared_at_once() -> None:
    ours = [replace(OURS, case=n, name=f"Penerima {n:05}", nik_index=b"%d" % n) for n in range(4_000)]
    rows = [TypedRow(pk=n, name=f"Penerima {n:05}", nik_index=b"x%d" % n) for n in range(4_000)]
    assert set(sorts(compare(rows, ours))) == {"OTHER_NIK"}
