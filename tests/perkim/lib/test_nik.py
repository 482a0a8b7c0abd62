"""Numbers of the population register. The five samples are those of `domain.md` §2.2."""

from datetime import date

import pytest

from perkim.lib.nik import NikError, clean_number, read_kk, read_nik

TODAY = date(2026, 11, 22)


def kind_of(text: str, read=read_nik) -> str:
    with pytest.raises(NikError) as refusal:
        read(text)
    assert text == "" or clean_number(text) not in refusal.value.sentence
    return refusal.value.kind


def test_a_mans_number_says_where_when_and_who():
    nik = read_nik("3508101503859901")
    assert (nik.region, nik.day, nik.month, nik.year, nik.sex, nik.serial) == ("35.08.10", 15, 3, 85, "L", "9901")


def test_a_womans_day_is_forty_more():
    nik = read_nik("3508035507909902")
    assert (nik.region, nik.day, nik.month, nik.year, nik.sex) == ("35.08.03", 15, 7, 90, "P")


@pytest.mark.parametrize("day", ["00", "32", "40", "72", "99"])
def test_days_that_no_month_has_are_refused(day):
    assert kind_of(f"350803{day}02909903") == "date"


@pytest.mark.parametrize(("day", "said"), [("01", 1), ("31", 31), ("41", 1), ("71", 31)])
def test_the_first_and_last_day_of_both_sexes_are_taken(day, said):
    assert read_nik(f"350803{day}01909903").day == said


def test_the_thirty_first_of_february_is_refused_with_its_name():
    with pytest.raises(NikError, match="31 Februari dengan tahun 90, tidak ada") as refusal:
        read_nik("3508047102909904")
    assert refusal.value.kind == "date"


@pytest.mark.parametrize("month", ["00", "13"])
def test_months_that_no_year_has_are_refused(month):
    with pytest.raises(NikError, match=f"Bulan lahir di dalam NIK adalah {month}"):
        read_nik(f"35080315{month}909903")


def test_a_leap_day_needs_a_leap_year_of_either_century():
    assert kind_of("3508032902019903") == "date"
    # 1900 was none, 2000 was.
    assert read_nik("3508032902009903").birth_date(None, TODAY) == date(2000, 2, 29)


def test_a_number_first_given_elsewhere_is_read_and_says_so():
    nik = read_nik("3574014101709905")
    assert (nik.is_from("35.08"), nik.is_from("35.74"), nik.is_from("35")) == (False, True, True)
    assert (nik.day, nik.sex) == (1, "P")


def test_regions_are_compared_by_whole_segments():
    assert not read_nik("3508101503859901").is_from("35.08.1")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "length"),
        ("350810150385990", "length"),
        ("35081015038599011", "length"),
        ("35081015038599O1", "digits"),
        ("3,50810150386E+15", "digits"),
        ("\u0663\u0665\u0660\u0668\u0661\u0660\u0661\u0665\u0660\u0663\u0668\u0665\u0669\u0669\u0660\u0661", "digits"),
        ("0508101503859901", "region"),
        ("9908101503859901", "region"),
        ("3508101503850000", "serial"),
    ],
)
def test_each_fault_has_its_kind_and_no_sentence_holds_the_number(text, kind):
    assert kind_of(text) == kind


def test_too_short_says_how_many_digits_there_are():
    with pytest.raises(NikError) as refusal:
        read_nik("350810150385990")
    assert refusal.value.sentence == "NIK harus 16 angka. Baru terisi 15."


@pytest.mark.parametrize(
    "typed",
    [
        "'3508101503859901",
        "\u20183508101503859901",
        " 3508 1015 0385 9901 ",
        "35.08.10.150385.9901",
        "3508101503859901\u200b",
        "3508-1015-0385-9901",
        "\u00a03508101503859901\t\n",
    ],
)
def test_what_offices_put_around_a_number_is_taken_away(typed):
    assert read_nik(typed).text == "3508101503859901"


def born(two_digits: str, known: date | None, today: date = TODAY) -> date | None:
    return read_nik(f"3508101503{two_digits}9901").birth_date(known, today)


def test_the_century_is_that_of_the_entered_date():
    assert born("01", date(1901, 3, 15)) == date(1901, 3, 15)
    assert born("01", date(2001, 3, 15)) == date(2001, 3, 15)


def test_without_an_entry_the_later_possible_year_is_taken():
    assert born("01", None) == date(2001, 3, 15)
    assert born("85", None) == date(1985, 3, 15)


def test_a_date_still_to_come_is_no_birth():
    assert born("26", None, date(2026, 3, 14)) == date(1926, 3, 15)
    assert born("26", None, date(2026, 3, 15)) == date(2026, 3, 15)


def test_nobody_is_older_than_a_hundred_and_ten_without_an_entry():
    in_1940 = date(1940, 1, 1)
    assert born("41", None, in_1940) is None
    assert born("39", None, in_1940) == date(1939, 3, 15)


def test_an_entry_that_does_not_fit_gets_the_nearest_century():
    nik = read_nik("3508101503019901")
    assert nik.birth_date(date(1902, 3, 15), TODAY) == date(1901, 3, 15)
    assert not nik.fits_birth(date(1902, 3, 15))
    assert nik.fits_birth(date(1901, 3, 15))
    assert nik.fits_birth(date(2001, 3, 15))


def test_a_family_card_is_read_and_its_day_of_issue_not_judged():
    assert read_kk("'3508 0399 9919 0001") == "3508039999190001"


@pytest.mark.parametrize(
    ("text", "kind"), [("35080319031900", "length"), ("3508031903190000", "serial"), ("0008031903190001", "region")]
)
def test_a_damaged_family_card_is_refused(text, kind):
    assert kind_of(text, read_kk) == kind


def test_sentences_name_the_card_they_speak_of():
    with pytest.raises(NikError, match="^Nomor KK harus 16 angka. Terisi 17, hapus yang lebih.$"):
        read_kk("35080319031900012")


@pytest.mark.parametrize(
    ("typed", "letter", "digit"),
    [
        ("35O8101503859901", "O", "0"),
        ("35o8101503859901", "o", "0"),
        ("350810150385990l", "l", "1"),
        ("3508I01503859901", "I", "1"),
    ],
)
def test_a_letter_that_looks_like_a_digit_is_reported_and_not_replaced(typed: str, letter: str, digit: str) -> None:
    with pytest.raises(NikError, match=f"Ada huruf {letter}; bila maksudnya angka {digit}, ketik angkanya"):
        read_nik(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "NIK: 3508101503859901",
        "No. KTP 3508101503859901",
        "\u201c3508101503859901\u201d",
        "3508 1015\u20110385\u20119901",
        "35/08/10/150385/9901",
        "3508101503859901,",
    ],
)
def test_labels_and_marks_around_a_number_are_taken_away(typed: str) -> None:
    assert read_nik(typed).text == "3508101503859901"


@pytest.mark.parametrize("province", ["96", "97", "90", "77"])
def test_provinces_that_are_none(province: str) -> None:
    known = province == "96"
    number = f"{province}08101503859901"
    assert (read_nik(number).region[:2] == "96") if known else kind_of(number) == "region"


def test_a_long_text_is_no_number() -> None:
    assert kind_of("'" * 100_000 + "3508101503859901") == "digits"
