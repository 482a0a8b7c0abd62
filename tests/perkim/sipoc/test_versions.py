"""A process that changed takes its open cases along: dry run first, whole, and nothing asked for is passed over."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.models import Entry
from perkim.audit.verification import verify
from perkim.sipoc import registry
from perkim.sipoc.declarations import Stage
from perkim.sipoc.models import Berkas, StageVisit, Tenggat, Tugas
from perkim.sipoc.requirements import Deed
from tests.samples.letters import CHECK, DECIDE, DRAFT, LETTERS, SURAT
from tests.samples.office import report_visit, take_move, write_letters


@pytest.fixture
def second_version(office, monkeypatch):
    """Three letters, two of them being checked; then version 2 renames that stage and asks for one thing more."""
    cases = write_letters(office, 3)
    for case in cases[:2]:
        take_move(office.operator, case, "kirim")
    report_visit(office, cases[0])
    draft = replace(DRAFT, moves=(replace(DRAFT.moves[0], to="telaah"), *DRAFT.moves[1:]))
    photo = Deed(key="foto", title="Foto lokasi", worked_by=Role.TIM_TEKNIS)
    check: Stage = replace(CHECK, key="telaah", inputs=(*CHECK.inputs, photo))
    decide = replace(DECIDE, moves=(DECIDE.moves[0], replace(DECIDE.moves[1], to="telaah")))
    process = replace(SURAT, version=2, stages=(draft, check, decide))
    monkeypatch.setattr(registry._programmes, "_things", {"contoh": replace(LETTERS, processes=(process,))})
    return cases


def test_a_dry_run_writes_nothing(second_version, capsys) -> None:
    call_command("move_version", "contoh.surat", "periksa=telaah")
    assert "2 berkas: periksa -> telaah (versi 2)" in capsys.readouterr().out
    assert set(Berkas.objects.values_list("version", flat=True)) == {1}


def test_every_open_case_comes_along(second_version, capsys) -> None:
    call_command("move_version", "contoh.surat", "periksa=telaah", "--apply")
    assert "3 berkas dipindah" in capsys.readouterr().out
    assert sorted(Berkas.objects.values_list("stage", "version")) == [("draf", 2), ("telaah", 2), ("telaah", 2)]
    assert StageVisit.objects.filter(left_at=None, stage="telaah").count() == 2
    assert Entry.objects.filter(action="berkas.versi").count() == 3
    assert list(verify(kept_heads())) == []


def test_what_is_new_is_requested_and_what_was_done_stays_done(second_version, capsys) -> None:
    call_command("move_version", "contoh.surat", "periksa=telaah", "--apply")
    first, second = (Berkas.objects.get(pk=case.pk) for case in second_version[:2])
    waiting = Tugas.objects.filter(done_at=None, dropped_at=None)
    assert sorted(waiting.filter(berkas=first).values_list("key", flat=True)) == ["", "foto"]
    assert sorted(waiting.filter(berkas=second).values_list("key", flat=True)) == ["", "foto", "kunjungan"]


def test_deadlines_run_until_the_renamed_stage(second_version, capsys) -> None:
    call_command("move_version", "contoh.surat", "periksa=telaah", "--apply")
    assert set(Tenggat.objects.filter(key="cek").values_list("until", flat=True)) == {"telaah"}


def test_a_second_run_finds_nothing_to_do(second_version, capsys) -> None:
    call_command("move_version", "contoh.surat", "periksa=telaah", "--apply")
    call_command("move_version", "contoh.surat", "periksa=telaah", "--apply")
    assert "0 berkas dipindah" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["contoh.surat"], "tidak dikenal lagi"),
        (["contoh.surat", "periksa=entah"], "tidak ada pada"),
        (["contoh.surat", "periksa"], "old=new"),
        (["contoh.lain"], "No process"),
        (["entah.surat"], "No process"),
    ],
)
def test_what_cannot_be_meant_is_refused(second_version, words: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("move_version", *words)
