"""Each fault of a declared process is found, with a hint: one broken copy of a good declaration for each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from django.core.checks import Error

from perkim.accounts.roles import Role
from perkim.sipoc import registry
from perkim.sipoc.checks import check_open_cases, check_programmes
from perkim.sipoc.declarations import Process, Programme, Requirement, Stage
from perkim.sipoc.requirements import CasesBelow, Deed
from perkim.sipoc.terms import Duty, MoveKind, Outcome
from tests.perkim.sipoc.test_programme_checks import registry_of
from tests.samples.letters import CHECK, DECIDE, DRAFT, LETTERS, SURAT


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch, settings) -> Callable[..., list[Error]]:
    """What is found when only the letters are declared, with this process in place of theirs."""

    def check(process: Process = SURAT, **fields) -> list[Error]:
        programme = replace(LETTERS, **{"processes": (process,), **fields})
        monkeypatch.setattr(registry, "_programmes", registry_of(programme))
        settings.PROGRAMME_APPS = [programme.slug]
        found = check_programmes()
        assert all(error.hint for error in found)
        return found

    return check


def with_stages(*stages: Stage) -> Process:
    return replace(SURAT, stages=stages)


def with_check(**fields) -> Process:
    return with_stages(DRAFT, replace(CHECK, **fields), DECIDE)


def with_move(number: int, **fields) -> Process:
    """The letters with one move of the checking stage changed."""
    moves = list(CHECK.moves)
    moves[number] = replace(moves[number], **fields)
    return with_check(moves=tuple(moves))


@dataclass(frozen=True, kw_only=True)
class FaultyRequirement(Requirement):
    """A requirement that knows it is wrong."""

    key: str = "salah"
    title: str = "Salah"

    def missing(self, cases) -> dict:
        return {}

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        yield "names a template that is not there"


DEADLINE = CHECK.deadlines[0]
EXPIRING = replace(
    DECIDE.moves[0],
    key="lewat",
    kind=MoveKind.EXPIRE,
    outcome=Outcome.KEDALUWARSA,
    by=(),
    to="",
    clock=CHECK.moves[0].clock,
)

BROKEN: dict[str, tuple[str, Process]] = {
    "no stage": ("E010", replace(SURAT, stages=())),
    "two stages of one key": ("E011", with_stages(DRAFT, CHECK, DECIDE, replace(DECIDE, title="Lagi"))),
    "two moves of one key": ("E011", with_check(moves=(*CHECK.moves, CHECK.moves[0]))),
    "two requirements of one key": ("E011", with_check(outputs=CHECK.inputs)),
    "two deadlines of one key": ("E011", with_check(deadlines=(DEADLINE, DEADLINE))),
    "a sheet of its own": ("E012", replace(SURAT, sheet=replace(SURAT.sheet, title="Lain"))),
    "opened in a stage that the parent does not have": ("E035", replace(SURAT, opened_in=("entah",))),
    "reminds after it falls due": ("E033", with_check(deadlines=(replace(DEADLINE, reminders=(3,)),))),
    "confidential and stuck": ("E034", replace(SURAT, confidential_to=(Role.PEJ_ADUAN,))),
    "an unknown parent": ("E013", replace(SURAT, parent="tidak-ada")),
    "its own parent": ("E013", replace(SURAT, parent="surat")),
    "handed out by who does not see it": ("E014", replace(SURAT, own_roles={Role.TFL: Role.TFL})),
    "seen from below by who is handed nothing below": ("E041", replace(SURAT, seen_from_below=(Role.TFL,))),
    "a model that is not there": ("E015", replace(SURAT, detail_model="rtlh.models.TidakAda")),
    "a stage that cannot be reached": ("E016", with_stages(DRAFT, CHECK, DECIDE, replace(DECIDE, key="terpencil"))),
    "no good end": ("E017", with_stages(DRAFT, CHECK, replace(DECIDE, moves=DECIDE.moves[1:]))),
    "one role that enters and verifies": ("E018", with_move(0, by=(Role.KADES,))),
    "one role that verifies and signs": ("E018", with_move(0, by=(Role.STAF, Role.KABID_PRM))),
    "a stage of the admin": ("E019", with_check(worked_by=Role.ADMIN)),
    "a dead end": ("E020", with_stages(DRAFT, CHECK, DECIDE, replace(DECIDE, key="buntu", moves=()))),
    "a box the sheet does not have": ("E021", with_check(box=3)),
    "a requirement that is wrong": ("E022", with_check(outputs=(FaultyRequirement(),))),
    "a requirement on cases that are not below": (
        "E022",
        with_check(outputs=(CasesBelow(key="anak", title="Anak", process="surat", not_in=("draf",)),)),
    ),
    "a form that is not there": ("E023", with_check(form="rtlh.forms.TidakAda")),
    "a deadline until nowhere": ("E024", with_check(deadlines=(replace(DEADLINE, until="tidak-ada"),))),
    "a deadline without a length": ("E025", with_check(deadlines=(replace(DEADLINE, amounts=()),))),
    "a deadline without a basis": ("E025", with_check(deadlines=(replace(DEADLINE, basis=""),))),
    "a lapse through a plain move": ("E026", with_check(deadlines=(replace(DEADLINE, expires_by="tolak"),))),
    "a move to nowhere": ("E027", with_move(0, to="tidak-ada")),
    "a move that leads on and ends": ("E027", with_move(0, outcome=Outcome.SELESAI)),
    "a move that does neither": ("E027", with_move(0, to="")),
    "a forward move that ends": ("E027", with_move(2, kind=MoveKind.FORWARD)),
    "a move for nobody": ("E028", with_move(0, by=())),
    "a move of the admin": ("E028", with_move(0, by=(Role.STAF, Role.ADMIN))),
    "a lapse that nothing brings about": ("E029", with_check(moves=(*CHECK.moves, EXPIRING))),
    "a return without prepared reasons": ("E031", with_move(1, reasons=())),
    "an input asked of nobody": ("E037", with_check(task="", inputs=(replace(FaultyRequirement(), key="kabar"),))),
    "a stage of which nobody is told": ("E038", with_check(task="", inputs=(), moves=CHECK.moves[1:])),
    "asked for after itself": ("E039", with_check(after={"kunjungan": ("kunjungan",)})),
    "asked for after what the stage does not ask for": ("E039", with_check(after={"kunjungan": ("entah",)})),
    "asked for later, of nobody": ("E039", with_check(inputs=(FaultyRequirement(),), after={"salah": ()})),
    "words that nobody reads": ("E040", with_move(1, task="Kembalikan surat")),
    "a referral to nowhere": ("E032", with_move(2, kind=MoveKind.REFER, refers_to="contoh.tidak-ada")),
}


def test_the_whole_declaration_has_no_fault(faults) -> None:
    assert faults() == []


@pytest.mark.parametrize("fault", BROKEN)
def test_it_is_noticed(faults, fault: str) -> None:
    number, process = BROKEN[fault]
    assert f"sipoc.{number}" in {error.id for error in faults(process)}


def test_an_open_programme_without_a_process(faults) -> None:
    assert [error.id for error in faults(processes=())] == ["sipoc.E006"]


def test_two_processes_with_one_prefix(faults) -> None:
    found = faults(processes=(SURAT, replace(SURAT, key="lain")))
    assert [error.id for error in found] == ["sipoc.E005"]


def test_two_processes_with_one_key(faults) -> None:
    found = faults(processes=(SURAT, replace(SURAT, prefix="CU")))
    assert [error.id for error in found] == ["sipoc.E003"]


def test_a_lapse_that_a_deadline_brings_about_is_no_fault(faults) -> None:
    deadline = replace(DEADLINE, expires_by="lewat")
    assert faults(with_check(moves=(*CHECK.moves, EXPIRING), deadlines=(deadline,))) == []


def test_a_duty_that_nobody_else_has_is_no_fault(faults) -> None:
    assert faults(with_check(duty=Duty.NONE)) == []
    assert faults(with_check(inputs=(Deed(key="rapat", title="Rapat", worked_by=Role.TIM_TEKNIS),))) == []


def test_a_stage_with_open_cases_may_not_be_taken_away(office, letter, monkeypatch) -> None:
    letter()
    assert check_open_cases(databases=["default"]) == []
    without: Programme = replace(LETTERS, processes=(with_stages(replace(DRAFT, key="konsep"), CHECK, DECIDE),))
    monkeypatch.setattr(registry, "_programmes", registry_of(without))
    found = check_open_cases(databases=["default"])
    assert [error.id for error in found] == ["sipoc.E030"]
    assert "move_version contoh.surat" in found[0].hint


def test_the_cases_are_checked_only_where_a_database_is_named(office, letter) -> None:
    letter()
    assert check_open_cases() == []


def test_what_is_handed_in_with_its_parent_must_be_seen_by_who_sees_the_parent(faults) -> None:
    below = replace(SURAT, key="isi", prefix="CTI", handed_in_with_parent=True)
    assert "sipoc.E042" in {each.id for each in faults(below)}
    parent = replace(SURAT, seen_by=(*SURAT.seen_by, Role.BENDAHARA))
    found = [each for each in faults(processes=(parent, replace(below, parent="surat"))) if each.id == "sipoc.E043"]
    assert [each.msg for each in found] == [
        "contoh.isi is not seen by BENDAHARA, who sees the 'surat' that it lies in."
    ]
    strange = replace(below, parent="surat", stages=(replace(DRAFT, worked_by=Role.STAF), CHECK, DECIDE))
    assert "sipoc.E044" in {each.id for each in faults(processes=(SURAT, strange))}
