"""What a kept world is known by: the arguments it was built from, with a key for each record. See `tests/worlds.py`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import Signature
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.db.models import Model


@dataclass(frozen=True)
class RecordReference:
    """A record, whatever was read of it."""

    model: str
    pk: Any


def given(declared: Signature, args: Sequence[Any], options: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What a function is called with, however the call is written: by place, by name, or left to its defaults."""
    bound = declared.bind(*args, **options)
    bound.apply_defaults()
    return list(bound.arguments.items())


def clock_of(walker: Any) -> dict[str, Any]:
    return {name: value for name, value in sorted(vars(walker).items()) if name != "programme"}


def as_keys(value: Any) -> Any:
    """The same with a key for each record, and of a walker, what he knows: readable again, and equal where it is."""
    if isinstance(value, Model):
        return RecordReference(value._meta.label, value.pk)
    if hasattr(value, "tick"):
        return (value.programme.slug, clock_of(value))
    if isinstance(value, list | tuple):
        return type(value)(map(as_keys, value))
    if isinstance(value, SimpleNamespace):
        return SimpleNamespace(**as_keys(vars(value)))
    if isinstance(value, dict):
        return {key: as_keys(each) for key, each in value.items()}
    return value


def read_anew(gave: Any) -> Any:
    """What a world gave back, with its records as they stand now: one query for each kind of record."""
    by_model: dict[str, set[Any]] = defaultdict(set)
    for reference in _references(gave):
        by_model[reference.model].add(reference.pk)
    records = {
        RecordReference(model, pk): record
        for model, pks in by_model.items()
        for pk, record in apps.get_model(model)._default_manager.in_bulk(pks).items()
    }
    return _with_records(gave, records)


def _references(gave: Any) -> Iterator[RecordReference]:
    if isinstance(gave, RecordReference):
        yield gave
    elif isinstance(gave, list | tuple):
        yield from (reference for each in gave for reference in _references(each))
    elif isinstance(gave, SimpleNamespace):
        yield from _references(vars(gave))
    elif isinstance(gave, dict):
        yield from (reference for each in gave.values() for reference in _references(each))


def _with_records(gave: Any, records: Mapping[RecordReference, Model]) -> Any:
    if isinstance(gave, RecordReference):
        return records[gave]
    if isinstance(gave, list | tuple):
        return type(gave)(_with_records(each, records) for each in gave)
    if isinstance(gave, SimpleNamespace):
        return SimpleNamespace(**_with_records(vars(gave), records))
    if isinstance(gave, dict):
        return {key: _with_records(value, records) for key, value in gave.items()}
    return gave
