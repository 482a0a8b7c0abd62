"""The tag {% csrf_token %} in the place of Django's: with the token stands, signed, for whom the form was drawn.

A builtin of the settings, so that no form can forget it.
"""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from perkim.accounts.owners import FIELD, mark_of

register = template.Library()


class OwnedTokenNode(CsrfTokenNode):
    """The token, and who is signed in."""

    def render(self, context: Any) -> str:
        drawn = super().render(context)
        user = getattr(context.get("request"), "user", None)
        if user is None or not user.is_authenticated:
            return drawn
        return drawn + format_html('<input type="hidden" name="{}" value="{}">', FIELD, mark_of(user.pk))


@register.tag
def csrf_token(parser: Parser, token: Token) -> OwnedTokenNode:
    return OwnedTokenNode()
