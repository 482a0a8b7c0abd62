"""Pieces that several pages share: pagination, filter bar, empty state."""

from django import forms
from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.pages import one_line


def pages(page: Page, address: str = "/akun/?q=desa&page=2") -> str:
    return one_line(render_to_string("_halaman.html", {"page": page, "noun": "akun"}, RequestFactory().get(address)))


def test_pagination_says_which_rows_these_are() -> None:
    assert "26–50 dari 1.205 akun" in pages(Paginator(range(1205), 25).page(2))


def test_pagination_keeps_the_filters() -> None:
    drawn = pages(Paginator(range(205), 25).page(2))
    assert 'href="?q=desa&amp;page=1">Sebelumnya' in drawn
    assert 'href="?q=desa&amp;page=3">Berikutnya' in drawn


def test_the_numbers_of_pages_are_written_for_machines() -> None:
    assert "page=1002" in pages(Paginator(range(2000), 1).page(1001))


def test_one_page_has_no_way_on() -> None:
    drawn = pages(Paginator(range(5), 25).page(1))
    assert "1–5 dari 5 akun" in drawn
    assert "<a " not in drawn


def test_no_rows_have_no_pagination() -> None:
    assert "<nav" not in pages(Paginator([], 25).page(1))


def test_a_filter_bar_labels_every_field() -> None:
    class Filters(forms.Form):
        q = forms.CharField(label="Nama")
        kind = forms.ChoiceField(label="Jenis", choices=[("a", "Desa")])

    drawn = one_line(render_to_string("_saring.html", {"form": Filters()}))
    assert '<label class="form-label" for="id_q">Nama</label>' in drawn
    assert '<label class="form-label" for="id_kind">Jenis</label>' in drawn
    assert "form-select" in drawn
    assert "Terapkan</button>" in drawn


def test_an_empty_state_offers_one_thing_to_do() -> None:
    drawn = render_to_string(
        "_kosong.html", {"title": "Belum ada", "text": "Nanti.", "url": "/layanan/", "link": "Lihat"}
    )
    assert drawn.count("<a ") == 1


def test_an_empty_state_may_offer_nothing() -> None:
    assert "<a " not in render_to_string("_kosong.html", {"title": "Belum ada", "text": "Nanti."})
