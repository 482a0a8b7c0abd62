"""Parts of the system that are gone."""

from collections.abc import Iterator

import pytest
from django.db import connection

from perkim.health import checks


@pytest.fixture(autouse=True)
def migrations_asked_anew() -> Iterator[None]:
    """A process asks for migrations until they are whole; each test is a process of its own here."""
    checks._require_migrations.cache_clear()
    yield
    checks._require_migrations.cache_clear()


@pytest.fixture
def database_gone(fresh_database: str) -> Iterator[None]:
    """PostgreSQL cannot be reached; the test itself stores nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", "/tidak/ada")
        connection.close()
        yield


@pytest.fixture
def redis_gone(settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
