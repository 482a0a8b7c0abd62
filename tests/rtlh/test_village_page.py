"""What the pages of a village and of its year say of things that nobody has done yet: never that they are done, never
nought."""

from django.test import Client

from perkim.accounts.roles import Role
from perkim.portal.case.overview import ChecklistItem
from perkim.sipoc.models import Berkas
from tests.every_programme.walker import Walker
from tests.pages import one_line
from tests.rtlh.building import fill, neighbours, work
from tests.rtlh.rankings import year_with
from tests.rtlh.test_ranking_pages import sign_in
from tests.rtlh.walks import reach


def on_page(client: Client, case: Berkas) -> dict[str, ChecklistItem]:
    return {item.title: item for item in client.get(case.get_absolute_url()).context["checklist"].items}


def test_nothing_is_complete_before_there_are_recipients(walker: Walker, client: Client) -> None:
    _, houses = year_with(walker, 10)
    village = houses[0].parent
    assert village.stage == "pelaksanaan"
    shown = sign_in(client, walker, Role.KORFAS).get(village.get_absolute_url())
    items = {item.title: item for item in shown.context["checklist"].items}
    reached = items["Sosialisasi dan daftar hadir"]
    assert (reached.complete, reached.idle) == (False, "Belum waktunya")
    assert (shown.context["checklist"].complete, shown.context["checklist"].total) == (0, len(items) - 1)
    assert "Belum waktunya" in shown.content.decode()
    assert "> Lengkap<" not in shown.content.decode()


def test_what_need_not_be_there_is_said_so_and_bears_no_tick(walker: Walker, client: Client) -> None:
    head = sign_in(client, walker, Role.KABID_PRM)
    before, _ = year_with(walker, 10)
    assert before.stage == "penetapan"
    objections = on_page(head, before)["Jawaban atas sanggahan"]
    assert (objections.complete, objections.idle) == (False, "Belum perlu")
    after = reach(walker, "rekening").parent.parent
    assert after.stage == "sosialisasi"
    decree = on_page(head, after)["SK perubahan penerima"]
    assert (decree.complete, decree.reason) == (False, "Tidak ada penerima yang berganti sesudah SK.")
    page = one_line(head.get(after.get_absolute_url()))
    assert "Tidak ada penerima yang berganti sesudah SK.</span></span>" in page
    assert page.count("> Lengkap<") == sum(
        bool(item.fact and not item.missing) for item in on_page(head, after).values()
    )


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
