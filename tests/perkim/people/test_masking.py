"""Numbers and names as everybody may see them, and templates that never fail for a damaged one."""

import pytest
from django.template import Context, Template

from perkim.people.actions import register
from perkim.people.masking import mask_name, mask_nik, mask_phone
from perkim.people.models import Person
from tests.perkim.people.households import KK, NIK, NOW, man


def render(expression: str, **context) -> str:
    return Template("{% load identitas %}{{ " + expression + " }}").render(Context(context))


def test_a_nik_shows_its_first_and_last_four_digits():
    assert mask_nik("3508031503850014") == "3508••••••••0014"


@pytest.mark.parametrize(("phone", "masked"), [("081234567417", "0812•••••417"), ("0812 3456 7417", "0812•••••417")])
def test_a_phone_number_shows_four_and_three(phone, masked):
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(("number", "mask"), [("", ""), ("123456789", "•••••••••"), ("12345678901", "•••••••••••")])
def test_what_is_too_short_to_hide_anything_is_hidden_wholly(number, mask):
    assert mask_nik(number) == mask


@pytest.mark.parametrize(
    ("name", "masked"),
    [("Dewi Kartika", "D••• K••••••"), ("  Siti  A  ", "S••• •"), ("", ""), ("Nur'aini", "N•••••••")],
)
def test_a_name_shows_initials(name, masked):
    assert mask_name(name) == masked


def test_the_page_hides_the_dots_from_screen_readers_and_says_the_end():
    shown = render("nik|nik_samar", nik=NIK)
    assert '<span class="text-nowrap" aria-hidden="true">3508••••••••9901</span>' in shown
    assert '<span class="visually-hidden">NIK berakhiran 9901</span>' in shown
    assert NIK not in shown


def test_numbers_are_escaped_as_anything_else():
    assert "<b>" not in render("nik|nik_samar", nik="<b>aaaaaaaaaaa<b>")


def test_names_and_phones_have_filters():
    assert render("name|nama_samar", name="Dewi Kartika") == "D••• K••••••"
    assert render("phone|hp_samar", phone="081234567417") == "0812•••••417"
    assert render("phone|hp_samar", phone=None) == ""


@pytest.mark.django_db
def test_rows_are_masked_without_the_template_opening_them():
    registered = register([man()], now=NOW)
    assert "NIK berakhiran 9901" in render("who|nik_samar", who=registered.persons[0])
    assert f"Nomor KK berakhiran {KK[-4:]}" in render("who|kk_samar", who=registered.families[0])


@pytest.mark.django_db
@pytest.mark.parametrize("expression", ["who|nik_samar", "who.nik|nik_samar"])
def test_a_damaged_number_is_a_sentence_not_a_failure(expression):
    person = register([man()], now=NOW).persons[0]
    Person.objects.update(nik_sealed=bytes(person.nik_sealed)[:-1] + b"\x00\x00")
    person.refresh_from_db()
    assert "tidak dapat dibuka" in render(expression, who=person)
