"""The sheet that papers are printed on: its size, margins and kop, which are parameters.

Source: `domain.md` §12.1. F4 (215 x 330 mm) with margins of 2,5 / 2,5 / 3 / 3 cm at first; A4 is 210 x 297 mm.
"""

from collections.abc import Mapping
from datetime import date

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
    ("atas_pertama", "Naskah dinas: tepi atas halaman pertama", 14, 5, 60),
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


def letterhead(office: Mapping[str, str]) -> dict[str, str]:
    """The kop: the government above, the agency below, and where both are found; and where papers are signed."""
    return {
        "pemerintah": f"Pemerintah {office['daerah']}" if office["daerah"] else "",
        "daerah": office["daerah"],
        "instansi": office["instansi"],
        "alamat": office["alamat"],
        "hubungi": office["hubungi"],
        "tempat": office["tempat"],
    }
