"""What is told about persons and earlier aid, as plain values. Numbers are checked when they are stored."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from perkim.people.models import Aid, Family, Person


class PeopleError(Exception):
    """An action about people that may not be done; the message is a sentence for the screen."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A person as a list or a form names them. `kk` is empty where only the person is told, as of a spouse."""

    nik: str
    name: str
    sex: str
    birth_place: str = ""
    birth_date: date | None = None
    kk: str = ""


@dataclass(frozen=True, kw_only=True)
class Registered:
    """Persons and households in the order of the identities, found or made; a family is None where no KK was told."""

    persons: list[Person]
    families: list[Family | None]
    new_persons: int
    new_families: int


@dataclass(frozen=True, kw_only=True)
class ListedAid:
    """Aid as an old list tells it. At least one number or the position must be there, or nobody would ever find it."""

    holder_name: str
    programme: str
    source: Aid.Source
    year: int
    nik: str = ""
    kk: str = ""
    spouse_nik: str = ""
    granted_on: date | None = None
    decree_number: str = ""
    amount: int | None = None
    region_code: str | None = None
    dusun: str = ""
    rt: str = ""
    rw: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    exception: Aid.Exemption = Aid.Exemption.NONE

    @property
    def can_be_sought(self) -> bool:
        return bool(self.nik or self.kk or self.spouse_nik or self.latitude is not None)
