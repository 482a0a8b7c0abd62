"""Lets an app exist for one test, as if it had stood in `PROGRAMME_APPS` when the portal started."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import reload

from django.conf import settings
from django.test import override_settings
from django.urls import clear_url_caches

from perkim import urls
from perkim.imports import declarations as imports
from perkim.lib.registry import Registry
from perkim.parameters import first_values, kinds
from perkim.parameters.seeding import load_first_values
from perkim.portal import menu
from perkim.portal.bundle import parts
from perkim.portal.case import panels
from perkim.portal.dashboard import further_figures
from perkim.portal.search import keys
from perkim.sipoc import registry

KNOWN: tuple[Registry, ...] = (
    *(registry._programmes, kinds._kinds, first_values._stated, imports.KINDS),
    *(panels._panels, menu._items, parts._parts, further_figures._figures, keys._keys),
)


@contextmanager
def installed(app: str) -> Iterator[None]:
    """Django finds the app's modules by itself, as it does at start-up; afterwards nothing of it is known any more.
    Needs a database: the first values are written as at installation."""
    before = [(known, dict(known._things)) for known in KNOWN]
    programmes, all_apps = [*settings.PROGRAMME_APPS, app], [app, *settings.INSTALLED_APPS]
    try:
        with override_settings(PROGRAMME_APPS=programmes, INSTALLED_APPS=all_apps):
            load_first_values()
            _read_addresses()
            yield
    finally:
        for known, things in before:
            known._things = things
        for name in [each for each in sys.modules if each.startswith(f"{app}.")]:
            del sys.modules[name]
        _read_addresses()


def _read_addresses() -> None:
    reload(urls)
    clear_url_caches()
