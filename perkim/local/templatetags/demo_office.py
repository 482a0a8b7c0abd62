"""What the sign-in pages of the demo office show: its accounts, password and current code. Empty anywhere else."""

from django import template
from django.conf import settings

from perkim.demo.office import OFFICE, PASSWORD, DemoPerson, current_code

register = template.Library()


@register.simple_tag
def demo_people() -> tuple[DemoPerson, ...]:
    return OFFICE if settings.DEMO_OFFICE else ()


@register.simple_tag
def demo_password() -> str:
    return PASSWORD if settings.DEMO_OFFICE else ""


@register.simple_tag
def demo_code() -> str:
    return current_code() if settings.DEMO_OFFICE else ""
