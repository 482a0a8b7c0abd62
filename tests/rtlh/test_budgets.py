"""RAB and DRPB of a household: entered by the facilitator, checked by the technical team, held to the aid."""

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.budgets.actions.entering import BudgetFaultError, check_budget, enter_budget, fingerprint
from perkim.budgets.budget_status import budget_status_of
from perkim.budgets.models import Budget
from perkim.documents.actions.recording import SignedPaper, record_paper
from perkim.documents.models import Dokumen
from perkim.documents.scans import examine_scan
from perkim.funds.amounts import aid_as_table
from perkim.notices.models import Notice
from perkim.parameters.models import Parameter
from perkim.schemes import money
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.registry import programme
from perkim.swadaya.models import Ranking
from rtlh.scheme import SCHEME
from tests.cast import give_second_factor
from tests.every_programme.providing import blank_page, provide
from tests.every_programme.walker import Walker
from tests.races import at_once
from tests.rtlh.building import fill, neighbours
from tests.rtlh.providing import amounts_of_rab, typed_rab
from tests.rtlh.rankings import HOUSE
from tests.rtlh.walks import reach, sentences, take

CHECKED = "Pemeriksaan rencana dan RAB oleh tim teknis belum dilakukan."


@pytest.fixture
def busy(fresh_database) -> Walker:
    return Walker(programme("rtlh"))


def enter(walker: Walker, case: Berkas, role: Role = Role.TFL, seen: str | None = None, **changes: int) -> Budget:
    known = fingerprint(budget_status_of(case).budget) if seen is None else seen
    rab, actor = amounts_of_rab(**changes), walker.holder(role)
    requirement = money.budget(SCHEME)
    return enter_budget(actor=actor, case=case, requirement=requirement, amounts=rab, seen=known, now=walker.tick())


def check(walker: Walker, case: Berkas, role: Role = Role.TIM_TEKNIS, seen: str | None = None) -> Budget:
    known = fingerprint(budget_status_of(case).budget) if seen is None else seen
    return check_budget(
        actor=walker.holder(role), case=case, requirement=money.budget_checked(SCHEME), seen=known, now=walker.tick()
    )


def test_the_work_begins_only_with_numbers_that_somebody_else_checked(walker: Walker) -> None:
    house = reach(walker, "rencana")
    assert "Nilai RAB dan DRPB belum diisi." in sentences(house, "lanjut")
    enter(walker, house)
    assert "Nilai RAB dan DRPB belum diisi." not in sentences(house, "lanjut")
    assert CHECKED in sentences(house, "lanjut")
    check(walker, house)
    assert not Tugas.objects.waiting().filter(berkas=house, key="periksa_rab").exists()
    assert CHECKED not in sentences(house, "lanjut")
    assert take(walker, house, "lanjut").stage == "pengerjaan_1"
    assert list(verify(kept_heads())) == []


def test_numbers_that_do_not_fit_are_not_kept(walker: Walker) -> None:
    house = reach(walker, "rencana")
    with pytest.raises(BudgetFaultError, match=r"kurang Rp50\.000 dari bantuan bahan Rp17\.500\.000") as refused:
        enter(walker, house, drpb_material=17_450_000)
    assert [each.name for each in refused.value.faults] == ["drpb_material"]
    assert not Budget.objects.exists()


def test_a_rest_may_be_left_only_where_the_parameter_says_so(walker: Walker) -> None:
    house = reach(walker, "rencana")
    Parameter.objects.filter(key="rab.sisa_boleh").update(value=1)
    enter(walker, house, drpb_material=17_450_000)
    assert "Nilai RAB" not in " ".join(sentences(house, "lanjut"))
    Parameter.objects.filter(key="rab.sisa_boleh").update(value=0)
    assert "Bahan DRPB Rp17.450.000, kurang Rp50.000 dari bantuan bahan Rp17.500.000." in sentences(house, "lanjut")


def test_other_numbers_void_the_check_and_ask_for_it_again(walker: Walker) -> None:
    house = reach(walker, "rencana")
    enter(walker, house)
    check(walker, house)
    enter(walker, house)
    assert budget_status_of(house).is_checked, "the same numbers again change nothing"
    enter(walker, house, own_cash=4_000_000, total=27_000_000)
    assert not budget_status_of(house).is_checked
    assert Tugas.objects.waiting().filter(berkas=house, key="periksa_rab").count() == 1
    assert CHECKED in sentences(house, "lanjut")
    check(walker, house)
    assert budget_status_of(house).is_checked


