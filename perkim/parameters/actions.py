"""The only writer of parameters and days off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from perkim.audit.actions import Event, record
from perkim.audit.kinds import declare
from perkim.parameters.kinds import ParameterKind
from perkim.parameters.models import DayOff, Parameter

SET = declare("parameter.ditetapkan", "Parameter ditetapkan")
DAYS_OFF = declare("hari-libur.diubah", "Hari libur diubah")


class ParameterError(Exception):
    """A change that may not be made; the message is a sentence for the screen."""


@dataclass(frozen=True, kw_only=True)
class NewValue:
    """A value to be set from a day on."""

    kind: ParameterKind
    value: Any
    starts: date
    basis: str


@dataclass(frozen=True, kw_only=True)
class PlaceInTime:
    """Where a value that begins on a day comes to stand: which one it ends, which one of the same day it replaces, and
    which one follows, until whose day it holds."""

    before: Parameter | None
    replaced: Parameter | None
    following: Parameter | None

    @property
    def ends(self) -> date | None:
        return self.following.starts - timedelta(days=1) if self.following else None


def place_of(starts: date, rows: Iterable[Parameter]) -> PlaceInTime:
    """Among all rows of a parameter, those replaced already left out."""
    current = sorted((row for row in rows if row.replaced_at is None), key=lambda row: row.starts)
    earlier = [row for row in current if row.starts < starts]
    return PlaceInTime(
        before=earlier[-1] if earlier and (earlier[-1].ends is None or earlier[-1].ends >= starts) else None,
        replaced=next((row for row in current if row.starts == starts), None),
        following=next((row for row in current if row.starts > starts), None),
    )


@transaction.atomic
def set_value(*, actor: AbstractBaseUser, new: NewValue, now: datetime) -> Parameter:
    """Let a value hold from a day on, also a past one, until the next that is stated. The one before ends the day
    before; one that began on the same day is replaced, and stays for what was decided by it.

    Raises ParameterValueError for a value that does not fit, ParameterError without a legal basis.
    """
    new.kind.refuse_unfit(new.value)
    if not new.basis.strip():
        raise ParameterError("Sebut dasar hukumnya: nomor dan tanggal peraturan atau keputusan.")
    place = place_of(new.starts, Parameter.objects.select_for_update().filter(key=new.kind.key))
    if place.before:
        place.before.ends = new.starts - timedelta(days=1)
        place.before.save(update_fields=["ends"])
    if place.replaced:
        place.replaced.replaced_at = now
        place.replaced.save(update_fields=["replaced_at"])
    made = Parameter.objects.create(
        key=new.kind.key,
        value=new.value,
        starts=new.starts,
        ends=place.ends,
        basis=new.basis.strip(),
        set_by_id=actor.pk,
        set_at=now,
    )
    last = place.replaced or place.before
    data = {
        "parameter": new.kind.key,
        "sebelum": last.value if last else None,
        "sesudah": new.value,
        "mulai": new.starts,
        "sampai": place.ends,
        "dasar": new.basis,
    }
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
