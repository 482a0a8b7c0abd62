"""The near copy with names on its papers, known for one test, and a year that ranked two households."""

import pytest

from perkim.schemes.scheme import Scheme
from perkim.sipoc.declarations import Programme
from perkim.sipoc.models import Berkas
from tests.every_programme.walker import Walker
from tests.samples.named_papers import ranked_year, register_named_papers


@pytest.fixture
def programme(scheme: Scheme, settings) -> Programme:
    declared = register_named_papers(scheme)
    settings.PROGRAMME_APPS = [*settings.PROGRAMME_APPS, declared.slug]
    return declared


@pytest.fixture
def year_and_houses(walker: Walker) -> tuple[Berkas, list[Berkas]]:
    return ranked_year(walker, "Siti Aminah", "Supriyadi")
