"""Tags and filters of the shared pages: icons, the office, the menu, dates, and the summary of a form's faults."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField, Field
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.context import Context
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from perkim.lib.text import full_stop, within_sentence
from perkim.portal.counting import Numbers
from perkim.portal.icons import UnknownIconError, shapes
from perkim.portal.menu import MenuLink, menu_for

register = template.Library()
register.filter("titik", full_stop, is_safe=True)
register.filter("dalam_kalimat", within_sentence, is_safe=True)


class _IconNode(Node):
    def __init__(self, name: FilterExpression) -> None:
        self.name = name

    def render(self, context: Context) -> SafeString:
        return _icon(str(self.name.resolve(context)))


def _icon(name: str) -> SafeString:
    try:
        drawing = shapes(name)
    except UnknownIconError as unknown:
        raise template.TemplateSyntaxError(str(unknown)) from unknown
    # Safe: the shapes come from files of this repository, chosen by a checked name.
    return mark_safe(f'<svg class="pk-i" viewBox="0 0 24 24" aria-hidden="true">{drawing}</svg>')  # noqa: S308


@register.tag
def ikon(parser: Parser, token: Token) -> _IconNode:
    """`{% ikon "clock" %}`: the icon, hidden from screen readers. A word always follows."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise template.TemplateSyntaxError(f'write {{% {bits[0]} "name" %}}')
    name = parser.compile_filter(bits[1])
    if not name.is_var:
        _icon(str(name.var))
    return _IconNode(name)


@register.simple_tag
def office() -> dict[str, str]:
    """Name, address, phone, e-mail and hours of the office."""
    return settings.OFFICE


@register.simple_tag
def brand() -> str:
    """What the portal is called here."""
    return settings.OFFICE["brand"]


@register.simple_tag
def demo_office() -> bool:
    return settings.DEMO_OFFICE


@register.simple_tag(takes_context=True)
def staff_menu(context: Context) -> list[tuple[str, list[MenuLink]]]:
    """The menu; a page that has counted already what waits for its reader hands that over as `numbers`."""
    counted = context.get("numbers")
    numbers = counted if isinstance(counted, Numbers) else None
    return menu_for(context.get("user") or AnonymousUser(), context["request"].path, numbers)


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """`22 November 2026`; empty for no date."""
    if value is None:
        return ""
    return date_format(localtime(value) if isinstance(value, datetime) else value, "j F Y")


@register.filter
def note_kind(message: Message) -> str:
    """The colour of a message: ok, info, warn or bad."""
    return {"success": "ok", "warning": "warn", "error": "bad"}.get(message.level_tag, "info")


class Fault(NamedTuple):
    """One sentence of the summary. `target` is the id of the field to mend, or empty."""

    target: str
    message: str


@register.simple_tag
def faults(form: BaseForm | Any) -> list[Fault]:
    """Every error of a form, those of no field first, then in the order of its fields."""
    if not isinstance(form, BaseForm):
        return []
    general = [Fault("", str(message)) for message in form.non_field_errors()]
    hidden = [Fault("", str(message)) for field in form.hidden_fields() for message in field.errors]
    visible = [Fault(_target(field), sentence) for field in form.visible_fields() for sentence in _sentences(field)]
    return general + hidden + visible


def _sentences(field: BoundField) -> list[str]:
    """What is wrong with the field, readable far away from it: "this field is empty" says there which one."""
    usual = Field.default_error_messages["required"]
    return [
        f"{field.label}: {message[0].lower()}{message[1:]}" if message == usual else message
        for message in map(str, field.errors)
    ]


def _target(field: BoundField) -> str:
    # A group of radios or boxes has no id of its own: its first choice takes the focus.
    return field.id_for_label or f"{field.auto_id}_0"
