"""The end of a year: what waits is closed in one decision, what is unspent goes back, reserves go on next year."""

import re
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.funds.below import AccountsEmpty
from perkim.funds.case_funds import funds_of
from perkim.lib.calendar import JAKARTA
from perkim.parameters.models import Parameter
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process
from perkim.swadaya.candidates.carry_actions import take_over
from perkim.swadaya.candidates.carrying import carried_from
from perkim.swadaya.candidates.takeable import known_households, takeable
from perkim.swadaya.models import Assessment, Calon, HouseSurvey, Ranking
from perkim.swadaya.parameters import SURVEY_AGE
from perkim.swadaya.survey.forms import GroupForm
from perkim.swadaya.survey.questions import BY_KEY
from tests.every_programme.providing import booked, provide
from tests.every_programme.walker import Walker
from tests.pages import one_line
from tests.rtlh.building import fill, pay_now, ready_to_pay, work
from tests.rtlh.rankings import approved, frozen, year_with
from tests.rtlh.test_socialisation import sign_in
from tests.rtlh.walks import above, reach, sentences, take
from tests.worlds import kept

KEGIATAN, USULAN, PENERIMA = (process("rtlh", key) for key in ("kegiatan", "usulan", "penerima"))
JANUARY = datetime(2027, 1, 11, 9, tzinfo=JAKARTA)


@pytest.fixture
def today(monkeypatch, walker: Walker) -> None:
    """Requests are made at the walker's moment."""
    monkeypatch.setattr(timezone, "now", lambda: walker.now)


@kept
def year_at_its_end(walker: Walker, *scores: int) -> tuple[Berkas, list[Berkas]]:
    """A year in its last stage: the first household was awarded, the others wait as reserves."""
    year, houses = year_with(walker, *scores)
    approved(walker, frozen(walker, year, units=1))
    walker.pass_by(year, ("penetapan",))
    walker.pass_by(houses[0], ("layak",))
    walker.pass_by(year, ("sosialisasi",))
    return Berkas.objects.get(pk=year.pk), houses


@kept
def closed_year(walker: Walker, *scores: int) -> tuple[Berkas, list[Berkas]]:
    year, houses = year_at_its_end(walker, *scores)
    provide(next(each for each in year.declared_stage.requirements if each.key == "cadangan"), walker, year)
    return year, houses


def next_year(walker: Walker) -> Berkas:
    """A village's draft below the activity of the year after."""
    walker.now = JANUARY
    year = walker.open(KEGIATAN)
    assert year.year == 2027
    return walker.open(USULAN, parent=year)


def carry(walker: Walker, usulan: Berkas, cases: list[Berkas], by: Role = Role.OPERATOR_DESA) -> list[Calon]:
    ids = [case.pk for case in cases]
    return take_over(actor=walker.holder(by), usulan=usulan, process=PENERIMA, cases=ids, now=walker.tick())


def test_reserves_are_closed_by_one_decision_on_the_screens(walker: Walker, client: Client, today) -> None:
    year, (_, *reserves) = year_at_its_end(walker, 20, 15, 10)
    assert "2 cadangan masih menunggu. Tutup dengan satu putusan." in sentences(year, "selesai")
    kabid = sign_in(client, walker, Role.KABID_PRM)
    shown = one_line(kabid.get(reverse("swadaya:ranking", args=[year.public_id])))
    assert "Tutup 2 cadangan" in shown
    chosen = kabid.post(reverse("swadaya:close_reserves", args=[year.public_id]))
    page = one_line(kabid.get(chosen["Location"]))
    assert re.search(r'value="di_luar_kuota" id="[^"]+" checked', page)
    (reason,) = PENERIMA.stage("layak").move("di_luar_kuota").reasons
    assert re.search(rf'<option value="{re.escape(reason)}" selected>', page)
    other = sign_in(Client(), walker, Role.APIP)
    assert "Tutup 2" not in one_line(other.get(reverse("swadaya:ranking", args=[year.public_id])))
    kabid = sign_in(client, walker, Role.KABID_PRM)
    kabid.post(chosen["Location"], {"langkah": "di_luar_kuota", "alasan_siap": reason, "yakin": "1"})
    assert {Berkas.objects.get(pk=case.pk).state for case in reserves} == {"Ditolak"}
    assert not [each for each in sentences(year, "selesai") if "cadangan" in each]


