"""Lookups for keyed hashes by the thousand: one array instead of a placeholder for each."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BinaryField, Lookup
from django.db.models.sql.compiler import SQLCompiler

from perkim.lib.arrays import array_of


@BinaryField.register_lookup
class AnyOfBytes(Lookup):
    """`nik_index__any_of=[...]` is `nik_index = ANY(...)`."""

    lookup_name = "any_of"

    def get_prep_lookup(self) -> list[bytes]:
        return [bytes(each) for each in self.rhs]

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (array_of(value),)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        values, more = self.process_rhs(compiler, connection)
        return f"{column} = ANY({values}::bytea[])", (*params, *more)
