"""The only writer of parameters and days off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from perkim.audit.actions import Event, record
from perkim.audit.kinds import declare
from perkim.parameters.kinds import Kind
from perkim.parameters.models import DayOff, Parameter

SET = declare("parameter.ditetapkan", "Parameter ditetapkan")
DAYS_OFF = declare("hari-libur.diubah", "Hari libur diubah")


class ParameterError(Exception):
    """A change that may not be made; the message is a sentence for the screen."""


@dataclass(frozen=True, kw_only=True)
class NewValue:
    """A value to be set from a day on."""

    kind: Kind
    value: Any
    starts: date
    basis: str


@transaction.atomic
def set_value(*, actor: AbstractBaseUser, new: NewValue, now: datetime) -> Parameter:
    """Let a value hold from a day on, until another is set; the one before ends the day before.

    Raises ParameterValueError for a value that does not fit, ParameterError if it would begin before or on the first
    day of a value already stated: what decisions stood on does not change under them.
    """
    new.kind.parse(new.value)
    if not new.basis.strip():
        raise ParameterError("Sebut dasar hukumnya: nomor dan tanggal peraturan atau keputusan.")
    rows = list(Parameter.objects.select_for_update().filter(key=new.kind.key).order_by("starts"))
    last = rows[-1] if rows else None
    if last is not None:
        if new.starts <= last.starts:
            raise ParameterError(
                f"Sudah ada nilai yang berlaku mulai {last.starts:%d-%m-%Y}. Pilih tanggal mulai sesudahnya."
            )
        if last.ends is None or last.ends >= new.starts:
            last.ends = new.starts - timedelta(days=1)
            last.save(update_fields=["ends"])
    made = Parameter.objects.create(
        key=new.kind.key, value=new.value, starts=new.starts, basis=new.basis.strip(), set_by_id=actor.pk, set_at=now
    )
    before = last.value if last else None
    data = {"parameter": new.kind.key, "sebelum": before, "sesudah": new.value, "mulai": new.starts, "dasar": new.basis}
    record(actor=actor, action=SET.action, at=now, event=Event(subject="", data=data))
    return made


@transaction.atomic
def change_days_off(
    *, actor: AbstractBaseUser, put: Iterable[DayOff] = (), remove: Iterable[date] = (), now: datetime
) -> None:
    """Add or rewrite days off, and take others away; who recomputes deadlines reads the new calendar afterwards."""
    added, removed = list(put), sorted(set(remove))
    DayOff.objects.filter(day__in=removed).delete()
    DayOff.objects.bulk_create(
        added,
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["kind", "title", "basis", "tentative"],
    )
    data = {"ditetapkan": [day.day for day in added], "dihapus": removed}
    record(actor=actor, action=DAYS_OFF.action, at=now, event=Event(subject="", data=data))
