"""One site for each clone: the second is told where the first is, or waits while it stops."""

from pathlib import Path

import pytest

from perkim.local import turn as turns
from perkim.local.screen import LocalError
from perkim.local.turn import STOPPING, only_one


def test_the_second_is_told_where_the_first_runs(tmp_path: Path) -> None:
    with only_one(tmp_path / "lock") as turn:
        turn.say("http://localhost:8123")
        with pytest.raises(LocalError, match="sudah berjalan di http://localhost:8123"), only_one(tmp_path / "lock"):
            pass


def test_the_second_waits_for_a_first_that_is_stopping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "OTHER_STOPS_SECONDS", 0.1)
    with only_one(tmp_path / "lock") as turn:
        turn.say(STOPPING)
        with pytest.raises(LocalError, match="belum selesai berhenti"), only_one(tmp_path / "lock"):
            pass


def test_an_ended_one_leaves_the_turn_free(tmp_path: Path) -> None:
    for _ in range(2):
        with only_one(tmp_path / "lock") as turn:
            turn.say(STOPPING)
