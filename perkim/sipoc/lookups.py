"""`any_of`: like `in`, but the ids travel as one array. Thousands of placeholders cost more than the query itself."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigAutoField, ForeignKey, Lookup
from django.db.models.sql.compiler import SQLCompiler

from perkim.lib.arrays import array_of


@BigAutoField.register_lookup
@ForeignKey.register_lookup
class AnyOf(Lookup):
    """`berkas__any_of=[1, 2]` is `berkas_id = ANY('{1,2}')`. The ids are integers."""

    lookup_name = "any_of"

    def get_prep_lookup(self) -> list[int]:
        return [int(each) for each in self.rhs]

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (array_of(value),)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        ids, more = self.process_rhs(compiler, connection)
        return f"{column} = ANY({ids}::bigint[])", (*params, *more)
