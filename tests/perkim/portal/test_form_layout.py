"""How forms look: crispy's overrides and the summary of faults."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string

from perkim.portal.templatetags.portal import faults
from tests.pages import one_line


class Request(forms.Form):
    topic = forms.ChoiceField(label="Topik", choices=[("1000", "Rumah"), ("2", "Jalan")], widget=forms.RadioSelect)
    question = forms.CharField(label="Pertanyaan", help_text="Bahasa sehari-hari.", widget=forms.Textarea)
    aim = forms.CharField(label="Tujuan", required=False)
    village = forms.ChoiceField(label="Desa", choices=[("a", "Condro")])
    agreed = forms.BooleanField(label="Saya setuju")
    draft = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> None:
        raise forms.ValidationError("Permohonan yang sama sudah ada.")


@pytest.fixture
def page() -> str:
    return drawn(Request({"question": ""}))


def drawn(form: forms.Form) -> str:
    context = {"form": form, "button": "Kirim"}
    return one_line(render_to_string("_galat.html", context) + render_to_string("_form.html", context))


def test_the_summary_counts_every_fault(page: str) -> None:
    assert "Ada 6 isian yang perlu diperbaiki" in page


def test_the_summary_leads_to_the_field(page: str) -> None:
    assert '<a href="#id_question">' in page
    assert 'id="id_question"' in page


def test_the_summary_leads_to_the_first_choice_of_a_group(page: str) -> None:
    assert '<a href="#id_topic_0">' in page
    assert 'id="id_topic_0"' in page


def test_a_fault_of_no_visible_field_is_plain_text(page: str) -> None:
    assert "<li>Permohonan yang sama sudah ada.</li>" in page
    assert 'href="#id_draft"' not in page


def test_a_fault_of_no_field_is_said_once(page: str) -> None:
    assert page.count("Permohonan yang sama sudah ada.") == 1


def test_the_form_posts_to_its_summary(page: str) -> None:
    assert '<form method="post" action="#galat" novalidate>' in page
    assert 'tabindex="-1" id="galat"' in page


def test_an_untouched_form_has_no_summary() -> None:
    assert "galat-judul" not in drawn(Request())


def test_hint_and_error_stand_above_the_control(page: str) -> None:
    block = page[page.index('id="div_id_question"') :]
    assert block.index("Bahasa sehari-hari.") < block.index("pk-err") < block.index("<textarea")


def test_hint_and_error_are_tied_to_the_control(page: str) -> None:
    control = re.search(r"<textarea[^>]*>", page)
    assert control
    assert 'aria-invalid="true"' in control[0]
    ids = re.search(r'aria-describedby="([^"]*)"', control[0])[1].split()
    assert ids
    assert all(f'id="{wanted}"' in page for wanted in ids)


def test_what_is_optional_says_so_and_asterisks_are_gone(page: str) -> None:
    assert page.count("(opsional)") == 1
    assert "*" not in page


def test_choices_are_a_group_with_a_legend(page: str) -> None:
    assert re.search(r"<fieldset[^>]*>\s*<legend>Topik", page)


def test_large_numbers_in_choices_stay_what_they_are(page: str) -> None:
    assert 'value="1000"' in page


def test_a_file_field_has_a_label_and_the_form_sends_files() -> None:
    class Upload(forms.Form):
        paper = forms.FileField(label="Surat")

    page = drawn(Upload())
    assert '<label class="form-label" for="id_paper">Surat' in page
    assert 'enctype="multipart/form-data"' in page


def test_the_summary_says_which_field_is_empty() -> None:
    class Plain(forms.Form):
        name = forms.CharField(label="Nama lengkap")

    assert [fault.message for fault in faults(Plain({}))] == ["Nama lengkap: isian ini tidak boleh kosong."]
