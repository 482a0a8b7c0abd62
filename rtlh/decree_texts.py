"""What the decree of recipients rests on: texts that differ by regency and by year, stated by the office with their
days. Source: `domain.md` §12.2."""

from collections.abc import Mapping, Sequence
from datetime import date

from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import LINES, TEXT, ParameterKind, declare, lines, words
from perkim.parameters.reading import rows_on

SINCE = date(2020, 1, 1)
BASIS = "Nilai awal portal; sesuaikan dengan naskah Bagian Hukum"
_LONGEST, _MOST = 600, 20

LAWS = declare("rtlh.sk_mengingat", "SK penerima: Mengingat", unit="baris", parse=lines(_LONGEST, _MOST), shape=LINES)
REASONS = declare(
    "rtlh.sk_menimbang",
    "SK penerima: pertimbangan pertama (Menimbang)",
    unit="baris",
    parse=lines(_LONGEST, _MOST, least=0),
    shape=LINES,
)
BUDGET = declare(
    "rtlh.sk_anggaran", "SK penerima: anggaran yang dibebani", unit="tulisan", parse=words(_LONGEST), shape=TEXT
)
_FIRST: Sequence[tuple[ParameterKind, str | list[str]]] = (
    (
        LAWS,
        [
            "Undang-Undang Nomor 1 Tahun 2011 tentang Perumahan dan Kawasan Permukiman sebagaimana telah diubah",
            "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah sebagaimana telah beberapa kali diubah",
            (
                "Peraturan Pemerintah Nomor 14 Tahun 2016 tentang Penyelenggaraan Perumahan dan Kawasan Permukiman "
                "sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 12 Tahun 2021"
            ),
            (
                "Peraturan Menteri Pekerjaan Umum dan Perumahan Rakyat Nomor 7 Tahun 2018 tentang Bantuan Stimulan "
                "Perumahan Swadaya"
            ),
        ],
    ),
    (
        REASONS,
        [
            (
                "bahwa untuk mengurangi jumlah rumah tidak layak huni dan memenuhi hak masyarakat berpenghasilan "
                "rendah atas rumah yang layak, perlu diberikan bantuan perbaikan rumah"
            )
        ],
    ),
    (BUDGET, "Dana Alokasi Khusus bidang perumahan"),
)
for _kind, _value in _FIRST:
    state_first_value(FirstValue(key=_kind.key, value=_value, starts=SINCE, basis=BASIS))


def decree_texts(day: date) -> Mapping[str, list[str]]:
    """The lines of `mengingat` and `menimbang`, each ending in `;`, and `anggaran`. One query."""
    rows = rows_on([LAWS.key, REASONS.key, BUDGET.key], day)
    return {
        "mengingat": _ended(rows[LAWS.key].parsed),
        "menimbang": _ended(rows[REASONS.key].parsed),
        "anggaran": [rows[BUDGET.key].parsed],
    }


def _ended(found: Sequence[str]) -> list[str]:
    return [f"{line.rstrip(' ;.,')};" for line in found]
