"""How the office calls itself on its papers: dated texts that the office states on its own screen. Source:
`domain.md` §12.1, §20 (names and texts differ by regency and by year)."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings

from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import TEXT, ParameterKind, declare, words
from perkim.parameters.reading import rows_on

SINCE = date(2020, 1, 1)
BASIS = "Nilai awal dari pengaturan situs; dapat diubah dinas"
_LONGEST = 200


def parted(name: str) -> tuple[str, str]:
    """`Dinas Pertanian Kabupaten Lumajang` > the agency, and the region that it serves (empty if none is named)."""
    for kind in (" Kabupaten ", " Kota "):
        agency, separator, region = name.rpartition(kind)
        if separator:
            return agency, f"{kind.strip()} {region}"
    return name, ""


def _ways() -> str:
    office, site = settings.OFFICE, _site()
    ways = [f"Telepon {office['phone']}" if office["phone"] else "", f"Laman {site}" if site else ""]
    return ", ".join(way for way in (*ways, f"Pos-el {office['email']}" if office["email"] else "") if way)


def _site() -> str:
    address = str(settings.SITE_URL).partition("://")[2]
    return "" if address.startswith(("localhost", "127.")) else address


def _first_texts() -> Mapping[str, str]:
    agency, region = parted(settings.OFFICE["name"])
    kind, _, bare = region.partition(" ")
    head = {"Kabupaten": "Bupati", "Kota": "Wali Kota"}.get(kind, "Kepala Daerah")
    return {
        "daerah": region,
        "instansi": agency,
        "alamat": settings.OFFICE["address"],
        "hubungi": _ways(),
        "tempat": bare or agency,
        "kepala_daerah": f"{head} {bare}".strip(),
        "nama_kepala_daerah": "",
    }


# Name of the text, its title, whether it may be left empty.
TEXTS = (
    ("daerah", "Kop naskah: pemerintah daerah", True),
    ("instansi", "Kop naskah: nama dinas", False),
    ("alamat", "Kop naskah: alamat dinas", True),
    ("hubungi", "Kop naskah: telepon, laman, pos-el", True),
    ("tempat", "Naskah dinas: kota tempat naskah ditandatangani", False),
    ("kepala_daerah", "Naskah dinas: sebutan kepala daerah", False),
    ("nama_kepala_daerah", "Naskah dinas: nama kepala daerah pada keputusan", True),
)
KINDS: Mapping[str, ParameterKind] = {
    name: declare(f"kantor.{name}", title, unit="tulisan", parse=words(_LONGEST, may_be_empty=may_be_empty), shape=TEXT)
    for name, title, may_be_empty in TEXTS
}
for _name, _value in _first_texts().items():
    state_first_value(FirstValue(key=KINDS[_name].key, value=_value, starts=SINCE, basis=BASIS))


def office_on(day: date) -> dict[str, str]:
    """How the office is called on a day. One query. Raises MissingParameterError."""
    rows = rows_on([kind.key for kind in KINDS.values()], day)
    return {name: rows[kind.key].parsed for name, kind in KINDS.items()}
