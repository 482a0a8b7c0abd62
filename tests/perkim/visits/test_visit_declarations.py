"""Wrong declarations of field work stop the start."""

from dataclasses import replace

import pytest

from perkim.accounts.roles import Role
from perkim.swadaya.destination import HOUSE as HOME
from perkim.visits.declarations import Destination, PhotoSet, Slot
from tests.samples.field_work import HOUSE, PHOTOS, SIDES, WENT

STAGE = HOUSE.first
FAULTY = {
    "has no title": replace(WENT, title=""),
    "longer than 40": replace(WENT, key="k" * 41),
    "admin": replace(WENT, worked_by=Role.ADMIN),
    "needs outcomes of disurvei": replace(WENT, outcomes=("lain",)),
    "two different requirements": replace(WENT, title="Kunjungan lain"),
    "has no slots": replace(PHOTOS, photos=replace(SIDES, slots=())),
    "two slots with one key": replace(PHOTOS, photos=replace(SIDES, slots=(SIDES.slots[0], SIDES.slots[0]))),
    "a key longer than 40": replace(
        PHOTOS, photos=PhotoSet(key="x", title="X", slots=(Slot(key="s" * 41, title="S"),))
    ),
    "who do not see these cases": replace(PHOTOS, checked_by=(Role.BENDAHARA,)),
    "checked by nobody": replace(PHOTOS, checked_by=()),
    "shares the key of its set": replace(PHOTOS, key="foto_100", photos=replace(SIDES, title="Foto 100 %")),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_faulty_declaration_says_what_is_wrong(fault: str) -> None:
    assert fault in " ".join(FAULTY[fault].all_faults(HOUSE, STAGE))


def test_declarations_as_they_should_be_have_no_fault() -> None:
    assert [fault for each in STAGE.inputs for fault in each.all_faults(HOUSE, STAGE)] == []


def test_the_reasons_to_send_a_photo_back_say_how_to_mend_it() -> None:
    assert all(reason.count(".") == 2 for reason in PHOTOS.reasons_to_return)


def test_field_work_speaks_of_what_its_programme_visits() -> None:
    road = Destination(place="ruas jalan", person="penyedia")
    assert [words for _, words in road.outcomes] == [
        "Ruas jalan disurvei",
        "Penyedia meninggal dunia",
        "Penyedia sudah pindah",
        "Ruas jalan atau penyedia tidak ditemukan",
        "Penyedia menolak disurvei",
    ]
    assert "Foto ini bukan ruas jalan penyedia. Foto ulang di ruas jalan yang benar." in road.reasons
    assert "Rumah disurvei" in [words for _, words in HOME.outcomes]
