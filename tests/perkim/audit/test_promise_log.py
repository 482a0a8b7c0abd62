"""Promise 5: each value of an entry is under its MAC, so that who holds the database alone changes none unseen."""

import pytest
from django.utils import timezone

from perkim.accounts.models import User
from perkim.audit import actions, chain
from perkim.audit.actions import Event
from perkim.audit.models import Entry, PersonalValue
from perkim.audit.verification import verify
from tests.perkim.audit.owner import NOTED
from tests.perkim.audit.test_log import behind_the_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(new_owner):
    """Two chains of the same shape, each with a personal value."""
    owner = new_owner()
    owner.note("berkas:1", langkah=0, nama="Slamet")
    owner.note("berkas:2", langkah=0, nama="Sumiati")
    return owner


def wrong(owner) -> list[str]:
    return [finding.what for finding in verify([owner.heads])]


def test_an_entry_blamed_on_somebody_else_is_found(owner) -> None:
    other = User.objects.create_user("orang.lain", "Orang Lain")
    behind_the_back("UPDATE audit_entry SET actor_id = %s WHERE subject = 'berkas:1'", other.pk)
    assert wrong(owner) == ["isinya diubah"]


def test_an_entry_turned_into_another_kind_is_found(owner) -> None:
    behind_the_back("UPDATE audit_entry SET action = 'berkas.dipindah' WHERE subject = 'berkas:1'")
    assert wrong(owner) == ["isinya diubah"]


def test_the_histories_of_two_cases_exchanged_with_their_heads_are_found(owner) -> None:
    behind_the_back(
        "UPDATE audit_entry SET subject = CASE subject WHEN 'berkas:1' THEN 'berkas:2' ELSE 'berkas:1' END "
        "WHERE subject IN ('berkas:1', 'berkas:2')"
    )
    owner.heads = {"berkas:1": owner.heads["berkas:2"], "berkas:2": owner.heads["berkas:1"]}
    assert wrong(owner) == ["isinya diubah", "isinya diubah"]


def test_personal_values_copied_from_another_entry_with_their_digest_are_found(owner) -> None:
    behind_the_back(
        "UPDATE audit_personalvalue AS mine SET salt = other.salt, values = other.values "
        "FROM audit_personalvalue AS other, audit_entry AS e, audit_entry AS o WHERE mine.entry_id = e.id "
        "AND other.entry_id = o.id AND e.subject = 'berkas:1' AND o.subject = 'berkas:2'"
    )
    behind_the_back(
        "UPDATE audit_entry SET personal_digest = (SELECT o.personal_digest FROM audit_entry AS o "
        "WHERE o.subject = 'berkas:2') WHERE subject = 'berkas:1'"
    )
    assert wrong(owner) == ["isinya diubah"]


def test_a_symbol_does_not_slip_from_one_value_into_the_next() -> None:
    at = timezone.now()

    def mac(actor_id: int, action: str) -> bytes:
        return chain.entry_mac(
            previous=b"", subject="berkas:1", at=at, actor_id=actor_id, action=action, data={}, personal_digest=b""
        )

    assert mac(1, "2.dicatat") != mac(12, ".dicatat")


def test_erasing_the_personal_values_of_one_case_leaves_those_of_the_others(owner) -> None:
    actions.erase_personal_values(subject="berkas:1")
    assert [each.values for each in PersonalValue.objects.all()] == [{"nama": "Sumiati"}]


def test_personal_values_that_the_kind_does_not_name_are_refused(owner) -> None:
    event = Event(subject="berkas:1", personal={"nik": "3508030000000001"})
    with pytest.raises(ValueError, match="personal"):
        actions.record(actor=owner.actor, action=NOTED, at=timezone.now(), event=event)


def test_the_hash_that_stays_does_not_tell_who_is_the_same_person(owner) -> None:
    for subject in ("berkas:3", "berkas:4"):
        owner.note(subject, nama="Slamet")
    digests = Entry.objects.exclude(personal_digest=b"").values_list("personal_digest", flat=True)
    assert len({bytes(digest) for digest in digests}) == 4


def test_an_entry_cut_out_of_a_chain_that_was_joined_again_is_found(owner) -> None:
    """The next entry is made to point at the one before the gap; only its MAC tells."""
    for step in (1, 2):
        owner.note("berkas:1", langkah=step)
    behind_the_back(
        "UPDATE audit_entry SET previous = (SELECT mac FROM audit_entry WHERE subject = 'berkas:1' "
        "AND data->>'langkah' = '0') WHERE subject = 'berkas:1' AND data->>'langkah' = '2'"
    )
    behind_the_back("DELETE FROM audit_entry WHERE subject = 'berkas:1' AND data->>'langkah' = '1'")
    assert wrong(owner) == ["isinya diubah"]
