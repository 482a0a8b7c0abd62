"""The sheet that papers are printed on: its size and margins, which are parameters, and how the office is called.

Source: `domain.md` §12.1. F4 (215 x 330 mm) with margins of 2,5 / 2,5 / 3 / 3 cm at first; A4 is 210 x 297 mm.
"""

from datetime import date

from django.conf import settings

from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import declare, whole_number
from perkim.parameters.reading import rows_on

SINCE = date(2020, 1, 1)
BASIS = "Permendagri 1/2023 tentang tata naskah dinas; ukuran dan tepi menurut kebiasaan kantor, dapat diubah dinas"

# Name of the measure, its title, and its first value in millimetres.
MEASURES = (
    ("lebar", "Naskah dinas: lebar kertas", 215, 148, 420),
    ("tinggi", "Naskah dinas: tinggi kertas", 330, 210, 594),
    ("atas", "Naskah dinas: tepi atas", 25, 10, 60),
    ("kanan", "Naskah dinas: tepi kanan", 25, 10, 60),
    ("bawah", "Naskah dinas: tepi bawah", 30, 10, 60),
    ("kiri", "Naskah dinas: tepi kiri", 30, 10, 60),
)
_KINDS = {
    name: declare(f"naskah.{name}", title, unit="mm", parse=whole_number(least, most))
    for name, title, _first, least, most in MEASURES
}
for _measure in MEASURES:
    state_first_value(FirstValue(key=_KINDS[_measure[0]].key, value=_measure[2], starts=SINCE, basis=BASIS))


def measures_on(day: date) -> dict[str, int]:
    """Millimetres by name, as in force on a day. One query. Raises MissingParameterError."""
    rows = rows_on([kind.key for kind in _KINDS.values()], day)
    return {name: rows[kind.key].parsed for name, kind in _KINDS.items()}


def letterhead() -> dict[str, str]:
    """The office as its kop names it: the government above, the agency below, and where both are found."""
    office = settings.OFFICE
    agency, government = _parted(office["name"])
    ways = [f"Telepon {office['phone']}" if office["phone"] else "", f"Laman {_site()}" if _site() else ""]
    ways += [f"Pos-el {office['email']}" if office["email"] else ""]
    return {
        "pemerintah": f"Pemerintah {government}" if government else "",
        "daerah": government,
        "instansi": agency,
        "alamat": office["address"],
        "hubungi": ", ".join(way for way in ways if way),
    }


def _parted(name: str) -> tuple[str, str]:
    """`Dinas Perumahan Kabupaten Lumajang` > the agency, and the region that it serves (empty if none is named)."""
    for kind in (" Kabupaten ", " Kota "):
        agency, found, region = name.rpartition(kind)
        if found:
            return agency, f"{kind.strip()} {region}"
    return name, ""


def _site() -> str:
    address = str(settings.SITE_URL).partition("://")[2]
    return "" if address.startswith(("localhost", "127.")) else address
