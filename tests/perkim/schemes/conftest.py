"""A programme made of a second scheme, known for one test, with an office of its own."""

from pathlib import Path

import pytest

from perkim.imports import declarations as imports
from perkim.parameters import first_values, kinds
from perkim.schemes.scheme import Scheme
from perkim.sipoc import registry
from perkim.sipoc.declarations import Programme
from tests.every_programme.walker import Walker
from tests.samples import near_copy


@pytest.fixture
def scheme(monkeypatch: pytest.MonkeyPatch) -> Scheme:
    for known in (registry._programmes, kinds._kinds, first_values._stated, imports.KINDS):
        monkeypatch.setattr(known, "_things", dict(known._things))
    return near_copy.near_copy()


@pytest.fixture
def programme(scheme: Scheme, settings) -> Programme:
    declared = near_copy.register_near_copy(scheme)
    settings.PROGRAMME_APPS = [*settings.PROGRAMME_APPS, declared.slug]
    return declared


@pytest.fixture
def walker(
    db: None, programme: Programme, scheme: Scheme, monkeypatch: pytest.MonkeyPatch, uploads_folder: Path
) -> Walker:
    return Walker(programme)
