"""Papers under real concurrency: none goes missing under a case that moves on, and no number is given twice."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from perkim.accounts.models import User
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.documents.actions.recording import withdraw_paper
from perkim.documents.actions.render_job import render_draft
from perkim.documents.models import Dokumen, Konsep
from perkim.files.models import Upload
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.exceptions import SipocError, StaleError
from perkim.sipoc.models import Berkas
from tests.cast import employ
from tests.races import at_once
from tests.samples.drafted import ask, rename, with_drafts
from tests.samples.office import MONDAY, ROLES
from tests.samples.papers import BA, record, sent_letter, with_papers
from tests.samples.registering import register_for_test


@pytest.fixture
def busy_office(fresh_database, monkeypatch) -> SimpleNamespace:
    register_for_test(monkeypatch, with_papers())
    since = MONDAY.date().replace(month=1)
    return SimpleNamespace(**{name: employ(role, starts=since) for name, role in ROLES.items()})


@pytest.mark.parametrize("round_", range(4))
def test_a_paper_is_not_withdrawn_under_a_case_that_moves_on(busy_office, round_: int) -> None:
    case = sent_letter(busy_office)
    made = record(busy_office.tim, case, "ba")
    version = Berkas.objects.get(pk=case.pk).lock_version

    def accept() -> Berkas:
        fresh, staff = Berkas.objects.get(pk=case.pk), User.objects.get(pk=busy_office.staf.pk)
        decision = Decision(move="terima", key=uuid4())
        return move(actor=staff, case=fresh, decision=decision, lock_version=version, now=MONDAY)

    def withdraw() -> Dokumen:
        team = User.objects.get(pk=busy_office.tim.pk)
        return withdraw_paper(actor=team, dokumen=made, reason="Salah unggah.", now=MONDAY)

    answers = at_once(accept, withdraw)
    assert sum(isinstance(answer, SipocError) for answer in answers) == 1
    missing = bool(BA.missing(case.as_queryset()))
    assert missing is (Berkas.objects.get(pk=case.pk).stage == "periksa")


def test_of_two_papers_recorded_at_once_one_stands(busy_office) -> None:
    case = sent_letter(busy_office)
    answers = at_once(*[lambda: record(busy_office.tim, case, "ba")] * 3)
    assert sum(isinstance(answer, StaleError) for answer in answers) == 2
    assert Dokumen.objects.live().filter(berkas=case, key="ba").count() == 1
    assert list(verify(kept_heads())) == []


def test_one_number_taken_at_once_by_two_cases_stands_once(busy_office) -> None:
    cases = [sent_letter(busy_office) for _ in range(3)]
    answers = at_once(*[lambda case=case: record(busy_office.tim, case, "ba") for case in cases])
    assert sum("sudah dipakai" in str(answer) for answer in answers) == 2
    assert Dokumen.objects.live().filter(key="ba").count() == 1


def test_drafts_requested_at_once_are_one(fresh_database, monkeypatch) -> None:
    case, office = _written_office(monkeypatch)
    found = at_once(*[lambda: ask(office.tim, case)] * 4)
    assert len({konsep.pk for konsep in found}) == 1
    assert Konsep.objects.count() == 1


def test_two_workers_with_one_draft_keep_one_pdf(fresh_database, monkeypatch) -> None:
    case, office = _written_office(monkeypatch)
    konsep = ask(office.tim, case)
    at_once(*[lambda: render_draft({"konsep": konsep.pk})] * 2)
    assert Konsep.objects.get().is_ready
    assert Upload.objects.filter(purpose="konsep").count() == 1


def test_a_draft_superseded_while_it_is_rendered_stays_without_pdf_or_loses_it(fresh_database, monkeypatch) -> None:
    case, office = _written_office(monkeypatch)
    first = ask(office.tim, case)
    rename(case, "Perbaikan jembatan")
    at_once(lambda: render_draft({"konsep": first.pk}), lambda: ask(office.tim, case))
    assert Konsep.objects.current().count() == 1
    assert not Upload.objects.filter(purpose="konsep", removed_at=None).exists()


def _written_office(monkeypatch) -> tuple[Berkas, SimpleNamespace]:
    register_for_test(monkeypatch, with_drafts())
    since = MONDAY.date().replace(month=1)
    office = SimpleNamespace(**{name: employ(role, starts=since) for name, role in ROLES.items()})
    return sent_letter(office), office
