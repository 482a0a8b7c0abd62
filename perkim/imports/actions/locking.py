"""The lock of one import."""

from django.db import OperationalError, connection

from perkim.imports.actions.refusals import StaleImport
from perkim.imports.declarations import ImportRefused
from perkim.imports.models import Batch

BUSY = "Impor ini sedang dikerjakan. Tunggu sampai selesai, lalu muat ulang halamannya."
# A colleague's mending is waited for; a job that stores thousands of rows is not.
PATIENCE = "3s"
_NOT_AVAILABLE = "55P03"


def locked(batch: Batch, *states: str) -> Batch:
    """The import as it is now, locked until the transaction ends. Raises StaleImport if it is in none of the states,
    and ImportRefused while a job holds it: nobody sits in front of a screen for minutes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
        try:
            current = Batch.objects.select_for_update(of=("self",)).select_related("created_by").get(pk=batch.pk)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") == _NOT_AVAILABLE:
                raise ImportRefused(BUSY) from error
            raise
        cursor.execute("SET LOCAL lock_timeout = DEFAULT")
    if current.state not in states:
        raise StaleImport
    return current