def test_the_technical_team_says_no_and_the_facilitator_is_told_why(walker: Walker, client: Client) -> None:
    house = reach(walker, "rencana")
    row = enter(walker, house)
    address = f"/berkas/{house.public_id}/rab/periksa_rab/"
    sign_in(client, walker, Role.TIM_TEKNIS)
    assert "Volume pada RAB tidak sama" in client.get(address).content.decode()
    assert client.post(f"{address}periksa/", {"seen": fingerprint(row), "tolak": "1"}).status_code == 422
    sent = {"seen": fingerprint(row), "tolak": "1", "faults": ["0"], "words": "Pintu dihitung dua kali."}
    assert client.post(f"{address}periksa/", sent).status_code == 302
    reason = f"{money.budget_checked(SCHEME).reasons[0]} Pintu dihitung dua kali."
    asked = Tugas.objects.waiting().get(berkas=house, key="perbaiki-periksa_rab")
    assert (asked.person, asked.instruction) == (walker.holder(Role.TFL), reason)
    assert Notice.objects.filter(recipient=walker.holder(Role.TFL), text__startswith="Perbaiki rencana").exists()
    assert not Tugas.objects.waiting().filter(berkas=house, key="periksa_rab").exists()
    sign_in(client, walker, Role.TFL)
    assert "Pintu dihitung dua kali." in client.get(address).content.decode()
    assert "Pintu dihitung dua kali." in client.get(f"/berkas/{house.public_id}/naskah/rab/").content.decode()
    enter(walker, house, own_cash=4_000_000, total=27_000_000)
    asked.refresh_from_db()
    assert asked.done_by == walker.holder(Role.TFL)
    assert Tugas.objects.waiting().filter(berkas=house, key="periksa_rab").count() == 1
    check(walker, house)
    assert not Tugas.objects.waiting().filter(berkas=house, key__contains="periksa_rab").exists()


def test_a_check_holds_in_the_stages_after(walker: Walker, client: Client) -> None:
    house = reach(walker, "pengerjaan_1")
    sign_in(client, walker, Role.PPK)
    assert "Sudah diperiksa" in client.get(f"/berkas/{house.public_id}/rab/nilai_rab/").content.decode()
    assert "Belum diperiksa" not in client.get(house.get_absolute_url()).content.decode()


def test_an_account_that_was_filled_holds_the_plan_to_what_was_promised(walker: Walker) -> None:
    house, other = neighbours(walker, "rencana", 2)
    fill(walker, house)
    Ranking.objects.update(aid=aid_as_table({"PK": replace(HOUSE, material=18_000_000), "PB": HOUSE}))
    enter(walker, house)
    with pytest.raises(BudgetFaultError, match=r"bantuan bahan Rp18\.000\.000"):
        enter(walker, other)


def test_a_paper_that_changed_after_the_check_is_looked_at_again(walker: Walker) -> None:
    house = reach(walker, "rencana")
    rab = next(each for each in house.declared_stage.requirements if each.key == "rab")
    provide(rab, walker, house)
    enter(walker, house)
    first = check(walker, house).checked_at
    checked = "Pemeriksaan rencana dan RAB oleh tim teknis"
    assert not any(checked in each for each in sentences(house, "lanjut"))
    waiting = Tugas.objects.waiting().filter(berkas=house, key="periksa_rab")
    assert not waiting.exists()
    before = Dokumen.objects.live().get(berkas=house, key="rab")
    signed = SignedPaper(scan=examine_scan(ContentFile(blank_page(), "rab.pdf")), instead_of=before.pk)
    record_paper(actor=walker.holder(Role.TFL), case=house, key="rab", signed=signed, now=walker.tick())
    assert f"{checked} diulang: naskahnya berubah sesudah diperiksa." in sentences(house, "lanjut")
    assert waiting.count() == 1
    assert check(walker, house).checked_at > first
    assert not waiting.exists()
    assert not any(checked in each for each in sentences(house, "lanjut"))


def test_who_may_not_enter_or_check_is_told(walker: Walker) -> None:
    house = reach(walker, "rencana")
    with pytest.raises(RefusedError, match="diisi oleh"):
        enter(walker, house, Role.KORFAS)
    walker.also(walker.holder(Role.TFL), Role.TIM_TEKNIS)
    enter(walker, house)
    with pytest.raises(RefusedError, match="oleh petugas lain"):
        check(walker, house, Role.TFL)
    walker.pass_by(house, ("rencana",))
    with pytest.raises(RefusedError, match="bukan bagian tahap"):
        enter(walker, Berkas.objects.get(pk=house.pk), own_cash=4_000_000, total=27_000_000)


def test_numbers_changed_by_a_colleague_are_neither_written_over_nor_checked(walker: Walker) -> None:
    house = reach(walker, "rencana")
    first = fingerprint(enter(walker, house))
    enter(walker, house, own_cash=4_000_000, total=27_000_000)
    with pytest.raises(StaleError):
        enter(walker, house, seen=first, own_cash=5_000_000, total=28_000_000)
    with pytest.raises(StaleError):
        check(walker, house, seen=first)


