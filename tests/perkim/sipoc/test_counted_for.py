"""A count says for whom it counts: for everybody, for an area, or for what was handed to the reader."""

import pytest

from perkim.accounts.roles import Role
from perkim.sipoc.counted import counted_for
from perkim.sipoc.registry import programme
from tests.cast import CANDIPURO, KABUPATEN, SUMBERWULUH, employ

pytestmark = pytest.mark.django_db
RTLH = programme("rtlh")


@pytest.mark.parametrize(
    ("role", "area", "within", "what"),
    [
        (Role.KADIS, KABUPATEN, KABUPATEN, "semua calon penerima, tanpa draf yang belum dikirim"),
        (Role.KADIS, KABUPATEN, "", "semua calon penerima, tanpa draf yang belum dikirim"),
        (Role.KORFAS, CANDIPURO, "", "calon penerima di Kecamatan Candipuro, tanpa draf yang belum dikirim"),
        (Role.KORFAS, CANDIPURO, SUMBERWULUH, "semua calon penerima, tanpa draf yang belum dikirim"),
        (Role.OPERATOR_DESA, SUMBERWULUH, "", "calon penerima di Desa Sumberwuluh, termasuk draf"),
        (Role.OPERATOR_DESA, SUMBERWULUH, SUMBERWULUH, "semua calon penerima, termasuk draf"),
        (Role.TFL, KABUPATEN, SUMBERWULUH, "calon penerima yang diserahkan kepada Anda"),
    ],
)
def test_it_says_which_cases_are_counted(role: Role, area: str, within: str, what: str) -> None:
    reader = employ(role, username="pembaca", region=area)
    assert counted_for(reader, RTLH, RTLH.process("penerima"), within) == f"Dihitung untuk Anda: {what}."


def test_what_is_counted_in_a_kind_of_case_without_drafts_needs_no_more_words() -> None:
    reader = employ(Role.KADIS, username="pembaca", region=KABUPATEN)
    assert counted_for(reader, RTLH, RTLH.process("kegiatan")) == "Dihitung untuk Anda: semua kegiatan."
