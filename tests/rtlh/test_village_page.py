"""What the page of a village says of things that nobody has done yet: never that they are done, never nought."""

from django.test import Client

from perkim.accounts.roles import Role
from tests.every_programme.walker import Walker
from tests.pages import one_line
from tests.rtlh.building import fill, neighbours, work
from tests.rtlh.rankings import year_with
from tests.rtlh.test_ranking_pages import sign_in


def test_nothing_is_complete_before_there_are_recipients(walker: Walker, client: Client) -> None:
    _, houses = year_with(walker, 10)
    village = houses[0].parent
    assert village.stage == "pelaksanaan"
    shown = sign_in(client, walker, Role.KORFAS).get(village.get_absolute_url())
    items = {item.title: item for item in shown.context["checklist"].items}
    reached = items["Sosialisasi dan daftar hadir"]
    assert (reached.complete, reached.early) == (False, True)
    assert (shown.context["checklist"].complete, shown.context["checklist"].total) == (0, len(items) - 1)
    assert "Belum waktunya" in shown.content.decode()
    assert "> Lengkap<" not in shown.content.decode()


def test_a_house_that_nobody_measured_makes_no_nought(walker: Walker, client: Client) -> None:
    first, second = neighbours(walker, "pengerjaan_1", 2)
    work(walker, first, 1, 40)
    fill(walker, second)
    head = sign_in(client, walker, Role.KABID_PRM)
    page = one_line(head.get(f"/berkas/{first.parent.public_id}/dana-desa/"))
    assert "terendah 40" in page
    assert "1 rumah belum diukur" in page
    assert ">0 %<" not in page
    assert ">terendah 0" not in page
    assert "1 rumah belum diukur" in one_line(head.get(first.parent.get_absolute_url()))
