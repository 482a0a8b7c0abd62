"""A machine whose clock is behind follows nothing that was noted later: it says so, and nothing is half stored."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.db.models import F, Q

from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.actions.locking import CLOCKS_DIFFER, after
from perkim.sipoc.actions.timing import pause, resume
from perkim.sipoc.exceptions import ClockBehindError
from perkim.sipoc.models import Berkas, Pause, StageVisit, Tenggat, Tugas
from tests.perkim.sipoc.conftest import MONDAY, letter, office, take  # noqa: F401
from tests.samples.office import report_visit

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
# Every check of the database that puts two moments in order, and what keeps an action from breaking it.
ORDERED = {
    "visit_is_left_by_somebody_through_a_move": "locking.not_before, locking.after_all",
    "pause_ends_after_its_start": "locking.not_before, locking.after_all, assigning.step_on",
    "paper_is_withdrawn_by_somebody_for_a_reason": "locking.after",
    "meeting_is_changed_afterwards": "locking.after",
    "assessment_is_superseded_afterwards": "locking.after",
    "override_is_withdrawn_by_somebody": "locking.after",
    "visit_was_before_it_was_told": "the smaller of both is kept",
    "import_expires_later": "both are set at once",
}


def stored() -> list:
    """All that a correction writes."""
    return [list(model.objects.order_by("pk").values()) for model in (Berkas, StageVisit, Tugas, Tenggat, Pause)]


@pytest.fixture
def moved(office, letter, take) -> Berkas:  # noqa: F811
    """A letter that the staff has just taken a step on."""
    case = take(office.operator, letter(), "kirim")
    report_visit(office, case)
    return take(office.staf, case, "terima")


def test_what_comes_a_little_early_happens_when_it_may_and_what_comes_much_too_early_is_refused() -> None:
    assert after(None, MONDAY) == MONDAY
    assert after(MONDAY - HOUR, MONDAY) == MONDAY
    assert after(MONDAY + CLOCKS_DIFFER, MONDAY) == MONDAY + CLOCKS_DIFFER
    with pytest.raises(ClockBehindError, match="Jam server lebih lambat daripada catatan terakhir berkas ini"):
        after(MONDAY + CLOCKS_DIFFER + SECOND, MONDAY)


def test_a_step_is_not_taken_back_before_it_was_taken(office, moved) -> None:  # noqa: F811
    before = stored()
    with pytest.raises(ClockBehindError):
        correct(actor=office.staf, case=moved, reason="Salah tekan.", now=MONDAY - HOUR)
    assert stored() == before


def test_a_step_taken_back_a_moment_too_early_is_taken_back_when_it_was_taken(office, moved) -> None:  # noqa: F811
    correct(actor=office.staf, case=moved, reason="Salah tekan.", now=MONDAY - SECOND)
    assert StageVisit.objects.get(berkas=moved, stage="putus").left_at == MONDAY


@pytest.mark.parametrize("back", [SECOND, HOUR])
def test_a_clock_that_stood_still_goes_on_not_before_it_stopped(office, letter, take, back) -> None:  # noqa: F811
    case = take(office.operator, letter(), "kirim")
    pause(actor=office.staf, case=case, reason="Banjir.", now=MONDAY + HOUR)
    resume(actor=office.staf, case=case, reason="Surut.", now=MONDAY + HOUR - back)
    assert Pause.objects.get().ended_at == MONDAY + HOUR


def test_every_order_of_moments_that_the_database_holds_is_kept_by_somebody() -> None:
    found = {
        check.name
        for model in apps.get_models(include_auto_created=True)
        for check in model._meta.constraints
        if isinstance(check, models.CheckConstraint) and orders_moments(model, check.condition)
    }
    assert found == set(ORDERED)


def orders_moments(model: type[models.Model], condition: object) -> bool:
    """Whether one moment of a row is compared with another."""
    parts = condition.children if isinstance(condition, Q) else ()
    compared = [part[1].name for part in parts if isinstance(part, tuple) and isinstance(part[1], F)]
    return any(isinstance(model._meta.get_field(name), models.DateTimeField) for name in compared) or any(
        orders_moments(model, part) for part in parts
    )
