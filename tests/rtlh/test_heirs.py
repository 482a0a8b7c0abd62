"""A recipient dies after the decree: who of the same house goes on, by an amending decree while no money was paid out,
without one afterwards. Source: `domain.md` §3.2."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.documents.actions.writing import ask_draft
from perkim.documents.models import Dokumen
from perkim.funds.models import LedgerEntry
from perkim.notices.models import Notice
from perkim.outbox.jobs import do_what_waits
from perkim.schemes.drafts.amendment import amendment
from perkim.sipoc.exceptions import RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, Kinship, Succession
from rtlh.scheme import SCHEME
from tests.every_programme.walker import Walker
from tests.rtlh.banks import record
from tests.rtlh.building import PENERIMA, fill, pay_now, ready_to_pay, tell, work
from tests.rtlh.heirs import WIDOW, amend, named, new_account, undone_heir
from tests.rtlh.providing import identity
from tests.rtlh.test_village_papers import text_of
from tests.rtlh.walks import above, reach, sentences, take

SHARED = f"Penerus {WIDOW} belum tercantum dalam SK perubahan."


@pytest.mark.parametrize("stage", ["ditetapkan", "rekening", "rencana", "pengerjaan_1"])
def test_before_any_money_an_amending_decree_names_the_heir(walker: Walker, stage: str) -> None:
    house = reach(walker, stage)
    first = house.calon.person
    made = named(walker, house)
    house = Berkas.objects.get(pk=house.pk)
    told = Notice.objects.filter(text__startswith="Penerima diteruskan ahli warisnya")
    assert told.exists()
    assert not told.filter(recipient=walker.holder(Role.KABID_PRM)).exists()
    assert (house.title, house.calon.person.name, house.calon.spouse, made.before) == (WIDOW, WIDOW, None, first)
    forward = next(way.key for way in house.declared_stage.moves if way.completes)
    assert any(each.startswith(SHARED) for each in sentences(house, forward))
    year, way = above(house, "kegiatan"), "lanjut"
    if year.stage == "penutupan":
        way = "selesai"
    asked = f"SK perubahan penerima belum ada untuk {WIDOW}: catat nomor, tanggal, dan pindaiannya."
    assert asked in sentences(year, way)
    amend(walker, house)
    assert asked not in sentences(year, way)
    assert not any(each.startswith(SHARED) for each in sentences(house, forward))
    assert list(verify(kept_heads())) == []


def test_no_money_goes_to_an_account_of_the_dead(walker: Walker) -> None:
    house = reach(walker, "rencana")
    named(walker, house)
    with pytest.raises(SipocError) as refused:
        fill(walker, house)
    said = str(refused.value)
    assert f"berbeda dari SK: “{WIDOW}”" in said
    assert "belum dipastikan aktif" in said
    assert SHARED in said
    new_account(walker, house)
    amend(walker, house)
    assert fill(walker, house).amount == 20_000_000


def test_a_reason_for_the_name_of_the_dead_does_not_cover_the_heir(walker: Walker) -> None:
    house = reach(walker, "rekening")
    record(walker, house, holder="WAGIMAN", reason="Nama lahir menurut KTP lama")
    named(walker, house)
    assert any("Nama rekening “WAGIMAN” berbeda dari SK" in each for each in sentences(house, "lanjut"))


def test_the_first_payment_waits_for_account_and_decree(walker: Walker) -> None:
    house = ready_to_pay(walker)
    named(walker, house)
    with pytest.raises(SipocError, match="berbeda dari SK"):
        pay_now(walker, house)
    new_account(walker, house)
    with pytest.raises(SipocError, match=SHARED):
        pay_now(walker, house)
    amend(walker, house)
    assert len(pay_now(walker, house)) == 2


def test_after_the_first_term_the_heir_goes_on_without_a_decree(walker: Walker) -> None:
    house = reach(walker, "pengerjaan_2")
    assert not named(walker, house).by_decree
    assert not any(WIDOW in each for each in sentences(above(house, "kegiatan"), "lanjut"))
    work(walker, house, 2, 100)
    tell(walker, house, 2, 8_750_000)
    assert not any("SK perubahan" in each for each in sentences(house, "ajukan"))
    new_account(walker, house)
    keys = [each.key for each in PENERIMA.stages]
    walker.pass_by(house, tuple(keys[: keys.index("serah_terima")]))
    house = Berkas.objects.get(pk=house.pk)
    assert house.stage == "serah_terima"
    assert sum(LedgerEntry.objects.filter(plan__berkas=house).values_list("amount", flat=True)) == 40_000_000
    assert list(verify(kept_heads())) == []


def test_an_heir_may_die_too(walker: Walker) -> None:
    house = reach(walker, "rencana")
    named(walker, house)
    amend(walker, house)
    named(walker, house, identity=identity(701, "Yulianto"), kinship=Kinship.CHILD)
    assert Berkas.objects.get(pk=house.pk).title == "Yulianto"
    assert any("Penerus Yulianto belum" in each for each in sentences(house, "lanjut"))
    assert Succession.objects.filter(berkas=house).count() == 2


def test_an_heir_recorded_by_mistake_is_taken_back(walker: Walker) -> None:
    house = reach(walker, "rencana")
    before = Calon.objects.get(berkas=house)
    made = named(walker, house)
    with pytest.raises(RefusedError, match="dicatat oleh kepala bidang"):
        undone_heir(walker, made, by=Role.TFL)
    with pytest.raises(SipocError, match="Tulis mengapa"):
        undone_heir(walker, made, " ")
    undone_heir(walker, made)
    calon = Calon.objects.get(berkas=house)
    assert (calon.person, calon.family, calon.spouse) == (before.person, before.family, before.spouse)
    assert Berkas.objects.get(pk=house.pk).title == house.title
    assert not any(WIDOW in each for each in sentences(above(house, "kegiatan"), "lanjut"))
    assert not any(WIDOW in each for each in sentences(house, "lanjut"))
    # The account of before counts again, so money may go on.
    assert fill(walker, house).amount == 20_000_000
    with pytest.raises(StaleError):
        undone_heir(walker, made)
    assert named(walker, house, identity=identity(701, "Yulianto")).after.name == "Yulianto"
    assert list(verify(kept_heads())) == []


def test_what_followed_keeps_the_heir(walker: Walker) -> None:
    house = reach(walker, "rencana")
    made = named(walker, house)
    amend(walker, house)
    with pytest.raises(SipocError, match="Tarik SK perubahannya pada kegiatan dahulu"):
        undone_heir(walker, made)
    Dokumen.objects.filter(key="sk_perubahan").update(recorded_at=made.recorded_at - timedelta(days=1))
    new_account(walker, house)
    amend(walker, house)
    fill(walker, house)
    Dokumen.objects.filter(key="sk_perubahan").update(recorded_at=made.recorded_at - timedelta(days=1))
    with pytest.raises(SipocError, match="Dana sudah dibukukan sesudah penerus ini dicatat"):
        undone_heir(walker, made)


@pytest.mark.parametrize("stage", ["survei", "layak"])
def test_before_the_decree_nobody_inherits(walker: Walker, stage: str) -> None:
    with pytest.raises(RefusedError, match="hanya dicatat setelah penetapan"):
        named(walker, reach(walker, stage))


def test_who_may_not_is_told(walker: Walker) -> None:
    house = reach(walker, "ditetapkan")
    for role in (Role.TFL, Role.STAF, Role.KADES):
        with pytest.raises(RefusedError, match=r"Penerus dicatat oleh kepala bidang|Berkas ini"):
            named(walker, house, by=role)
    ended = take(walker, house, "gugur", by=Role.KABID_PRM)
    with pytest.raises(SipocError, match="sudah ditutup"):
        named(walker, ended)


def test_what_cannot_be_is_refused_and_nothing_is_stored(walker: Walker) -> None:
    house, other = reach(walker, "ditetapkan"), None
    dead = identity(0)
    other = walker.open(PENERIMA, parent=house.parent)
    elsewhere = Calon.objects.get(berkas=other)
    decreed = Dokumen.objects.live().get(key="sk_penerima").dated
    for changes, words in (
        ({"died_on": walker.now.date() + timedelta(days=1)}, "belum tiba"),
        ({"died_on": decreed - timedelta(days=1)}, "meninggal sebelum SK bertanggal"),
        ({"lives_there": False}, "yang tinggal di rumah itu"),
        ({"identity": dead}, "milik penerima yang meninggal"),
        ({"identity": identity(1, elsewhere.person.name)}, "sudah diusulkan tahun 2026.*Periksa NIK penerus, atau"),
    ):
        with pytest.raises(SipocError, match=words) as refused:
            named(walker, house, **changes)
        assert "baris" not in str(refused.value), "an heir is no line of a list"
    with pytest.raises(StaleError):
        named(walker, house, seen=elsewhere.person_id)
    assert not Succession.objects.exists()
    made = named(walker, house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.filter(pk=made.pk).update(after=made.before)


def _changes(year: Berkas) -> list[dict[str, Any]]:
    try:
        return amendment(SCHEME, year, localdate())["lampiran"]["perubahan"]
    except SipocError:
        return []


def test_the_amending_decree_is_written_with_every_change(walker: Walker) -> None:
    house = reach(walker, "rencana")
    year = above(house, "kegiatan")
    with pytest.raises(SipocError, match="Tidak ada penerima yang diganti"):
        amendment(SCHEME, year, localdate())
    named(walker, house)
    named(walker, house, identity=identity(701, "Yulianto"), kinship=Kinship.CHILD)
    konsep = ask_draft(actor=walker.holder(Role.KABID_PRM), case=year, key="sk_perubahan", now=walker.tick())
    do_what_waits()
    text = text_of(konsep)
    first = Dokumen.objects.live().get(key="sk_penerima").number
    assert f"NOMOR {first}".upper() in text.upper()
    assert "1 (satu) penerima meninggal dunia dan diteruskan ahli waris" in text
    (row,) = konsep.data["isi"]["lampiran"]["perubahan"]
    assert (row["semula"], row["menjadi"]) == ("Contoh calon penerima", "Yulianto")
    assert row["sebab"].endswith("diteruskan anak")
    assert "••••••••" in row["nik"]
    # The newest decree stands for those before: a house that was finished meanwhile stays on it, who left does not.
    for outcome, rows in (("SELESAI", 1), ("BATAL", 0)):
        Berkas.objects.filter(pk=house.pk).update(outcome=outcome, closed_at=walker.now)
        assert len(_changes(year)) == rows
