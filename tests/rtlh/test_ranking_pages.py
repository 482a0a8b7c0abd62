"""The pages of a ranking: what the head of division does on them, what others see, what the public sees."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.announcements.models import Objection
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Quota, Ranking
from tests.cast import give_second_factor
from tests.every_programme.walker import Walker
from tests.rtlh.rankings import announced, approved, closed, frozen, quota, year_with


@pytest.fixture
def today(monkeypatch, walker: Walker) -> None:
    """Requests are made at the walker's moment."""
    monkeypatch.setattr(timezone, "now", lambda: walker.now)


def sign_in(client: Client, walker: Walker, role: Role) -> Client:
    user = walker.holder(role)
    if not user.authenticator_set.exists():
        give_second_factor(user)
    client.force_login(user)
    return client


def page(name: str, year: Berkas, *more: object) -> str:
    return reverse(f"swadaya:{name}", args=[year.public_id, *more])


def test_a_quota_is_typed_as_people_write_it(walker: Walker, client: Client, today) -> None:
    year, _ = year_with(walker, 10)
    kabid = sign_in(client, walker, Role.KABID_PRM)
    sent = {"units": "2", "rupiah": "Rp40.000.000", f"desa_{_[0].region_id}": "1"}
    sent |= {"bahan_PK": "15.000.000", "upah_PK": "2.500.000", "bahan_PB": "Rp30.000.000", "upah_PB": "5.000.000"}
    assert kabid.post(page("ranking_quota", year), sent).status_code == 302
    stated = Quota.objects.get(berkas=year)
    assert (stated.units, stated.rupiah) == (2, 40_000_000)
    assert {kind: each.total for kind, each in stated.worth.items()} == {"PK": 17_500_000, "PB": 35_000_000}
    assert [each.units for each in stated.villages.all()] == [1]


def test_a_quota_without_limits_comes_back_with_what_was_typed(walker: Walker, client: Client, today) -> None:
    year, _ = year_with(walker, 10)
    kabid = sign_in(client, walker, Role.KABID_PRM)
    assert kabid.get(page("ranking_quota", year)).content.decode().count('value="17.500.000"') == 2, "by the parameter"
    sent = {"bahan_PK": "17.500.000", "upah_PK": "2.500.000", "bahan_PB": "20.000.000", "upah_PB": "0"}
    answer = kabid.post(page("ranking_quota", year), sent)
    assert answer.status_code == 422
    assert "Isi kuota rumah, batas rupiah, atau keduanya." in answer.content.decode()
    assert "20.000.000" in answer.content.decode()


def test_no_village_gets_more_than_there_is_for_all(walker: Walker, client: Client, today) -> None:
    year, houses = year_with(walker, 10)
    kabid, field = sign_in(client, walker, Role.KABID_PRM), f"desa_{houses[0].region_id}"
    sent = {"units": "10", "bahan_PK": "17.500.000", "upah_PK": "2.500.000", "bahan_PB": "20.000.000", "upah_PB": "0"}
    answer = kabid.post(page("ranking_quota", year), {**sent, field: "999"})
    assert answer.status_code == 422
    said = "999 rumah melebihi kuota seluruhnya, 10 rumah. Betulkan salah satunya."
    assert answer.context["form"].errors == {field: [said]}
    with pytest.raises(SipocError, match="melebihi kuota seluruhnya, 1 rumah"):
        quota(walker, year, units=1, **{str(houses[0].region_id): 2})
    assert kabid.post(page("ranking_quota", year), {**sent, field: "10"}).status_code == 302


def test_others_read_the_page_and_may_not_change_it(walker: Walker, client: Client, today) -> None:
    year, _ = year_with(walker, 10)
    frozen(walker, year, units=1)
    reader = sign_in(client, walker, Role.APIP)
    assert reader.get(page("ranking", year)).status_code == 200
    assert reader.get(page("ranking_quota", year)).status_code == 403
    assert reader.post(page("ranking_freeze", year), {"seen": ""}).status_code == 403
    stranger = sign_in(Client(), walker, Role.KADES)
    assert stranger.get(page("ranking", year)).status_code == 404


def test_freezing_and_announcing_by_the_buttons(walker: Walker, client: Client, today) -> None:
    year, _ = year_with(walker, 20, 10)
    quota(walker, year, units=1)
    kabid = sign_in(client, walker, Role.KABID_PRM)
    kabid.post(page("ranking_freeze", year), {"seen": ""})
    shown = kabid.get(page("ranking", year)).content.decode()
    assert "1 dari 2 calon di dalam kuota" in shown
    assert "Cadangan 1" in shown
    assert kabid.post(page("ranking_announce", year), {"starts": "x"}).status_code == 422
    kabid.post(page("ranking_announce", year), {"starts": f"{walker.now:%Y-%m-%d}"})
    assert Ranking.objects.get().announcement.starts == walker.now.date()


