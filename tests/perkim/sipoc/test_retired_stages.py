"""What a declaration no longer names may still stand in old cases; and who may not stop a clock that runs for him."""

from dataclasses import replace

import pytest
from django.core.checks import run_checks
from django.db import connection

from perkim.sipoc import registry
from perkim.sipoc.actions.timing import pause
from perkim.sipoc.checks import check_open_cases
from perkim.sipoc.exceptions import RefusedError
from perkim.sipoc.models import Berkas, Tenggat
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.letters import CHECK, DRAFT, LETTERS, SURAT


def test_an_ended_case_keeps_its_stage_by_name(office, letter, take, monkeypatch) -> None:
    case = take(office.operator, letter(), "batal", reason="Keliru.")
    shorter = replace(SURAT, stages=(replace(DRAFT, key="konsep"), CHECK))
    monkeypatch.setattr(registry._programmes, "_things", {"contoh": replace(LETTERS, processes=(shorter,))})
    assert Berkas.objects.get(pk=case.pk).declared_stage.title == "Draf"
    assert check_open_cases(databases=["default"]) == []


def test_the_check_asks_nothing_before_the_first_migration(db, monkeypatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    monkeypatch.setattr(Berkas.objects, "standing", None, raising=False)
    assert [each for each in run_checks(databases=["default"]) if each.id == "sipoc.E030"] == []


def test_a_village_does_not_stop_the_clock_of_its_own_draft(office, letter) -> None:
    case = letter()
    with pytest.raises(RefusedError, match="petugas dinas"):
        pause(actor=office.operator, case=case, reason="Menunggu warga.", now=MONDAY)
    assert not Tenggat.objects.filter(berkas=case, stopped_at__isnull=False).exists()