def test_a_year_ends_only_when_every_account_is_empty(walker: Walker) -> None:
    year, (house, _) = closed_year(walker, 20, 15)
    accounts = AccountsEmpty.find(year.declared)
    assert accounts
    assert (accounts.fact(year), accounts.unneeded(year)) == ("", "Belum ada rekening yang pernah diisi.")
    walker.pass_by(house, ("ditetapkan", "rekening"))
    fill(walker, house)
    assert accounts.fact(year) == "0 dari 1 rekening yang pernah diisi bersaldo Rp0."
    village = above(house, "usulan")
    held = "1 rekening penerima masih berisi Rp20.000.000. Kembalikan sisanya ke kas daerah dahulu."
    assert held in sentences(year, "selesai")
    assert held in sentences(village, "tanpa_penerima")
    begun = "1 penerima di bawahnya masih berjalan. Selesaikan atau tutup masing-masing dahulu."
    assert begun in sentences(village, "tanpa_penerima")
    assert any("Rekening penerima masih berisi" in each for each in sentences(house, "gugur"))
    take(walker, house, "gugur", by=None)
    assert funds_of(house).balance == 0
    assert held not in sentences(year, "selesai")
    assert accounts.fact(year) == "1 dari 1 rekening yang pernah diisi bersaldo Rp0."
    assert take(walker, year, "selesai").outcome == "SELESAI"


def test_a_house_at_92_per_cent_on_20_december_gives_its_rest_back(walker: Walker, client: Client, today) -> None:
    """`domain.md` §4.5, example 5, by the screens."""
    house = ready_to_pay(walker, 8_690_000)
    pay_now(walker, house)
    walker.pass_by(house, ("lpd_1",))
    walker.now = datetime(2026, 12, 20, 9, tzinfo=JAKARTA)
    work(walker, house, 2, 92)
    assert "Fisik 92 %, kurang 8 % dari batas tahap 2 (100 %)." in sentences(house, "ajukan")
    ppk = sign_in(client, walker, Role.PPK)
    shown = one_line(ppk.get(house.get_absolute_url()))
    assert "Tutup, tidak selesai" in shown
    rest = "Rekening penerima masih berisi Rp10.060.000. Kembalikan sisanya ke kas daerah dahulu."
    assert sentences(house, "tidak_selesai") == [rest]
    treasurer = sign_in(Client(), walker, Role.BENDAHARA)
    ledger = one_line(treasurer.get(reverse("funds:ledger_of", args=[house.public_id])))
    assert reverse("funds:book", args=[house.public_id, "kembali"]) in ledger
    told = booked(walker)["booking"]
    sent = {"client_key": told.client_key, "dated": "2026-12-20", "reference": "STS-12", "reason": "Tahun ditutup."}
    assert treasurer.post(reverse("funds:book", args=[house.public_id, "kembali"]), sent).status_code == 302
    assert funds_of(house).given_back == 10_060_000
    with pytest.raises(SipocError, match="alasan"):
        take(walker, house, "tidak_selesai", by=Role.PPK, reason=" ")
    reason = "Pekerjaan belum selesai sampai akhir tahun anggaran. Sisa dana dikembalikan ke kas daerah."
    done = take(walker, house, "tidak_selesai", by=Role.PPK, reason=reason)
    assert (done.outcome, done.state) == ("TIDAK_SELESAI", "Tidak selesai")
    assert reason in one_line(ppk.get(house.get_absolute_url()))


def test_a_finished_or_begun_house_leaves_no_place_vacant(walker: Walker) -> None:
    _, houses = year_at_its_end(walker, 20, 15)
    for outcome, vacant in (("SELESAI", 0), ("TIDAK_SELESAI", 0), ("BATAL", 1)):
        Berkas.objects.filter(pk=houses[0].pk).update(outcome=outcome, closed_at=walker.now)
        assert Ranking.objects.current().get().places.vacant().count() == vacant


