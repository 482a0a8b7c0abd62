"""Icons, dates and messages in templates."""

from datetime import UTC, date, datetime

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string

from perkim.portal.icons import FOLDER, UnknownIconError, shapes
from perkim.portal.templatetags.portal import tanggal
from perkim.sipoc.registry import programmes
from tests.pages import one_line


def draw(source: str, **context: object) -> str:
    return Template("{% load portal %}" + source).render(Context(context))


def test_an_icon_is_hidden_from_screen_readers() -> None:
    drawn = draw('{% ikon "clock" %}')
    assert drawn.startswith('<svg class="pk-i" viewBox="0 0 24 24" aria-hidden="true"><')
    assert "12 6" in drawn or "M12 6" in drawn


def test_the_name_of_an_icon_may_come_from_a_variable() -> None:
    assert draw("{% ikon name %}", name="house") == draw('{% ikon "house" %}')


def test_an_unknown_icon_stops_the_template_when_it_is_read() -> None:
    with pytest.raises(TemplateSyntaxError, match="no icon 'klok'"):
        Template('{% load portal %}{% ikon "klok" %}')


@pytest.mark.parametrize("name", ["klok", "", "../perkim", "LICENSE"])
def test_only_committed_shapes_are_icons(name: str) -> None:
    with pytest.raises(UnknownIconError):
        shapes(name)


def test_an_icon_without_a_name_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="ikon"):
        Template("{% load portal %}{% ikon %}")


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.svg")), ids=lambda file: file.stem)
def test_a_committed_shape_holds_nothing_but_drawing(file) -> None:
    drawn = shapes(file.stem)
    assert drawn
    assert not any(word in drawn for word in ("<script", "style=", "on", "href"))


def test_every_programme_has_its_icon() -> None:
    assert all(shapes(programme.icon) for programme in programmes())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 11, 22), "22 November 2026"),
        (date(2026, 8, 1), "1 Agustus 2026"),
        (datetime(2026, 11, 22, 18, 0, tzinfo=UTC), "23 November 2026"),
        (None, ""),
    ],
)
def test_dates_are_written_out_in_indonesian_and_in_local_time(value, words: str) -> None:
    assert tanggal(value) == words


@pytest.mark.parametrize(
    ("level", "kind", "role"),
    [
        (messages.SUCCESS, "is-ok", "status"),
        (messages.INFO, "is-info", "status"),
        (messages.WARNING, "is-warn", "status"),
        (messages.ERROR, "is-bad", "alert"),
    ],
)
def test_a_message_is_a_note_of_its_kind(level: int, kind: str, role: str) -> None:
    note = render_to_string("_pesan.html", {"messages": [Message(level, "Usulan <b>terkirim</b>.")]})
    shown = f'<div class="pk-note {kind}" role="{role}"> <p>Usulan &lt;b&gt;terkirim&lt;/b&gt;.</p> </div>'
    assert shown in one_line(note)
