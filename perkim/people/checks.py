"""`manage.py check`: keys that cannot be read, or that are not those of the stored data, stop the start."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from perkim.people.cipher import NIK, UnreadableError, index_of, parsed_keys
from perkim.people.models import Person


@register("people")
def check_keys(**_: Any) -> list[CheckMessage]:
    try:
        parsed_keys(settings.PEOPLE_KEYS)
    except ImproperlyConfigured as fault:
        return [Error(str(fault), hint="Newest first, separated by commas: PEOPLE_KEYS=k2:…,k1:…", id="people.E001")]
    return []


@register(Tags.database)
def check_keys_fit_data(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The newest person must be opened and found by the keys of the settings (`check --database default`)."""
    if not databases or Person._meta.db_table not in connection.introspection.table_names():
        return []
    newest = Person.objects.order_by("-id").first()
    if newest is None:
        return []
    try:
        nik = newest.nik
    except UnreadableError:
        return [
            Error(
                f"Person {newest.pk} cannot be opened by any key of PEOPLE_KEYS.",
                hint="Put the key back that sealed it; `manage.py rotate_keys` tells by which keys data is sealed.",
                id="people.E002",
            )
        ]
    if index_of(NIK, nik) != bytes(newest.nik_index):
        return [
            Error(
                "PEOPLE_INDEX_KEY is not the key by which people are indexed: nobody would be found.",
                hint="Set the former key again, or finish the change with `manage.py rotate_keys --switch-index`.",
                id="people.E003",
            )
        ]
    return []
