"""What a kept world is known by: the arguments it was built from, with a key for each record. See `tests/worlds.py`."""

from collections.abc import Mapping, Sequence
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

    def read(self) -> Model:
        return apps.get_model(self.model)._default_manager.get(pk=self.pk)


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
    if isinstance(gave, RecordReference):
        return gave.read()
    if isinstance(gave, list | tuple):
        return type(gave)(map(read_anew, gave))
    if isinstance(gave, SimpleNamespace):
        return SimpleNamespace(**read_anew(vars(gave)))
    if isinstance(gave, dict):
        return {key: read_anew(value) for key, value in gave.items()}
    return gave
