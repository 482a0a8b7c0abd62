"""Which columns hold sealed values: each app registers its own beside its model, so that new keys reach all of them.

History tables (`perkim.lib.history`) follow their model by themselves.
"""

from dataclasses import dataclass

from django.db import models
from pghistory.core import event_models

from perkim.lib.registry import Registry


class UnknownColumnError(LookupError):
    """Somebody asks for a sealed column that nobody registered."""


@dataclass(frozen=True)
class SealedColumn:
    """One column. `index` names the column of its keyed hash, if it has one; `<index>_next` stands beside that."""

    model: type[models.Model]
    field: str
    index: str = ""
    kind: str = ""

    @property
    def next_index(self) -> str:
        return f"{self.index}_next"


@dataclass(frozen=True)
class SealedTable:
    """A table with its sealed columns: a model's, or that of its history."""

    model: type[models.Model]
    columns: tuple[SealedColumn, ...]

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def indexed(self) -> tuple[SealedColumn, ...]:
        return tuple(column for column in self.columns if column.index)


_columns: Registry[SealedColumn] = Registry("sealed column", UnknownColumnError)


def register(model: type[models.Model], field: str, *, index: str = "", kind: str = "") -> SealedColumn:
    """Make a sealed column known. With `index` goes the `kind` of number that `index_of` was given."""
    if bool(index) != bool(kind):
        raise ValueError(f"{model.__name__}.{field}: an index and its kind go together")
    for name in (field, *((index, f"{index}_next") if index else ())):
        model._meta.get_field(name)
    return _columns.add(f"{model._meta.label}.{field}", SealedColumn(model, field, index, kind))


def tables() -> list[SealedTable]:
    """All tables with sealed columns. Each model goes before its history, which takes in what changes meanwhile."""
    by_model: dict[type[models.Model], list[SealedColumn]] = {}
    for column in _columns.all():
        by_model.setdefault(column.model, []).append(column)
    sealed_tables = []
    for model, columns in by_model.items():
        histories = [each for each in event_models(tracks_model=model) if _holds(each, columns)]
        sealed_tables += [SealedTable(each, tuple(columns)) for each in (model, *histories)]
    return sealed_tables


def _holds(history: type[models.Model], columns: list[SealedColumn]) -> bool:
    names = {field.name for field in history._meta.get_fields()}
    return all(column.field in names for column in columns)
