"""The people who work the letters of `tests/samples/letters.py`, and what they do, through the real actions."""

from datetime import datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.calendar import JAKARTA
from perkim.regions.models import Region
from perkim.sipoc.actions.assigning import report
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.actions.opening import NewCase, open_many
from perkim.sipoc.models import Berkas, Tugas
from tests.cast import SUMBERWULUH, staff
from tests.samples.letters import LETTERS, SURAT
from tests.samples.registering import register_for_test

# A Monday without days off near.
MONDAY = datetime(2026, 6, 22, 9, 0, tzinfo=JAKARTA)
ROLES = {
    "operator": Role.OPERATOR_DESA,
    "kades": Role.KADES,
    "staf": Role.STAF,
    "tim": Role.TIM_TEKNIS,
    "kabid": Role.KABID_PRM,
    "kadis": Role.KADIS,
    "bendahara": Role.BENDAHARA,
}


def open_office(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Register the letters and employ everybody who works them; by a short name each."""
    register_for_test(monkeypatch, LETTERS)
    since = MONDAY.date().replace(month=1)
    return staff(ROLES, starts=since)


def write_letters(
    office: SimpleNamespace, count: int, at: datetime = MONDAY, region: str = SUMBERWULUH, title: str = "Surat"
) -> list[Berkas]:
    """Drafts of the operator of Sumberwuluh."""
    place = Region.objects.get(pk=region)
    new = [NewCase(title=f"{title} {number}", regions=[place]) for number in range(1, count + 1)]
    return open_many(actor=office.operator, programme=LETTERS, process=SURAT, new=new, now=at)


def take_move(
    actor: User, case: Berkas, way: str, *, at: datetime = MONDAY, reason: str = "", key: UUID | None = None
) -> Berkas:
    """One move as a page would: with the version that the page showed, and a user read for this request."""
    fresh = Berkas.objects.get(pk=case.pk)
    decision = Decision(move=way, key=key or uuid4(), reason=reason)
    return move(
        actor=User.objects.get(pk=actor.pk), case=fresh, decision=decision, lock_version=fresh.lock_version, now=at
    )


def report_visit(office: SimpleNamespace, case: Berkas, at: datetime = MONDAY) -> None:
    """The technical team has been there."""
    tugas = Tugas.objects.get(berkas=case, key="kunjungan", done_at=None, dropped_at=None)
    report(actor=office.tim, tugas=tugas, text="Sudah dikunjungi.", now=at)
