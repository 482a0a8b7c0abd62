"""Keys inside a backup: sealed, opened, compared, never told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from perkim.operations.folder import KEYS
from perkim.operations.keys import NAMES, KeysError, missing_keys, new_keys, open_keys, prints_of, seal_keys
from perkim.people.cipher import parsed_keys

pytestmark = pytest.mark.slow

PASSPHRASE = "kertas di dua brankas kantor"
OURS = {"SECRET_KEY": "s2", "LOG_KEY": "l", "PEOPLE_KEYS": "k2:b,k1:a", "PEOPLE_INDEX_KEY": "i"}


def run_module(*words: str, typed: str = "") -> subprocess.CompletedProcess:
    """As an operator does on a machine that has no keys yet."""
    return subprocess.run(
        [sys.executable, "-m", "perkim.operations", *words],
        input=typed,
        capture_output=True,
        text=True,
        env={"PATH": os.defpath, "ENV_FILE": os.devnull},
        check=False,
    )


def test_the_passphrase_opens_what_it_sealed() -> None:
    assert open_keys(seal_keys(OURS, PASSPHRASE), PASSPHRASE) == OURS


def test_no_key_stands_in_the_sealed_file() -> None:
    assert b"k2:b" not in seal_keys(OURS, PASSPHRASE)


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(KeysError, match="passphrase is another one"):
        open_keys(seal_keys(OURS, PASSPHRASE), f"{PASSPHRASE} ")


@pytest.mark.parametrize("cut", [0, 10, 40, -1])
def test_a_damaged_file_opens_nothing(cut: int) -> None:
    with pytest.raises(KeysError):
        open_keys(seal_keys(OURS, PASSPHRASE)[:cut], PASSPHRASE)


def test_a_short_passphrase_seals_nothing() -> None:
    with pytest.raises(KeysError, match="at least 20"):
        seal_keys(OURS, "pendek")


def test_new_keys_are_good_keys_and_never_the_same() -> None:
    first, second = new_keys(), new_keys()
    assert not {value for value in first.values() if value in second.values()}
    assert len(first["SECRET_KEY"]) >= 50
    assert parsed_keys(first["PEOPLE_KEYS"].split(","))
    assert {name for name in NAMES if not name.endswith(("_FALLBACKS", "_NEXT"))} <= first.keys()


@pytest.mark.parametrize(
    ("here", "missing"),
    [
        (OURS, []),
        ({**OURS, "PEOPLE_KEYS": "k3:c,k2:b,k1:a"}, []),
        ({**OURS, "SECRET_KEY": "s3", "SECRET_KEY_FALLBACKS": "s2"}, []),
        ({**OURS, "PEOPLE_KEYS": "k2:b"}, ["PEOPLE_KEYS"]),
        ({**OURS, "SECRET_KEY": "s3"}, ["SECRET_KEY"]),
        ({**OURS, "LOG_KEY": "lain", "PEOPLE_INDEX_KEY": "lain"}, ["LOG_KEY", "PEOPLE_INDEX_KEY"]),
    ],
)
def test_it_is_told_which_keys_are_lacking(here: dict[str, str], missing: list[str]) -> None:
    assert missing_keys(prints_of(OURS), here) == missing


def test_prints_tell_no_key() -> None:
    assert not [value for value in prints_of(OURS).values() if value in OURS.values()]


def test_a_machine_without_keys_can_make_them() -> None:
    run = run_module("new-keys")
    assert run.returncode == 0
    assert {line.partition("=")[0] for line in run.stdout.splitlines()} == new_keys().keys()


def test_a_machine_without_keys_can_take_them_from_a_backup(tmp_path: Path) -> None:
    (tmp_path / KEYS).write_bytes(seal_keys(OURS, PASSPHRASE))
    run = run_module("keys", str(tmp_path), typed=f"{PASSPHRASE}\n")
    assert run.stdout.splitlines() == [f"{name}={value}" for name, value in OURS.items()]
    refused = run_module("keys", str(tmp_path), typed="salah\n")
    assert refused.returncode == 1
    assert "passphrase is another one" in refused.stderr
    assert "Traceback" not in refused.stderr
