"""Sealed values: what opens them, what does not, and what is said then."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from perkim.people.cipher import (
    KK,
    NIK,
    UnreadableError,
    index_of,
    parsed_keys,
    seal,
    seal_bytes,
    seal_many,
    unseal,
    unseal_bytes,
    unseal_many,
)

NUMBER = "3508101503859901"


def test_a_sealed_text_is_opened_again():
    assert unseal(seal(NUMBER)) == NUMBER


def test_the_same_text_is_never_sealed_the_same_way():
    assert seal(NUMBER) != seal(NUMBER)


def test_nothing_of_the_text_shows_in_the_sealed_value():
    assert NUMBER.encode() not in seal(NUMBER)


def test_many_texts_are_sealed_and_opened_in_order():
    texts = [str(number) for number in range(20)]
    assert unseal_many(seal_many(texts)) == texts


def test_bytes_are_sealed_as_they_are():
    assert unseal_bytes(seal_bytes(b"\x00\xff{}")) == b"\x00\xff{}"


def test_the_newest_key_seals_and_older_ones_still_open(settings):
    settings.PEOPLE_KEYS = ["k1:first secret"]
    old = seal(NUMBER)
    settings.PEOPLE_KEYS = ["k2:second secret", "k1:first secret"]
    assert unseal(old) == NUMBER
    settings.PEOPLE_KEYS = ["k2:second secret"]
    assert unseal(seal(NUMBER)) == NUMBER
    with pytest.raises(UnreadableError, match="kuncinya tidak terpasang"):
        unseal(old)


def test_another_secret_under_the_same_id_opens_nothing(settings):
    settings.PEOPLE_KEYS = ["k1:first secret"]
    old = seal(NUMBER)
    settings.PEOPLE_KEYS = ["k1:another secret"]
    with pytest.raises(UnreadableError, match="isinya rusak"):
        unseal(old)


@pytest.mark.parametrize("place", range(len(seal(NUMBER))))
def test_no_byte_can_be_changed_unseen(place):
    sealed = bytearray(seal(NUMBER))
    sealed[place] ^= 1
    with pytest.raises(UnreadableError):
        unseal(bytes(sealed))


@pytest.mark.parametrize("length", [0, 1, 2, 4, 10, 16, 30])
def test_a_value_that_was_cut_off_says_that_it_cannot_be_opened(length):
    with pytest.raises(UnreadableError, match="Hubungi pengelola aplikasi"):
        unseal(seal(NUMBER)[:length])


def test_a_number_has_one_index_of_its_kind():
    assert index_of(NIK, NUMBER) == index_of(NIK, NUMBER)
    assert len({index_of(NIK, NUMBER), index_of(KK, NUMBER), index_of(NIK, NUMBER[:-1] + "2")}) == 3


def test_the_index_follows_from_its_own_key(settings):
    before = index_of(NIK, NUMBER)
    settings.PEOPLE_KEYS = ["k9:something else"]
    assert index_of(NIK, NUMBER) == before
    settings.PEOPLE_INDEX_KEY = "another index key"
    assert index_of(NIK, NUMBER) != before


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ([], "empty"),
        (["k1"], "Entry 1"),
        (["k1:"], "Entry 1"),
        (["k1:good", ":secret"], "Entry 2"),
        (["k" * 33 + ":secret"], "Entry 1"),
        (["k1:a", "k1:b"], "one id"),
    ],
)
def test_keys_that_cannot_be_read_are_refused_without_naming_a_secret(entries, fault):
    with pytest.raises(ImproperlyConfigured, match=fault) as refusal:
        parsed_keys(entries)
    assert "secret" not in str(refusal.value).replace("id:secret", "")


def test_a_secret_may_hold_colons():
    assert parsed_keys(["k1:a:b"]) == [("k1", "a:b")]