def test_of_two_who_enter_at_once_the_second_is_told(busy: Walker) -> None:
    house, actor, now = reach(busy, "rencana"), busy.holder(Role.TFL), busy.tick()
    seen = fingerprint(None)

    def doing(cash: int):
        told = amounts_of_rab(own_cash=cash, total=23_000_000 + cash)
        return lambda: enter_budget(
            actor=actor, case=house, requirement=money.budget(SCHEME), amounts=told, seen=seen, now=now
        )

    answers = at_once(doing(1_000_000), doing(2_000_000))
    assert sum(isinstance(answer, StaleError) for answer in answers) == 1
    assert Budget.objects.count() == 1
    assert list(verify(kept_heads())) == []


def test_of_two_who_check_at_once_the_second_is_told(busy: Walker) -> None:
    house = reach(busy, "rencana")
    seen = fingerprint(enter(busy, house))
    busy.also(busy.holder(Role.STAF), Role.TIM_TEKNIS)
    people, now = (busy.holder(Role.TIM_TEKNIS), busy.holder(Role.STAF)), busy.tick()
    answers = at_once(
        *[
            lambda who=who: check_budget(
                actor=who, case=house, requirement=money.budget_checked(SCHEME), seen=seen, now=now
            )
            for who in people
        ]
    )
    refused = [str(answer) for answer in answers if isinstance(answer, SipocError)]
    assert len(refused) == 1
    assert "sudah diperiksa" in refused[0]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"total": 1}, "budget_adds_up"),
        ({"own_cash": -1, "total": 22_999_999}, "budget_has_no_amount_below_zero"),
        ({"drpb_material": 17_500_001}, "budget_buys_what_it_plans"),
    ],
)
def test_the_database_itself_refuses(walker: Walker, changes, rule) -> None:
    row = enter(walker, reach(walker, "rencana"))
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Budget.objects.filter(pk=row.pk).update(**changes)


def test_the_numbers_of_many_houses_are_read_in_as_many_queries(walker: Walker, django_assert_num_queries) -> None:
    houses = neighbours(walker, "rencana", 3)
    for house in houses:
        enter(walker, house)
    for number in (1, 3):
        cases = Berkas.objects.filter(pk__in=[each.pk for each in houses[:number]])
        with django_assert_num_queries(6):
            assert money.budget(SCHEME).missing(cases) == {}
        with django_assert_num_queries(3):
            assert len(money.budget_checked(SCHEME).missing(cases)) == number


def sent(**changes: str) -> dict[str, str]:
    plain = {name: str(value) for name, value in typed_rab().items()}
    return {"seen": fingerprint(None), **plain, **changes}


def sign_in(client: Client, walker: Walker, role: Role) -> Client:
    user = walker.holder(role)
    give_second_factor(user)
    client.force_login(user)
    return client


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(walker: Walker, client: Client) -> None:
    house = reach(walker, "rencana")
    address = f"/berkas/{house.public_id}/rab/nilai_rab/"
    sign_in(client, walker, Role.TFL)
    assert "Rp17.500.000" in client.get(address).content.decode()
    answer = client.post(address, sent(drpb_material="17.450.000", own_cash="tiga juta"))
    assert answer.status_code == 422
    assert "Tulis rupiah bulat tanpa sen" in answer.content.decode()
    assert "tiga juta" in answer.content.decode()
    answer = client.post(address, sent(drpb_material="17.450.000", total="26.000.001"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "selisih Rp1." in page
    assert "kurang Rp50.000" in page
    assert "17.450.000" in page
    answer = client.post(address, sent(own_labour=""))
    assert "Isi jumlahnya, atau 0 bila tidak ada." in answer.content.decode()
    assert client.post(address, sent(), follow=True).status_code == 200
    assert Budget.objects.get().total == 26_000_000
    assert "Rp26.000.000" in client.get(house.get_absolute_url()).content.decode()
    assert client.post(address, sent(own_cash="1", total="23000001")).status_code == 409


def test_the_technical_team_checks_on_the_page(walker: Walker, client: Client) -> None:
    house = reach(walker, "rencana")
    row = enter(walker, house)
    address = f"/berkas/{house.public_id}/rab/periksa_rab/"
    sign_in(client, walker, Role.TIM_TEKNIS)
    assert "Rencana dan RAB sesuai" in client.get(address).content.decode()
    assert client.post(f"{address}periksa/", {"seen": "x"}).status_code == 409
    assert client.post(f"{address}periksa/", {"seen": fingerprint(row)}, follow=True).status_code == 200
    assert budget_status_of(house).is_checked
    assert client.get(f"/berkas/{house.public_id}/rab/lain/").status_code == 404
    assert client.get(f"/berkas/{house.parent.public_id}/rab/nilai_rab/").status_code == 404


def test_who_does_not_see_the_house_finds_no_page(walker: Walker, client: Client) -> None:
    house = reach(walker, "rencana")
    sign_in(client, walker, Role.ADMIN)
    assert client.get(f"/berkas/{house.public_id}/rab/nilai_rab/").status_code == 404
    assert client.post(f"/berkas/{house.public_id}/rab/nilai_rab/", sent()).status_code == 404
