"""A notice tells of a case as long as its recipient may see it: on the page of notices and in the digest."""

import pytest
from django.test import Client
from django.urls import reverse

from perkim.accounts.models import User
from perkim.notices.models import Notice
from perkim.notices.sight import WITHHELD, withheld
from perkim.sipoc.actions.assigning import Instruction, assign
from tests.perkim.accounts.conftest import Mailbox, mailbox  # noqa: F401
from tests.perkim.notices.people import EMAIL, HALF_AN_HOUR_AGO, deliver, tell
from tests.samples.office import MONDAY, take_move

pytestmark = pytest.mark.django_db
TITLE = "Rumah Bu Wagiyem"


@pytest.fixture
def technician(office, letter) -> User:
    """A technician who was told in person about one letter."""
    case = letter(TITLE)
    take_move(office.kades, case, "kirim")
    User.objects.filter(pk=office.tim.pk).update(email=EMAIL)
    assign(
        actor=User.objects.get(pk=office.staf.pk),
        case=case,
        instructions=[Instruction(title="Ukur", person=office.tim)],
        now=MONDAY,
    )
    Notice.objects.filter(recipient=office.tim).update(made_at=HALF_AN_HOUR_AGO)
    return User.objects.get(pk=office.tim.pk)


def page(client: Client, user: User) -> str:
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse("portal:notices")).content.decode()


def test_it_is_read_while_the_role_is_held(technician: User, client: Client, mailbox: Mailbox) -> None:  # noqa: F811
    assert TITLE in page(client, technician)
    deliver()
    assert TITLE in mailbox.text()


def test_it_tells_nothing_once_the_role_has_ended(technician: User, client: Client, mailbox: Mailbox) -> None:  # noqa: F811
    technician.assignments.update(starts=MONDAY.date(), ends=MONDAY.date())
    shown = page(client, technician)
    assert TITLE not in shown
    assert WITHHELD in shown
    deliver()
    assert mailbox.recipients == []
    # It is not mailed later either.
    assert not Notice.objects.filter(recipient=technician, mailed_at=None).exists()


def test_the_digest_counts_only_what_it_may_tell(technician: User, mailbox: Mailbox) -> None:  # noqa: F811
    tell(technician, "Kata sandi Anda diganti.", url="/akun/saya/")
    technician.assignments.update(starts=MONDAY.date(), ends=MONDAY.date())
    deliver()
    assert mailbox.messages[0]["Subject"].startswith("1 pemberitahuan")
    assert "Kata sandi Anda diganti." in mailbox.text()
    assert TITLE not in mailbox.text()


def test_all_of_a_page_are_checked_together(technician: User, django_assert_max_num_queries) -> None:
    notices = list(Notice.objects.of(technician)) * 20
    with django_assert_max_num_queries(3):
        assert withheld(technician, notices) == set()
