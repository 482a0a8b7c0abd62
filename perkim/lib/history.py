"""How a row looked before: database triggers copy the old row on each change and removal; what they wrote is final.

`@keep_history(quiet=("nik_sealed",))` on a model makes the model `<Name>Event` and its triggers. They see what
`QuerySet.update` and raw SQL do. Who changed a row, and why, is said by the log.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
import pgtrigger
from django.db import models

from perkim.lib.time_fields import BoundedDateTimeField

Model = TypeVar("Model", bound=models.Model)

APPEND_ONLY, NEVER_EMPTIED = "append_only", "never_emptied"


def keep_history(*, quiet: Sequence[str] = ()) -> Callable[[type[Model]], type[Model]]:
    """Keep the old rows of this model. A change of `quiet` fields alone is none: the same value sealed anew."""

    def decorate(model: type[Model]) -> type[Model]:
        name = str(model._meta.verbose_name)
        track = pghistory.track(
            pghistory.UpdateEvent(row=pghistory.Old, condition=pgtrigger.AnyChange(exclude=list(quiet))),
            pghistory.DeleteEvent(row=pghistory.Old),
            # Documented, and missing in its annotation.
            context_field=None,  # type: ignore[arg-type]
            append_only=True,
            attrs={"pgh_created_at": BoundedDateTimeField(auto_now_add=True)},
            meta={
                "verbose_name": f"riwayat {name}",
                "verbose_name_plural": f"riwayat {name}",
                "triggers": [
                    pgtrigger.Trigger(
                        name=NEVER_EMPTIED,
                        level=pgtrigger.Statement,
                        when=pgtrigger.Before,
                        operation=pgtrigger.Truncate,
                        func="RAISE EXCEPTION 'the history in % is kept', TG_TABLE_NAME;",
                    )
                ],
            },
        )
        return track(model)

    return decorate
