"""What a photo says of itself: when, where and with which camera. It is the sender's word, and may be nonsense."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Any

from django.utils.timezone import get_default_timezone
from PIL.ExifTags import GPS, Base

from perkim.lib.span import within_span

CAMERA_LENGTH = 80
_PARTS = ("main", "detail", "gps")
# Cameras whose clock was never set begin in 1970 or 1980.
FIRST_YEAR = 1990
# The clocks of the world are set to these, and by whole minutes; a camera of another zone may be hours ahead of us.
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
_AHEAD = timedelta(days=1)
_MICRODEGREE = Decimal("0.000001")
_MOMENT = re.compile(r"([0-9]{4}):([0-9]{2}):([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})")
_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-5][0-9])")


@dataclass(frozen=True, kw_only=True)
class PhotoFacts:
    """Position in degrees (WGS 84), to about 10 cm; None for what the photo does not say.

    `orientation` is how the camera was held, 1 (upright) to 8 as EXIF counts.
    """

    taken_at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    camera: str = ""
    orientation: int = 1

    def taken_before(self, now: datetime) -> datetime | None:
        """When it was taken; None where the photo does not say, or says what has not come yet."""
        return self.taken_at if self.taken_at and self.taken_at <= now + _AHEAD else None


def read_facts(said: Mapping[str, Mapping[str, Any]]) -> PhotoFacts:
    """Reads what `perkim.files.picture` found in the EXIF data; data that cannot be read counts as not there."""
    main, detail, gps = ({int(tag): value for tag, value in said.get(part, {}).items()} for part in _PARTS)
    latitude, longitude = _position(gps)
    return PhotoFacts(
        taken_at=_taken_at(main, detail),
        latitude=latitude,
        longitude=longitude,
        camera=_camera(main.get(Base.Make), main.get(Base.Model)),
        orientation=turn if isinstance(turn := main.get(Base.Orientation), int) else 1,
    )


def _taken_at(main: dict[int, Any], detail: dict[int, Any]) -> datetime | None:
    """Without a stated offset the clock of the camera is taken to show our own time."""
    said = _MOMENT.match(str(detail.get(Base.DateTimeOriginal) or main.get(Base.DateTime) or ""))
    if not said or int(said[1]) < FIRST_YEAR:
        return None
    zone = _zone(str(detail.get(Base.OffsetTimeOriginal) or ""))
    if zone is None:
        return None
    try:
        moment = datetime(*map(int, said.groups()), tzinfo=zone)  # type: ignore[misc,arg-type]
    except ValueError:
        return None
    return moment if within_span(moment) else None


def _zone(offset: str) -> tzinfo | None:
    """Our own where the photo states none; None for an offset that no clock has."""
    if not offset.strip("\x00 :"):
        return get_default_timezone()
    said = _OFFSET.match(offset)
    if said is None:
        return None
    east = timedelta(hours=int(said[2]), minutes=int(said[3])) * (1 if said[1] == "+" else -1)
    return timezone(east) if _WEST <= east <= _EAST else None


def _position(gps: dict[int, Any]) -> tuple[Decimal | None, Decimal | None]:
    """Both or neither. 0, 0 is what phones write that have not found their position yet."""
    latitude = _degrees(gps.get(GPS.GPSLatitude), gps.get(GPS.GPSLatitudeRef), "S", 90)
    longitude = _degrees(gps.get(GPS.GPSLongitude), gps.get(GPS.GPSLongitudeRef), "W", 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None, None
    return latitude, longitude


def _degrees(parts: Any, reference: Any, negative: str, most: int) -> Decimal | None:
    """Degrees, minutes and seconds as one number."""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
        whole = degrees + minutes / 60 + seconds / 3600
    except (TypeError, ValueError, ArithmeticError):
        return None
    # Also false for what is not a number, as 0/0 in a broken file.
    if not 0 <= whole <= most:
        return None
    value = Decimal(whole).quantize(_MICRODEGREE)
    return -value if str(reference).strip("\x00 ").upper() == negative else value


def _camera(make: Any, model: Any) -> str:
    """`Samsung SM-A146P`; the maker is not said twice, and nothing unprintable is kept."""
    maker, name = (re.sub(r"[^\x20-\x7e]", "", str(part or "")).strip() for part in (make, model))
    whole = name if name.lower().startswith(maker.lower()) else f"{maker} {name}"
    return whole.strip()[:CAMERA_LENGTH]
