"""Promise 3: thousands move as one does, all or nothing, in a number of statements that does not grow."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from perkim.accounts.models import User
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.notices.models import Notice
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, StageVisit, Tenggat, Tugas
from tests.cast import TOMPOKERSAN, employ
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.office import report_visit, take_move, write_letters


def send(
    actor: User, cases: list[Berkas], way: str = "kirim", *, key: UUID | None = None, reason: str = ""
) -> list[Berkas]:
    fresh = list(Berkas.objects.filter(pk__in=[case.pk for case in cases]))
    versions = {case.pk: case.lock_version for case in fresh}
    decision = Decision(move=way, key=key or uuid4(), reason=reason)
    user = User.objects.get(pk=actor.pk)
    return move_many(actor=user, cases=fresh, decision=decision, lock_versions=versions, now=MONDAY)


def statements(actor: User, cases: list[Berkas], way: str, reason: str = "") -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        send(actor, cases, way, reason=reason)
    return len(queries)


def test_statements_do_not_grow_with_the_cases(office) -> None:
    for way, actor, reason in (("kirim", office.operator, ""), ("kembali", office.staf, "Lengkapi.")):
        one, many = write_letters(office, 1), write_letters(office, 60)
        if way == "kembali":
            send(office.operator, one)
            send(office.operator, many)
        assert statements(actor, one, way, reason) == statements(actor, many, way, reason)


def test_each_case_of_many_ends_as_it_would_alone(office) -> None:
    alone, *together = write_letters(office, 4)
    take_move(office.operator, alone, "kirim")
    send(office.operator, together)
    alone.refresh_from_db()
    for case in Berkas.objects.filter(pk__in=[case.pk for case in together]):
        for column in ("stage", "outcome", "returned", "earliest_due", "lock_version", "submitted_at", "year"):
            assert getattr(case, column) == getattr(alone, column)
        for model in (Tugas, Tenggat, StageVisit):
            hers, his = (model.objects.filter(berkas=each).count() for each in (case, alone))
            assert hers == his
    assert list(verify(kept_heads())) == []


def test_one_that_is_blocked_keeps_all_back_and_is_named(office) -> None:
    cases = write_letters(office, 3)
    send(office.operator, cases)
    for case in cases[:2]:
        report_visit(office, case)
    with pytest.raises(BlockedError) as refusal:
        send(office.staf, cases, "terima")
    assert list(refusal.value.blockers) == [cases[2].pk]
    assert "Kunjungan lapangan" in refusal.value.blockers[cases[2].pk][0]
    assert set(Berkas.objects.values_list("stage", flat=True)) == {"periksa"}
    send(office.staf, cases[:2], "terima")
    assert Berkas.objects.filter(stage="putus").count() == 2


def test_one_of_another_area_keeps_all_back(office) -> None:
    stranger = employ_operator_elsewhere()
    cases = write_letters(office, 2)
    with pytest.raises(RefusedError) as refusal:
        send(stranger, cases)
    assert set(refusal.value.blockers) == {case.pk for case in cases}


def test_one_that_changed_meanwhile_keeps_all_back(office) -> None:
    cases = write_letters(office, 2)
    versions = {case.pk: case.lock_version for case in cases}
    Berkas.objects.filter(pk=cases[0].pk).update(lock_version=9)
    with pytest.raises(StaleError):
        move_many(
            actor=office.operator,
            cases=cases,
            decision=Decision(move="kirim", key=uuid4()),
            lock_versions=versions,
            now=MONDAY,
        )
    assert not Berkas.objects.exclude(number="").exists()


def test_cases_of_two_stages_cannot_be_decided_together(office) -> None:
    first, second = write_letters(office, 2)
    take_move(office.operator, first, "kirim")
    with pytest.raises(SipocError, match="tahap yang berbeda"):
        send(office.operator, [first, second])


def test_sending_the_same_decision_again_changes_nothing(office) -> None:
    cases, key = write_letters(office, 3), uuid4()
    send(office.operator, cases, key=key)
    before = list(Berkas.objects.order_by("pk").values())
    send(office.operator, cases, key=key)
    assert list(Berkas.objects.order_by("pk").values()) == before


def test_part_of_a_decision_that_was_sent_before_is_refused(office) -> None:
    cases, key = write_letters(office, 3), uuid4()
    send(office.operator, cases[:2], key=key)
    with pytest.raises(SipocError, match="sudah diputuskan"):
        send(office.operator, cases, key=key)


def test_everybody_is_informed_once_however_many_cases_came(office) -> None:
    send(office.operator, write_letters(office, 30))
    told = Notice.objects.filter(recipient=office.staf)
    assert [notice.count for notice in told] == [30]
    assert (
        not Notice.objects.filter(recipient=office.operator, made_at=MONDAY, topic="tugas.baru")
        .exclude(text__startswith="Lengkapi")
        .exists()
    )


def employ_operator_elsewhere() -> User:
    return employ("OPERATOR_DESA", username="operator.lain", region=TOMPOKERSAN)