def test_the_public_reads_name_village_and_kind_while_it_is_announced(walker: Walker, client: Client, today) -> None:
    year, (house,) = year_with(walker, 20)
    ranking = frozen(walker, year, units=1)
    address = page("announced", year)
    assert client.get(address).status_code == 404
    announced(walker, ranking)
    shown = client.get(address).content.decode()
    assert house.title in shown
    assert "noindex" in shown
    assert not any(secret in shown for secret in (house.calon.person.nik, house.number, "1.900.000"))
    closed(walker, Ranking.objects.get())
    assert house.title not in client.get(address).content.decode()


def test_an_objection_is_recorded_by_staff_and_answered_by_the_head_of_division(
    walker: Walker, client: Client, today
) -> None:
    year, _ = year_with(walker, 20)
    announced(walker, frozen(walker, year, units=1))
    staff = sign_in(client, walker, Role.STAF)
    sent = {"received_on": f"{walker.now:%Y-%m-%d}", "objector": "Ketua RT 003", "text": "Rumah ini kosong."}
    assert staff.post(page("ranking_object", year), {**sent, "position": "9"}).status_code == 422
    assert staff.post(page("ranking_object", year), {**sent, "position": "1"}).status_code == 302
    said = Objection.objects.get()
    assert staff.get(page("ranking_answer", year, said.pk)).status_code == 403
    kabid = sign_in(Client(), walker, Role.KABID_PRM)
    kabid.post(page("ranking_answer", year, said.pk), {"upheld": "tidak", "answer": "Dihuni, sudah dikunjungi."})
    assert Objection.objects.get().upheld is False
    assert "Ketua RT 003" not in sign_in(Client(), walker, Role.APIP).get(page("ranking", year)).content.decode()


def test_one_button_leads_to_one_decision_on_all_within(walker: Walker, client: Client, today) -> None:
    year, (a, b, c) = year_with(walker, 30, 20, 10)
    approved(walker, frozen(walker, year, units=2))
    kabid = sign_in(client, walker, Role.KABID_PRM)
    award = reverse("swadaya:award", args=[year.public_id])
    assert kabid.post(award)["Location"] == page("ranking", year)
    walker.pass_by(year, ("penetapan",))
    assert "Tetapkan 2 calon" in kabid.get(page("ranking", year)).content.decode()
    decide = kabid.post(award)["Location"]
    kabid.post(decide, {"langkah": "tetapkan"})
    assert list(Berkas.objects.filter(process="penerima", stage="ditetapkan").order_by("pk")) == [a, b]
    assert Berkas.objects.get(pk=c.pk).stage == "layak"


def test_what_one_decision_cannot_take_is_left_for_the_next(
    walker: Walker, client: Client, today, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, (a, b) = year_with(walker, 30, 20)
    approved(walker, frozen(walker, year, units=2))
    walker.pass_by(year, ("penetapan",))
    monkeypatch.setattr("perkim.portal.bulk.choosing.MOST_CASES", 1)
    kabid, award = sign_in(client, walker, Role.KABID_PRM), reverse("swadaya:award", args=[year.public_id])
    decide = kabid.post(award)["Location"]
    assert "Ulangi untuk sisanya sesudah ini." in kabid.get(decide).content.decode()
    kabid.post(decide, {"langkah": "tetapkan"})
    kabid.post(kabid.post(award)["Location"], {"langkah": "tetapkan"})
    assert {Berkas.objects.get(pk=case.pk).stage for case in (a, b)} == {"ditetapkan"}


def test_the_page_asks_as_much_for_six_households_as_for_two(
    walker: Walker, client: Client, today, django_assert_max_num_queries
) -> None:
    year, _ = year_with(walker, *range(6))
    frozen(walker, year, units=3)
    kabid = sign_in(client, walker, Role.KABID_PRM)
    kabid.get(page("ranking", year))
    # Eligibility is asked again for all of them together.
    with django_assert_max_num_queries(31):
        kabid.get(page("ranking", year))


def test_the_case_page_of_the_year_leads_to_the_ranking_in_every_later_stage(
    walker: Walker, client: Client, today
) -> None:
    year, _ = year_with(walker, 20, 10)
    before = sign_in(Client(), walker, Role.KABID_PRM)
    assert "Calon yang layak tampil di sini" in before.get(year.get_absolute_url()).content.decode()
    approved(walker, frozen(walker, year, units=1))
    walker.pass_by(year, ("penetapan",))
    # Signed in anew: days have passed.
    shown = sign_in(client, walker, Role.KABID_PRM).get(year.get_absolute_url()).content.decode()
    assert "1 calon di dalam kuota" in shown
    assert page("ranking", year) in shown
