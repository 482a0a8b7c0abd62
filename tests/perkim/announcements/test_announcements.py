"""Any case may announce something: its days, what is objected, and what a stage asks for meanwhile."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from perkim.announcements.actions import announce, answer, close, supersede, take_objection
from perkim.announcements.declarations import Announced
from perkim.announcements.models import Announcement, Objection
from perkim.announcements.requirements import AnnouncementOver, ObjectionsAnswered
from perkim.sipoc.actions.assigning import step_on
from perkim.sipoc.actions.step import Step
from perkim.sipoc.exceptions import SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.swadaya.ranking.parameters import ANNOUNCED_DAYS
from tests.samples.letters import CHECK, SURAT
from tests.samples.office import MONDAY, open_office, take_move, write_letters

PETA = Announced(
    key="kunjungan",
    noun="peta kawasan",
    length=ANNOUNCED_DAYS,
    page="portal:case",
    remedy="perbaiki petanya, lalu umumkan lagi",
)
OVER = AnnouncementOver(key="pengumuman", title="Pengumuman peta", announced=PETA)
ANSWERED = ObjectionsAnswered(key="sanggah", title="Jawaban", announced=PETA)


@pytest.fixture
def office(db, monkeypatch) -> SimpleNamespace:
    return open_office(monkeypatch)


@pytest.fixture
def letter(office) -> Berkas:
    return take_move(office.operator, write_letters(office, 1)[0], "kirim")


def on(office: SimpleNamespace, case: Berkas, days: int = 0) -> Step:
    return step_on(office.staf, case, MONDAY + timedelta(days=days))


def lacks(asked: AnnouncementOver | ObjectionsAnswered, case: Berkas) -> list[str]:
    return list(asked.missing(case.as_queryset()).get(case.pk, ()))


@pytest.fixture
def peta(office, letter) -> Announcement:
    with transaction.atomic():
        return announce(on(office, letter), PETA, starts=MONDAY.date())


def objected(office: SimpleNamespace, row: Announcement | None, case: Berkas, days: int = 1, **changes) -> Objection:
    said = {"received_on": (MONDAY + timedelta(days=days)).date(), "objector": "Ketua  RT 3", "text": "Batas keliru."}
    with transaction.atomic():
        return take_objection(on(office, case, days), row, **{**said, "subject": None, **changes})


def test_it_hangs_out_for_its_days_and_is_closed_afterwards(office, letter, peta, monkeypatch) -> None:
    assert peta.until - peta.starts == timedelta(days=6)
    assert OVER.fact(letter) == "22 Juni 2026 sampai 28 Juni 2026, masih berjalan."
    assert lacks(OVER, letter) == ["Masa sanggah sampai 28 Juni 2026 belum ditutup."]
    with pytest.raises(SipocError, match="Masa sanggah berjalan sampai 28 Juni 2026"):
        close(on(office, letter, 6), PETA, peta)
    close(on(office, letter, 7), PETA, peta)
    assert OVER.fact(letter).endswith("ditutup.")
    assert Announcement.pgh_event_model.objects.get().closed_at is None, "how it looked before is kept"
    assert lacks(OVER, letter) == lacks(ANSWERED, letter) == []
    with pytest.raises(StaleError):
        close(on(office, letter, 8), PETA, peta)


def test_nobody_is_asked_to_close_it_before_its_last_day_has_passed(letter, peta, monkeypatch) -> None:
    here = Berkas.objects.filter(pk=letter.pk)
    for days, early in ((6, {letter.pk}), (7, set())):
        monkeypatch.setattr(timezone, "now", lambda days=days: MONDAY + timedelta(days=days))
        assert OVER.too_early(here) == early


def test_what_was_not_announced_is_said_in_its_own_words(office, letter) -> None:
    assert lacks(OVER, letter) == ["Peta kawasan belum diumumkan."]
    assert (OVER.fact(letter), ANSWERED.fact(letter)) == ("", "")
    assert ANSWERED.unneeded(letter) == "Belum ada yang diumumkan, jadi belum ada sanggahan."
    with pytest.raises(SipocError, match="Peta kawasan belum diumumkan. Umumkan dahulu."):
        close(on(office, letter), PETA, None)
    for days in (-1, 32):
        with pytest.raises(SipocError, match="Periksa tanggalnya"):
            announce(on(office, letter), PETA, starts=(MONDAY + timedelta(days=days)).date())


def test_an_objection_comes_in_time_and_is_answered_once(office, letter, peta) -> None:
    for row, changes in ((None, {}), (peta, {"days": -1}), (peta, {"days": 7}), (peta, {"text": " "})):
        with pytest.raises(SipocError):
            objected(office, row, letter, **changes)
    said = objected(office, peta, letter)
    assert (said.objector, ANSWERED.fact(letter)) == ("Ketua RT 3", "0 dari 1 sanggahan dijawab.")
    assert lacks(ANSWERED, letter) == ["1 sanggahan belum dijawab."]
    with pytest.raises(SipocError, match="belum dijawab"):
        close(on(office, letter, 7), PETA, peta)
    with pytest.raises(SipocError, match="Tulis jawaban"), transaction.atomic():
        answer(on(office, letter, 2), said, upheld=False, words=" ")
    with transaction.atomic():
        answer(on(office, letter, 2), said, upheld=False, words="Batas sudah diukur.")
    with pytest.raises(StaleError), transaction.atomic():
        answer(on(office, letter, 2), said, upheld=True, words="Benar.")
    assert close(on(office, letter, 7), PETA, peta).closed_by == office.staf


def test_what_is_upheld_asks_for_another_announcement(office, letter, peta) -> None:
    with transaction.atomic():
        answer(on(office, letter, 2), objected(office, peta, letter), upheld=True, words="Benar.")
    assert lacks(ANSWERED, letter) == ["1 sanggahan diterima: perbaiki petanya, lalu umumkan lagi."]
    with pytest.raises(SipocError, match="Perbaiki petanya, lalu umumkan lagi."):
        close(on(office, letter, 7), PETA, peta)
    supersede(on(office, letter, 8), PETA)
    assert (lacks(OVER, letter), lacks(ANSWERED, letter)) == (["Peta kawasan belum diumumkan."], [])
    announce(on(office, letter, 8), PETA, starts=(MONDAY + timedelta(days=8)).date())
    assert Announcement.objects.current().filter(berkas=letter).count() == 1


def test_the_database_lets_one_announcement_of_a_thing_stand(letter, peta) -> None:
    row = Announcement.objects.get(pk=peta.pk)
    row.pk = None
    with pytest.raises(IntegrityError, match="announcement_stands_once"), transaction.atomic():
        row.save(force_insert=True)
    with pytest.raises(IntegrityError, match="announcement_is_closed_by_somebody"), transaction.atomic():
        Announcement.objects.update(closed_at=MONDAY)


def test_what_is_announced_must_be_asked_for_in_the_stage() -> None:
    strange = replace(OVER, announced=replace(PETA, key="tidak_ada"))
    assert list(OVER.faults(SURAT, CHECK)) == []
    assert "does not ask for" in " ".join(strange.faults(SURAT, CHECK))