def test_reserves_go_on_with_their_data_and_nothing_is_typed(walker: Walker, client: Client, today) -> None:
    _, (_, first, second) = closed_year(walker, 20, 15, 10)
    usulan = next_year(walker)
    village = sign_in(client, walker, Role.OPERATOR_DESA)
    listed = one_line(village.get(reverse("swadaya:candidates", args=[usulan.public_id])))
    assert "2 calon dari desa ini belum mendapat tempat" in listed
    address = reverse("swadaya:carry", args=[usulan.public_id])
    assert first.title in one_line(village.get(address))
    nobody = village.post(address, {})
    assert nobody.status_code == 422
    assert "Pilih paling sedikit satu calon" in one_line(nobody)
    assert village.post(address, {"calon": [first.pk]}).status_code == 302
    old, new = Calon.objects.get(berkas=first), Calon.objects.get(berkas__parent=usulan)
    assert (new.person, new.family, new.residents, new.income) == (old.person, old.family, old.residents, old.income)
    assert carried_from([new.berkas_id]) == {new.berkas_id: first}
    listed = one_line(village.get(reverse("swadaya:candidates", args=[usulan.public_id])))
    assert "Cadangan 2026" in listed
    assert "1 calon dari desa ini" in listed
    assert "lanjutan dari" in one_line(village.get(new.berkas.get_absolute_url())).lower()
    assert "dilanjutkan sebagai" in one_line(village.get(first.get_absolute_url())).lower()
    twice = village.post(address, {"calon": [first.pk, second.pk]})
    assert twice.status_code == 422
    assert "sudah diambil atau diusulkan di tempat lain" in one_line(twice)
    assert Calon.objects.filter(berkas__parent=usulan).count() == 1
    assert list(verify(kept_heads())) == []


def test_survey_photos_and_verdict_are_made_anew_where_the_survey_is_old(walker: Walker) -> None:
    _, (_, reserve) = closed_year(walker, 20, 15)
    usulan = next_year(walker)
    Parameter.objects.filter(key=SURVEY_AGE.key).update(value=6)
    (made,) = carry(walker, usulan, [reserve])
    case = made.berkas
    walker.pass_by(usulan, ("draf", "pemeriksaan"))
    assert not HouseSurvey.objects.filter(berkas=case).exists()
    assert not Assessment.objects.filter(berkas=case).exists()
    assert any("Survei rumah belum diisi" in each for each in sentences(case, "layak"))
    before = HouseSurvey.objects.get(berkas=reserve)
    form = GroupForm(group=BY_KEY["tanah"], survey=None, calon=made, before=before)
    assert form.initial["land_proof"] == before.land_proof


def test_who_may_not_and_what_is_not_of_the_village_is_refused(walker: Walker) -> None:
    _, (awarded, reserve) = closed_year(walker, 20, 15)
    usulan = next_year(walker)
    with pytest.raises(RefusedError):
        carry(walker, usulan, [reserve], by=Role.KABID_PRM)
    with pytest.raises(SipocError, match="Sudah di tahap ditetapkan"):
        carry(walker, usulan, [awarded])
    assert len(carry(walker, usulan, [reserve])) == 1
    with pytest.raises(SipocError, match="sudah diambil"):
        carry(walker, walker.open(USULAN, parent=usulan.parent), [reserve])


def test_who_was_taken_off_the_list_may_be_taken_over_again(walker: Walker) -> None:
    _, (_, reserve) = closed_year(walker, 20, 15)
    usulan = next_year(walker)
    (made,) = carry(walker, usulan, [reserve])
    take(walker, made.berkas, "keluarkan")
    known = takeable(known_households(walker.holder(Role.OPERATOR_DESA), usulan))
    assert [each.calon.berkas for each in known] == [reserve]


def test_the_statements_do_not_grow_with_the_reserves(walker: Walker) -> None:
    _, (_, first, *others) = closed_year(walker, 20, 15, 14, 13, 12)
    usulan = next_year(walker)
    counts = []
    for cases in ([first], others):
        with CaptureQueriesContext(connection) as queries:
            carry(walker, usulan, cases)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_year_without_reserves_before_offers_none(walker: Walker) -> None:
    usulan = reach(walker, "draf", kind="usulan")
    assert not known_households(walker.holder(Role.OPERATOR_DESA), usulan)
