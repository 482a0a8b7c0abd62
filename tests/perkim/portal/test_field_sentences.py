"""What is said of a field that will not do: in the words of the office, whatever form it stands on."""

import ast
import gettext
import re
from itertools import pairwise
from pathlib import Path

import allauth
import django
import pytest
from django import forms
from django.conf import settings

FOLDER = Path(settings.LOCALE_PATHS[0]) / "id" / "LC_MESSAGES"
# Where Django and allauth keep what these sentences stand for.
ORIGINALS = [
    Path(django.__file__).parent / "conf/locale/id/LC_MESSAGES/django.mo",
    Path(django.__file__).parent / "contrib/auth/locale/id/LC_MESSAGES/django.mo",
    Path(allauth.__file__).parent / "locale/id/LC_MESSAGES/django.mo",
]


def written() -> dict[str, str]:
    """The original of each sentence and the sentence, read from the source file."""
    lines = (FOLDER / "django.po").read_text(encoding="utf-8").splitlines()
    parts = [line.split(" ", 1) for line in lines if line.startswith("msg")]
    ids = [(key, ast.literal_eval(text)) for key, text in parts if key != "msgid_plural"]
    return {one[1]: other[1] for one, other in pairwise(ids) if one[0] == "msgid" and one[1]}


def read(file: Path) -> dict[str, str]:
    with file.open("rb") as opened:
        catalog = gettext.GNUTranslations(opened)._catalog  # type: ignore[attr-defined]
    return {key[0] if isinstance(key, tuple) else key: text for key, text in catalog.items() if key}


def test_what_the_program_reads_is_what_is_written() -> None:
    assert read(FOLDER / "django.mo") == written()


def test_every_sentence_still_stands_for_one_of_the_libraries() -> None:
    known = set().union(*(read(file) for file in ORIGINALS))
    assert not set(written()) - known


def test_no_sentence_asks_for_a_value_that_it_is_not_given() -> None:
    def values(text: str) -> set[str]:
        return set(re.findall(r"%(?:\(\w+\))?[srd]", text))

    assert not {text for original, text in written().items() if values(text) - values(original)}


class Plain(forms.Form):
    text = forms.CharField(max_length=80)
    address = forms.EmailField()
    number = forms.DecimalField(max_value=10)
    choice = forms.ChoiceField(choices=[("a", "A")])


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("text", "", "Isian ini tidak boleh kosong."),
        ("text", "a\0b", "Isian ini memuat tanda yang tidak terlihat. Hapus isinya, lalu ketik ulang."),
        ("text", "a" * 500, "Terlalu panjang: 500 huruf, paling banyak 80. Ringkaskan."),
        ("address", "tri", "Alamat surel ini belum lengkap atau salah ketik. Tulis seperti nama@contoh.go.id."),
        ("number", "dua", "Tulis angka saja, misalnya 36 atau 36,5."),
        ("number", "11", "Terlalu besar. Isi paling banyak 10."),
        ("choice", "x" * 10_000, "Pilihan ini tidak ada di daftar. Pilih lagi."),
    ],
    ids=lambda value: value[:12],
)
def test_a_fault_is_told_in_the_words_of_the_office(field: str, typed: str, said: str) -> None:
    assert Plain({field: typed}).errors[field] == [said]
