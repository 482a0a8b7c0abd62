"""What a new value of a parameter would change, before it is stated: asked where it begins in the past, or before a
value that is stated already. What was decided keeps the value that it used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.apps import apps
from django.utils.formats import date_format

from perkim.accounts.models import User
from perkim.lib.calendar import OfficeCalendar
from perkim.parameters.actions import NewValue, place_of
from perkim.parameters.kinds import OFFICE_HOURS
from perkim.parameters.models import DayOff, Parameter
from perkim.portal.office.parameter_values import in_words
from perkim.sipoc.actions.recounting import shifts
from perkim.sipoc.models import Berkas, Tenggat

LISTED = 10


@dataclass(frozen=True, kw_only=True)
class ParameterConsequences:
    """Sentences; the open cases that keep the old value and may be seen by the reader, the first of them; and one word
    by which the page knows later what was shown."""

    sentences: Sequence[str]
    cases: Sequence[Berkas]
    digest: str


def consequences_of(user: User, new: NewValue, rows: Sequence[Parameter], today: date) -> ParameterConsequences | None:
    """None where nothing needs to be looked at: the value begins today or later, after all others."""
    place = place_of(new.starts, rows)
    if new.starts >= today and place.replaced is None and place.following is None:
        return None
    touched = [row for row in (place.before, place.replaced) if row]
    running = Tenggat.objects.filter(met_at=None, voided_at=None, parameter__in=touched)
    cases = Berkas.objects.visible_to(user).filter(pk__in=running.values("berkas")).order_by("earliest_due", "pk")
    sentences = [*_span(place.ends, new), *_neighbours(place.replaced, place.following), *_kept(touched)]
    if new.kind is OFFICE_HOURS:
        moved = sum(1 for _ in shifts(_with_hours(new, rows)))
        sentences.append(f"{moved} tenggat yang berjalan bergeser karena jam kantor dihitung menurut harinya.")
    shown = "\n".join([repr(new.value), new.starts.isoformat(), *sentences])
    return ParameterConsequences(
        sentences=sentences, cases=list(cases[:LISTED]), digest=sha256(shown.encode()).hexdigest()[:32]
    )


def _span(ends: date | None, new: NewValue) -> Iterator[str]:
    until = f"sampai {date_format(ends, 'j F Y')}" if ends else "sampai diubah"
    said = "; ".join(in_words(new.kind, new.value))
    yield f"{said}: berlaku mulai {date_format(new.starts, 'j F Y')} {until}."


def _neighbours(replaced: Parameter | None, following: Parameter | None) -> Iterator[str]:
    if replaced:
        yield "Nilai yang dinyatakan mulai hari yang sama digantikan. Nilai lama itu tetap tampak di riwayat."
    if following:
        yield f"Nilai yang sudah ditetapkan mulai {date_format(following.starts, 'j F Y')} tetap berlaku sesudahnya."


def _kept(touched: Sequence[Parameter]) -> Iterator[str]:
    """How much of each kind used the values that end: decisions, plans, deadlines."""
    kept = list(_users_of(touched)) if touched else []
    for number, name in kept:
        yield f"{number} {name} memakai nilai lama dan tetap memakainya."
    if not kept:
        yield "Belum ada keputusan atau tenggat yang memakai nilai lama."


def _users_of(touched: Sequence[Parameter]) -> Iterator[tuple[int, str]]:
    for model in apps.get_models():
        fields = model._meta.fields
        # Earlier states of a row (`perkim.lib.history`) are no decisions of their own.
        if any(field.name == "pgh_id" for field in fields):
            continue
        for field in fields:
            if field.related_model is Parameter:
                number = model._default_manager.filter(**{f"{field.name}__in": touched}).count()
                if number:
                    yield number, str(model._meta.verbose_name_plural)


def _with_hours(new: NewValue, rows: Sequence[Parameter]) -> OfficeCalendar:
    """The calendar as it would be with these office hours."""
    stated = {row.starts: row.parsed for row in rows if row.replaced_at is None}
    stated[new.starts] = new.kind.parse(new.value)
    (_, first), *later = sorted(stated.items(), key=lambda each: each[0])
    return OfficeCalendar(first, DayOff.objects.days(), later=tuple(later))
