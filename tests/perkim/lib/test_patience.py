"""How long pages wait: one budget for each page, nothing late is waited for twice, workers wait as they must."""

import io

import pytest

from perkim.lib import patience
from perkim.lib.answering import LimitedApplication
from perkim.lib.patience import LateError, OutsideService, answered, answering, at_most, said_nothing, seconds_for


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The time, moved by the test."""
    now = [1000.0]
    monkeypatch.setattr(patience, "monotonic", lambda: now[0])
    return now


def test_workers_and_commands_have_no_limit() -> None:
    assert seconds_for(OutsideService.DATABASE) is None


def test_a_page_has_one_budget_for_all_its_calls(clock: list[float]) -> None:
    with answering(4):
        assert seconds_for(OutsideService.DATABASE) == 4
        clock[0] += 2.5
        assert seconds_for(OutsideService.DATABASE) == 1.5
        assert seconds_for(OutsideService.STORAGE) == 1.5


def test_a_page_whose_own_work_is_long_still_waits_for_what_answers(clock: list[float]) -> None:
    with answering(4):
        clock[0] += 60
        assert seconds_for(OutsideService.DATABASE) == patience.LEAST_SECONDS


def test_what_was_late_is_not_waited_for_again_by_the_same_page(clock: list[float]) -> None:
    with answering(4):
        said_nothing(OutsideService.STORAGE, waited=0.1)
        assert seconds_for(OutsideService.STORAGE) == 0
        assert seconds_for(OutsideService.DATABASE) == 4
    with answering(4):
        assert seconds_for(OutsideService.STORAGE) == 4


def test_others_wait_only_shortly_for_what_hangs_until_it_answers(clock: list[float]) -> None:
    said_nothing(OutsideService.DATABASE, waited=4)
    with answering(4):
        assert seconds_for(OutsideService.DATABASE) == patience.SHORT_SECONDS
        answered(OutsideService.DATABASE)
    with answering(4):
        assert seconds_for(OutsideService.DATABASE) == 4


def test_what_hung_is_waited_for_again_after_a_while(clock: list[float]) -> None:
    said_nothing(OutsideService.DATABASE, waited=4)
    clock[0] += patience.REMEMBERED_SECONDS
    with answering(4):
        assert seconds_for(OutsideService.DATABASE) == 4


def test_a_file_being_sent_has_the_whole_limit_for_each_piece(clock: list[float]) -> None:
    with answering(4):
        pass
    clock[0] += 600
    assert seconds_for(OutsideService.STORAGE) == 4


def test_a_check_may_be_shorter_than_its_page(clock: list[float]) -> None:
    with answering(4):
        with at_most(2):
            assert seconds_for(OutsideService.DATABASE) == 2
            said_nothing(OutsideService.DATABASE)
        # The page does not wait for it either.
        assert seconds_for(OutsideService.DATABASE) == 0


def test_a_check_outside_of_pages_leaves_no_limit_behind(clock: list[float]) -> None:
    with at_most(2):
        said_nothing(OutsideService.DATABASE, waited=0.1)
    assert seconds_for(OutsideService.DATABASE) is None


def test_a_late_part_names_itself() -> None:
    assert LateError(OutsideService.STORAGE).part == "Penyimpanan berkas"


def test_waiting_for_the_visitor_does_not_use_up_patience(clock: list[float]) -> None:
    class Phone(io.BytesIO):
        """A weak line: each piece takes a minute."""

        def read(self, size: int | None = -1, /) -> bytes:
            clock[0] += 60
            return super().read(size)

    found = []

    def application(environ, start_response):
        assert environ["wsgi.input"].read(5) == b"nama="
        assert environ["wsgi.input"].readline() == b"Sri\n"
        found.append(seconds_for(OutsideService.DATABASE))
        return []

    LimitedApplication(application, seconds=4)({"wsgi.input": Phone(b"nama=Sri\n")}, lambda *_: None)
    assert found == [4]


@pytest.mark.parametrize("seconds", [0, 0.5, 61])
def test_a_limit_that_is_none_stops_the_start(seconds: float) -> None:
    with pytest.raises(ValueError, match="ANSWER_SECONDS"):
        LimitedApplication(lambda *_: [], seconds=seconds)
