"""`manage.py check --deploy`: a site that is open to the world has no accounts whose password everybody knows."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register


@register("local", deploy=True)
def check_demo_office(**_: Any) -> list[Error]:
    """Who serves by https serves real people; a demonstration on one machine needs no certificate."""
    if not (settings.DEMO_OFFICE and settings.HTTPS):
        return []
    return [
        Error(
            "DEMO_OFFICE is set on a site that is served by https: its sign-in page shows accounts of every role, "
            "their password and their second factor.",
            hint="Take DEMO_OFFICE out of the environment. If the demo office was opened here, begin with a new "
            "database: its accounts and cases are not taken out again.",
            id="local.E001",
        )
    ]
