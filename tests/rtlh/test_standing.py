"""Households have the standing of the proposal they lie in: a draft's are the village's alone, a sent one's are not."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.imports.declarations import kind_of
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import may_see
from perkim.sipoc.registry import process
from tests.every_programme.walker import Walker
from tests.rtlh.walks import reach, take

PENERIMA = process("rtlh", "penerima")
VILLAGE = (Role.OPERATOR_DESA, Role.KADES)
OFFICE = (Role.STAF, Role.KABID_PRM, Role.KADIS, Role.APIP, Role.TIM_TEKNIS, Role.KORFAS, Role.BENDAHARA)


@pytest.fixture
def draft(walker: Walker) -> Berkas:
    """A proposal in draft with one household on its list and one that was taken off again."""
    proposal = reach(walker, "draf", kind="usulan")
    walker.open(PENERIMA, parent=proposal, handed=False)
    take(walker, walker.open(PENERIMA, parent=proposal, handed=False), "keluarkan", by=Role.OPERATOR_DESA)
    return proposal


def seen_below(reader: User, proposal: Berkas) -> set[int]:
    """The households that list and single rule show, which must agree."""
    listed = set(Berkas.objects.visible_to(reader).filter(parent=proposal).values_list("pk", flat=True))
    assert listed == {case.pk for case in proposal.children.all() if may_see(reader, case)}
    return listed


def readers(walker: Walker, roles: tuple[Role, ...]) -> list[User]:
    return [walker.holder(role) for role in roles]


def test_households_of_a_draft_are_seen_by_the_village_and_nobody_else(walker: Walker, draft: Berkas) -> None:
    assert all(len(seen_below(reader, draft)) == 2 for reader in readers(walker, VILLAGE))
    assert not any(seen_below(reader, draft) for reader in readers(walker, OFFICE))


def test_once_it_is_sent_everybody_who_may_see_it_sees_the_same_households(walker: Walker, draft: Berkas) -> None:
    sent = take(walker, draft, "kirim")
    on_the_list = set(sent.children.filter(outcome="").values_list("pk", flat=True))
    assert all(seen_below(reader, sent) == on_the_list for reader in readers(walker, OFFICE))
    assert {case.state for case in sent.children.filter(outcome="")} == {"Berjalan"}
    assert all(seen_below(reader, sent) > on_the_list for reader in readers(walker, VILLAGE)), "what was taken off"
    assert not seen_below(walker.holder(Role.TFL), sent), "a facilitator sees what was handed to him"


def test_rows_from_before_get_the_same_standing(walker: Walker, draft: Berkas) -> None:
    sent = take(walker, draft, "kirim")
    before = seen_below(walker.holder(Role.KADIS), sent)
    sent.children.filter(number="").update(handed_in=False)
    import_module("perkim.sipoc.migrations.0003_handed_in").take_standings(apps, None)
    assert seen_below(walker.holder(Role.KADIS), sent) == before


def test_the_list_that_was_imported_is_not_for_who_sees_only_his_own(walker: Walker, draft: Berkas) -> None:
    sent = take(walker, draft, "kirim")
    told = {"ref": str(sent.public_id), "now": walker.now}
    found = {role: kind_of("rtlh-bnba").target(user=walker.holder(role), **told) for role in (*OFFICE, Role.TFL)}
    assert [role for role in found if found[role] is None] == [Role.TFL]


def test_what_comes_onto_a_returned_list_is_seen_at_once_and_stays_so(walker: Walker, draft: Berkas) -> None:
    back = take(walker, take(walker, draft, "kirim"), "kembali")
    late = walker.open(PENERIMA, parent=back, handed=False)
    assert all(late.pk in seen_below(reader, back) for reader in readers(walker, OFFICE))
    gone = take(walker, back, "kirim")
    take(walker, Berkas.objects.get(pk=late.pk), "keluarkan", by=Role.STAF)
    assert all(late.pk in seen_below(reader, gone) for reader in readers(walker, OFFICE))


def test_a_draft_that_is_given_up_never_shows_its_people(walker: Walker, draft: Berkas) -> None:
    closed = take(walker, draft, "batal", by=Role.KADES)
    assert not any(seen_below(reader, closed) for reader in readers(walker, OFFICE))


def test_who_is_put_back_on_a_list_that_was_sent_meanwhile_is_seen(walker: Walker, draft: Berkas) -> None:
    off = draft.children.exclude(outcome="").get()
    take(walker, draft, "kirim")
    correct(actor=walker.holder(Role.OPERATOR_DESA), case=off, reason="Salah orang.", now=walker.tick())
    assert off.pk in seen_below(walker.holder(Role.KADIS), draft)


def test_sending_costs_one_statement_for_the_households_however_many(walker: Walker, draft: Berkas) -> None:
    way = draft.declared_stage.move("kirim")
    walker.fulfil(draft, way)
    with CaptureQueriesContext(connection) as asked:
        walker.take(draft, way)
    written = [each["sql"] for each in asked if "handed_in" in each["sql"] and each["sql"].startswith("UPDATE")]
    assert len([sql for sql in written if 'SET "handed_in"' in sql]) == 1
