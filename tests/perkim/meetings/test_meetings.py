"""A meeting of any kind of case: who was invited by name or by case, who came, and how often it is told."""

from datetime import time, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from perkim.audit.models import Entry
from perkim.meetings.actions import (
    Attended,
    MeetingDetails,
    check_meeting,
    fingerprint,
    lock_meeting,
    write_anew,
    write_down,
    written_before,
)
from perkim.meetings.declarations import Occasion
from perkim.meetings.models import Attendance, Meeting, Presence
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import SipocError, StaleError
from perkim.sipoc.happened import sent
from perkim.sipoc.models import Berkas
from perkim.swadaya.socialisation.actions import HELD, MENDED
from tests.samples.office import MONDAY, open_office, take_move, write_letters

RAPAT = Occasion(noun="rapat tim", invited="instansi", recorded=HELD, mended=MENDED)
HERE, AWAY = Attended(presence=Presence.PRESENT), Attended(presence=Presence.ABSENT)


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    return open_office(monkeypatch)


@pytest.fixture
def letters(office) -> list[Berkas]:
    """Two letters before the staff."""
    return [take_move(office.operator, each, "kirim") for each in write_letters(office, 2)]


def told(**changes) -> MeetingDetails:
    words = {
        "held_on": MONDAY.date(),
        "starts": time(9),
        "place": "  Ruang  rapat",
        "topics": "Gambar",
        "agreement": "Setuju",
    }
    return MeetingDetails(**{**words, "parties": {"PUPR": HERE, "PLN": AWAY}, **changes})


def step(office: SimpleNamespace, case: Berkas, hours: int = 0) -> Step:
    return step_on(office.staf, case, MONDAY + timedelta(hours=hours))


def held(office: SimpleNamespace, case: Berkas, key: UUID | None = None, **changes) -> Meeting:
    with transaction.atomic():
        return write_down(step(office, case), RAPAT, told(**changes), client_key=key or uuid4())


def test_agencies_are_invited_by_name_and_cases_by_their_row(office, letters) -> None:
    first, second = letters
    made = held(office, first, attendance={second.pk: HERE})
    seats = made.attendances.order_by("id").values_list("berkas", "party", "presence")
    assert list(seats) == [(second.pk, "", "HADIR"), (None, "PLN", "TIDAK"), (None, "PUPR", "HADIR")]
    assert made.place == "Ruang rapat"


def test_the_log_counts_in_the_words_of_the_occasion(office, letters) -> None:
    made = held(office, letters[0])
    data = Entry.objects.get(action=HELD.action).data
    assert data["rapat tim"] == made.pk
    assert data["instansi"] == {"HADIR": 1, "DIWAKILI": 0, "TIDAK": 1}
    assert "PLN" not in str(data)


def test_the_same_form_is_found_again_and_no_other_case_can_use_it(office, letters) -> None:
    key = uuid4()
    made = held(office, letters[0], key)
    assert written_before(letters[0], office.staf, key) == made
    assert written_before(letters[0], office.kabid, key) is None
    with pytest.raises(SipocError, match="sudah dipakai"):
        held(office, letters[1], key)


def test_what_was_written_wrong_is_written_anew_and_the_history_keeps_it(office, letters) -> None:
    first, second = letters
    made = held(office, first, attendance={second.pk: HERE})
    seen = fingerprint(made)
    with transaction.atomic():
        row = lock_meeting(made, seen)
        write_anew(step(office, first, hours=1), RAPAT, row, told(parties={"PUPR": AWAY}), listed=[])
    rows = dict(Attendance.objects.filter(meeting=made).values_list("party", "presence"))
    assert rows == {"": "HADIR", "PUPR": "TIDAK"}, "a case that was not listed stays"
    assert made.attendances.model.pgh_event_model.objects.filter(party="PLN").count() == 1
    with pytest.raises(StaleError), transaction.atomic():
        lock_meeting(made, seen)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"held_on": MONDAY.date() + timedelta(days=1)}, "Tanggal rapat tim belum tiba"),
        ({"held_on": MONDAY.date() - timedelta(days=1)}, "Tanggal rapat tim lebih awal daripada surat ini dikirim"),
        ({"topics": " "}, "Isi tempat, materi, dan kesepakatan rapat tim"),
        ({"attendance": {0: HERE}}, "Daftarnya berubah"),
        ({"parties": {"PLN": Attended(presence=Presence.REPRESENTED)}}, "hanya untuk instansi yang diwakili"),
    ],
)
def test_what_cannot_have_been_is_said_in_the_words_of_the_occasion(office, letters, changes, sentence: str) -> None:
    case = letters[0]
    began = sent(Berkas.objects.get(pk=case.pk), "surat ini dikirim")
    with pytest.raises(SipocError, match=sentence):
        check_meeting(
            step(office, case), RAPAT, told(**changes), invited=(), strangers="Daftarnya berubah.", began=began
        )


def test_the_database_knows_who_was_invited_and_once(office, letters) -> None:
    made = held(office, letters[0])
    for row, constraint in (
        ({"party": "PUPR", "presence": Presence.PRESENT}, "attendance_of_a_party_is_told_once"),
        ({"presence": Presence.PRESENT}, "attendance_is_of_a_case_or_a_party"),
        ({"party": "BPN", "berkas": letters[1], "presence": Presence.PRESENT}, "attendance_is_of_a_case_or_a_party"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Attendance.objects.create(meeting=made, **row)
