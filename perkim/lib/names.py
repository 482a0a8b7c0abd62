"""Names as people look for them and put them in order: without capitals, accents, apostrophes and points.

The plain form is made by the database as well (`plain_name`, `name_order` of perkim/regions/migrations), so that lists
from both stand in one order. PostgreSQL's ICU collations would do for the order alone, but its wheels have no ICU.
"""

import re
import unicodedata

from django.db.models import CharField, F, Func
from django.db.models.expressions import Combinable

from perkim.lib.whole_number import is_digits

# Apostrophes and quotation marks of all kinds, and letters of no width: nobody types them when looking for a name.
UNHEARD = "'`\"\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2032\u2033\uff07"
UNHEARD += "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_UNHEARD = re.compile(f"[{UNHEARD}]")
_ACCENTS = re.compile("[\u0300-\u036f]")
# All of ASCII but small letters and digits.
_BETWEEN = re.compile("[\x01-\x2f\x3a-\x60\x7b-\x7f]+")
_CAPITALS = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
# What is sought is no longer; more of it is not looked at.
_LONGEST_SOUGHT = 200
_NUMBERS = re.compile("([0-9]+)")
_PADDED = re.compile("[0-9]*([0-9]{12})")

# What stands before or after names and is no part of them, without points.
_TITLES = """
h hj kh ky kyai nyai haji hajah ust ustad ustadz ustadzah gus ning habib drh drg dr dra drs ir prof r rr rd ngt raden
bpk bp bapak pak ibu bu mbah sdr sdri sdra tn ny nn alm almh almarhum almarhumah bin binti als alias
se sh st sp spt spd spdi sag ssos sos sip skm skom kom skep kep ssi si skh shi hum shum sst stp strkeb keb pd
amd amdkeb amkeb amk amp mm mh mt mpd mpdi msi mkes mag mkom map mse msc ma ns cn
"""
TITLES = frozenset(_TITLES.split())


def plain_name(text: str) -> str:
    """`Mas'ud, S.Pd` becomes `masud s pd`: only letters and digits, with single blanks between."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", _UNHEARD.sub("", text)))
    return _BETWEEN.sub(" ", bare.translate(_CAPITALS)).strip(" ")


def name_order(text: str) -> str:
    """The key by which names stand in order, as `NameOrder` in the database: numbers count as numbers, 2 before 10."""
    return _PADDED.sub(r"\1", _NUMBERS.sub(r"000000000000\1", plain_name(text)))


def sought_words(typed: str) -> list[str]:
    """The plain words that a name must hold, in any order: titles, honours and initials do not prevent finding.

    Of words that are nothing else, all are kept.
    """
    parts = [part for part in re.split(r"[\s,;()/]+", typed[:_LONGEST_SOUGHT]) if part]
    names = [part for part in parts if not _is_title(part)]
    words = plain_name(" ".join(names)).split()
    longer = [word for word in words if len(word) > 1 or is_digits(word)]
    return list(dict.fromkeys(longer or words or plain_name(typed[:_LONGEST_SOUGHT]).split()))


def _is_title(part: str) -> bool:
    return plain_name(part).replace(" ", "") in TITLES


class PlainName(Func):
    """`plain_name` in the database."""

    function = "plain_name"
    output_field = CharField(db_collation="C")


class NameOrder(Func):
    """`name_order` in the database, by bytes of the plain form: the same wherever the database stands."""

    function = "name_order"
    template = '%(function)s(%(expressions)s) COLLATE "C"'
    output_field = CharField()


def by_name(column: str, *then: str) -> list[Combinable | str]:
    """What `order_by` takes for rows in the order of a name. Names that sound the same stand as they are written."""
    return [NameOrder(F(column)), column, *then]
