"""Lists and worklists cost the same number of queries for one case and for thirty."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from perkim.accounts.models import User
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_many
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.models import Berkas
from tests.cast import give_second_factor
from tests.every_programme.conftest import each_process
from tests.every_programme.walker import Walker

pytestmark = pytest.mark.django_db
MANY = 30


def more_like(walker: Walker, case: Berkas) -> None:
    """Twenty-nine more of the same kind, in the same place."""
    region = Region.objects.get(pk=case.region_id)
    new = [NewCase(title=f"Contoh {number}", regions=[region]) for number in range(2, MANY + 1)]
    open_many(
        actor=User.objects.get(pk=case.opened_by_id),
        programme=walker.programme,
        process=case.declared,
        new=new,
        now=walker.tick(),
        parent=case.parent,
    )


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(asked)


@each_process
@pytest.mark.parametrize("address", ["/kerja/{slug}/?proses={key}", "/kerja/"])
def test_thirty_rows_cost_what_one_does(programme: Programme, process: Process, address: str, client: Client) -> None:
    walker = Walker(programme)
    case = walker.open(process)
    reader = walker.holder(process.opened_by[0])
    give_second_factor(reader)
    client.force_login(reader)
    address = address.format(slug=programme.slug, key=process.key)
    cost(client, address)
    one = cost(client, address)
    more_like(walker, case)
    assert Berkas.objects.filter(process=process.key).count() == MANY
    assert cost(client, address) == one
