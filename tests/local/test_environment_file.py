"""The file `.local/env`: generated once, lines of people kept, addresses that settings can read."""

import stat
from pathlib import Path

import environ
import pytest

from perkim.local import environment


def test_a_first_file_gets_a_secret_key() -> None:
    assert len(environment.updated({}, {})["SECRET_KEY"]) >= 50


def test_the_secret_key_is_kept() -> None:
    assert environment.updated({"SECRET_KEY": "old"}, {"SITE_URL": "http://localhost"})["SECRET_KEY"] == "old"


def test_lines_a_person_added_are_kept_and_ours_are_renewed(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text("# a note\nOFFICE_NAME=Dinas = Contoh\nSITE_URL=http://localhost:1\n")
    environment.write(file, environment.updated(environment.read(file), {"SITE_URL": "http://localhost:2"}))
    found = environment.read(file)
    assert (found["OFFICE_NAME"], found["SITE_URL"]) == ("Dinas = Contoh", "http://localhost:2")


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    environment.write(tmp_path / "env", {"SECRET_KEY": "x"})
    assert stat.S_IMODE((tmp_path / "env").stat().st_mode) == 0o600


def test_nothing_else_is_left_beside_it(tmp_path: Path) -> None:
    environment.write(tmp_path / "env", {"A": "1"})
    environment.write(tmp_path / "env", {"A": "2"})
    assert [file.name for file in tmp_path.iterdir()] == ["env"]


@pytest.mark.parametrize("name", ["mail", "surat keluar", "100%", "a+b", "é"])
def test_settings_read_the_mail_folder_back(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", environment.mail_folder_url(Path("/srv") / name))
    assert environ.Env().email_url("EMAIL_URL")["EMAIL_FILE_PATH"] == f"/srv/{name}"


def test_this_machine_may_always_be_asked_by_its_usual_names() -> None:
    assert {"localhost", "127.0.0.1", "[::1]"} <= set(environment.allowed_hosts("127.0.0.1").split(","))


def test_an_address_given_with_host_is_allowed() -> None:
    assert "10.1.2.3" in environment.allowed_hosts("10.1.2.3").split(",")
