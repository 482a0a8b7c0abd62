"""How long a stage may take."""

from dataclasses import dataclass

from perkim.schemes.scheme import Scheme
from perkim.sipoc.declarations import Deadline
from perkim.sipoc.terms import Unit


@dataclass(frozen=True, kw_only=True)
class StageDays:
    """The days of the first stay and of each one after a return; by how many more they may be extended, and when
    people are reminded. Counted by the calendar, or in working days; they rest on the scheme's schedule unless a
    `basis` is named."""

    first: int
    again: tuple[int, ...] = ()
    extensions: tuple[int, ...] = ()
    reminders: tuple[int, ...] = ()
    unit: Unit = Unit.CALENDAR_DAYS
    basis: str = ""

    def deadline(self, scheme: Scheme, key: str, title: str, *, expires_by: str = "") -> Deadline:
        return Deadline(
            key=key,
            title=title,
            unit=self.unit,
            amounts=(self.first, *self.again),
            basis=self.basis or scheme.schedule,
            extensions=self.extensions,
            reminders=self.reminders,
            expires_by=expires_by,
        )


# What villages and the office itself take, whatever the schedule of the scheme [D].
SENDING = StageDays(
    first=60,
    again=(30,),
    reminders=(20,),
    basis="Batas pengiriman dan perbaikan usulan desa; nilai awal, dapat diubah dinas",
)
EXAMINING = StageDays(
    first=3,
    again=(2,),
    extensions=(2,),
    unit=Unit.WORKING_DAYS,
    basis="Standar internal pemeriksaan usulan; nilai awal, dapat diubah dinas",
)
