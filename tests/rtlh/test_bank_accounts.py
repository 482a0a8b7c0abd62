"""The bank account of a household: recorded, confirmed by somebody else, never that of two; and no money before it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.banking.account_status import account_status_of_many
from perkim.banking.actions.confirming import confirm_account
from perkim.banking.models import Account
from perkim.people.rotation import seal_anew
from perkim.schemes import accounts
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.registry import programme
from perkim.swadaya.models import Calon
from rtlh.scheme import SCHEME
from tests.every_programme.providing import provide
from tests.every_programme.walker import Walker
from tests.races import at_once
from tests.rtlh.banks import recipients, record
from tests.rtlh.building import fill
from tests.rtlh.walks import reach, sentences, take

NAME = "Contoh calon penerima"


def confirm(walker: Walker, account: Account, *, by: Role = Role.BENDAHARA) -> Account:
    return confirm_account(actor=walker.holder(by), case=account.berkas, seen=account.pk, now=walker.tick())


def waiting(case: Berkas) -> int:
    return Tugas.objects.waiting().filter(berkas=case, key="cek_rekening").count()


def test_a_household_goes_on_with_an_account_that_the_treasurer_confirmed(walker: Walker) -> None:
    house = reach(walker, "rekening")
    provide(house.declared_stage.requirements[0], walker, house)
    unconfirmed = "Rekening penerima belum dipastikan aktif oleh bendahara pengeluaran."
    assert sentences(house, "lanjut") == ["Nomor rekening penerima belum dicatat.", unconfirmed]
    account = record(walker, house)
    assert sentences(house, "lanjut") == [unconfirmed]
    confirm(walker, account)
    assert sentences(house, "lanjut") == []
    assert waiting(house) == 0
    assert list(verify(kept_heads())) == []


def test_a_name_unlike_the_decree_is_refused_until_somebody_says_why(walker: Walker) -> None:
    house = reach(walker, "rekening")
    with pytest.raises(SipocError) as refused:
        record(walker, house, holder="WAGIMAN")
    assert str(refused.value) == (
        f"Nama rekening “WAGIMAN” berbeda dari SK: “{NAME}”. "
        "Minta bank memperbaikinya, atau tulis mengapa nama itu benar."
    )
    assert not Account.objects.exists()
    confirm(walker, record(walker, house, holder="WAGIMAN", reason="Nama lahir menurut KTP lama"))
    assert "Nomor rekening" not in " ".join(sentences(house, "lanjut"))


def test_a_name_that_the_decree_lost_later_holds_the_household_up(walker: Walker) -> None:
    house = reach(walker, "rekening")
    account = record(walker, house)
    person = house.calon.person
    person.name = "Nama lain"
    person.save()
    said = f"Nama rekening “{NAME}” berbeda dari SK: “Nama lain”. Minta bank memperbaikinya, atau catat alasannya."
    assert said in sentences(house, "lanjut")
    with pytest.raises(SipocError, match="berbeda dari SK"):
        confirm(walker, account)


def test_an_account_told_anew_voids_what_was_confirmed(walker: Walker) -> None:
    house = reach(walker, "rekening")
    first = record(walker, house)
    confirm(walker, first)
    with pytest.raises(SipocError, match="Tulis mengapa rekeningnya diganti"):
        record(walker, house, "0039999999", seen=first.pk)
    second = record(walker, house, "0039999999", seen=first.pk, why="Salah salin.")
    assert "Rekening penerima belum dipastikan" in " ".join(sentences(house, "lanjut"))
    assert waiting(house) == 1
    first.refresh_from_db()
    assert (first.ended_for, first.confirmed_at is not None) == ("Salah salin.", True)
    with pytest.raises(StaleError):
        confirm(walker, first)
    confirm(walker, second)


def test_the_same_told_again_changes_nothing(walker: Walker) -> None:
    house = reach(walker, "rekening")
    first = record(walker, house)
    assert record(walker, house) == first
    assert Account.objects.count() == 1


def test_who_recorded_it_does_not_confirm_it(walker: Walker) -> None:
    house = reach(walker, "rekening")
    walker.also(walker.holder(Role.STAF), Role.BENDAHARA)
    account = record(walker, house)
    with pytest.raises(RefusedError, match="oleh petugas lain"):
        confirm(walker, account, by=Role.STAF)
    with pytest.raises(RefusedError, match="bendahara"):
        confirm(walker, account, by=Role.PPK)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.update(confirmed_by=account.recorded_by, confirmed_at=timezone.now())


def test_a_household_that_was_sent_back_is_confirmed_again(walker: Walker) -> None:
    house = reach(walker, "rekening")
    confirm(walker, record(walker, house))
    take(walker, house, "kembali", by=Role.STAF)
    walker.pass_by(house, ("ditetapkan",))
    assert "Rekening penerima belum dipastikan aktif oleh bendahara pengeluaran." in sentences(house, "lanjut")
    confirm(walker, Account.objects.get())
    assert not [said for said in sentences(house, "lanjut") if "bendahara" in said]


def test_one_number_never_serves_two_households_of_a_year(walker: Walker) -> None:
    _, (first, second) = recipients(walker, "Siti Aminah", "Supriyadi")
    record(walker, first)
    with pytest.raises(SipocError, match="sudah tercatat untuk penerima lain pada tahun ini"):
        record(walker, second)
    record(walker, second, "0039999999")


def test_a_household_proposed_again_keeps_its_account(walker: Walker) -> None:
    _, (first, again) = recipients(walker, "Siti Aminah", "Siti Aminah")
    record(walker, first)
    take(walker, first, "gugur", by=Role.KABID_PRM)
    with pytest.raises(SipocError, match="penerima lain"):
        record(walker, again)
    Calon.objects.filter(berkas=again).update(person=first.calon.person)
    record(walker, again)
    assert Account.objects.current().get().berkas == again


def test_money_waits_for_a_confirmed_account(walker: Walker) -> None:
    house = reach(walker, "rencana")
    Account.objects.all().delete()
    with pytest.raises(SipocError, match="Nomor rekening penerima belum dicatat"):
        fill(walker, house)
    account = record(walker, house, holder=house.title)
    with pytest.raises(SipocError, match="belum dipastikan aktif"):
        fill(walker, house)
    confirm(walker, account)
    assert fill(walker, house).amount == 20_000_000
    with pytest.raises(SipocError, match="Dana sudah masuk ke rekening ini"):
        record(walker, house, "0039999999", seen=account.pk, why="Pindah bank.")


def test_the_year_goes_on_when_every_row_has_a_number(walker: Walker) -> None:
    year, (first, second) = recipients(walker, "Siti Aminah", "Supriyadi")
    walker.pass_by(year, ("tim", "penetapan"))
    assert "2 penerima belum punya nomor rekening." in sentences(year, "lanjut")
    record(walker, first)
    assert "1 penerima belum punya nomor rekening." in sentences(year, "lanjut")
    record(walker, second, "0039999999")
    assert not [said for said in sentences(year, "lanjut") if "rekening" in said]
    assert accounts.accounts_of_all(SCHEME).fact(year) == "2 dari 2 penerima."


def test_new_keys_reach_the_numbers(walker: Walker, settings) -> None:
    _, (house,) = recipients(walker, "Siti Aminah")
    before = record(walker, house)
    settings.PEOPLE_KEYS = ["neu:geheim", *settings.PEOPLE_KEYS]
    seal_anew(actor=walker.holder(Role.ADMIN), now=timezone.now(), progress=lambda *_: None)
    account = Account.objects.get()
    assert bytes(account.number_sealed) != bytes(before.number_sealed)
    assert account.number == "0031234567"


def test_many_households_are_read_in_as_many_queries(walker: Walker, django_assert_num_queries) -> None:
    _, cases = recipients(walker, "Siti Aminah", "Supriyadi")
    with django_assert_num_queries(4):
        account_status_of_many([case.pk for case in cases])
    for asked in (accounts.account(SCHEME), accounts.account_confirmed(SCHEME)):
        with django_assert_num_queries(5):
            asked.missing(Berkas.objects.filter(process="penerima"))


@pytest.fixture
def busy(fresh_database) -> Walker:
    return Walker(programme("rtlh"))


def test_of_two_who_record_at_once_the_second_is_told(busy: Walker) -> None:
    _, (house,) = recipients(busy, "Siti Aminah")
    answers = at_once(lambda: record(busy, house), lambda: record(busy, house, "0039999999"))
    assert sorted(type(each).__name__ for each in answers) == ["Account", "StaleError"]
    assert Account.objects.current().count() == 1


def test_of_two_households_that_take_one_number_at_once_the_second_is_told(busy: Walker) -> None:
    _, (first, second) = recipients(busy, "Siti Aminah", "Supriyadi")
    answers = at_once(lambda: record(busy, first), lambda: record(busy, second))
    assert sorted(type(each).__name__ for each in answers) == ["Account", "SipocError"]
    assert Account.objects.current().count() == 1
