"""One value for each kind of work: stated once with the quota, printed on the decree, paid, and counted."""

from functools import partial

import pytest

from perkim.accounts.roles import Role
from perkim.funds.gates import Ceilings
from perkim.schemes.approval import recipients
from perkim.schemes.drafts.decree import decree
from perkim.schemes.papers import year as papers
from perkim.sipoc.actions import changing
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Assessment, Place, Ranking
from perkim.swadaya.ranking.actions import fill_vacancy, freeze_ranking
from perkim.swadaya.ranking.announcing import approve_ranking
from perkim.swadaya.ranking.quota import QuotaLimits, state_quota
from perkim.swadaya.ranking.values import decreed_value_of_many
from rtlh.scheme import SCHEME
from tests.every_programme.providing import provide
from tests.every_programme.walker import Walker
from tests.rtlh.building import amounts, fill
from tests.rtlh.rankings import approved, closed, frozen, quota, year_with
from tests.rtlh.walks import take

# Kepmen PUPR 158/2019 (`domain.md` §4.1).
SIDE_BY_SIDE = {
    "PK": Ceilings(material=15_000_000, wages=2_500_000),
    "PB": Ceilings(material=30_000_000, wages=5_000_000),
}


def ranked(walker: Walker, year: Berkas, **limits):
    kabid = walker.holder(Role.KABID_PRM)
    state_quota(actor=kabid, case=year, limits=QuotaLimits(aid=SIDE_BY_SIDE, **limits), now=walker.tick())
    return freeze_ranking(actor=kabid, case=year, seen=None, now=walker.tick())


def ceiling(year: Berkas, amount: int | None) -> Berkas:
    Berkas.objects.filter(pk=year.pk).update(amount=amount)
    return Berkas.objects.get(pk=year.pk)


def worth(case: Berkas) -> int | None:
    return Berkas.objects.get(pk=case.pk).amount


def test_what_the_decree_says_is_what_the_account_gets_and_what_is_counted(walker: Walker) -> None:
    year, (new, repaired) = year_with(walker, 20, 10)
    Assessment.objects.filter(berkas=new).update(kind="PB")
    ranked(walker, year, units=2)
    sheet = decree(SCHEME, year, walker.now.date())
    assert [row["nilai"] for row in sheet["lampiran"]["penerima"]] == [35_000_000, 17_500_000]
    assert sheet["lampiran"]["total"] == 52_500_000
    assert sheet["diktum"][0].startswith("Menetapkan 2 (dua) penerima bantuan")
    assert [each[-1] for each in sheet["tembusan"]] == [";"] * (len(sheet["tembusan"]) - 1) + ["."]
    assert "Rp17.500.000,00" in sheet["diktum"][1]
    assert "Rp35.000.000,00" in sheet["diktum"][1]
    assert decreed_value_of_many([new.pk, repaired.pk]) == {new.pk: 35_000_000, repaired.pk: 17_500_000}
    assert worth(new) is None, "nothing is promised before the decree"
    take(walker, new, "tetapkan")
    assert worth(new) == 35_000_000
    with pytest.raises(SipocError, match="menurut penetapannya"):
        changing.change(actor=walker.holder(Role.TFL), case=new, title=new.title, amount=1, now=walker.tick())
    correct(actor=walker.holder(Role.KABID_PRM), case=new, reason="Belum waktunya.", now=walker.tick())
    assert worth(new) is None
    take(walker, new, "tetapkan")
    walker.pass_by(new, ("ditetapkan", "rekening"))
    fill(walker, Berkas.objects.get(pk=new.pk))
    assert amounts(new) == [("SALUR", None, 35_000_000)]
    take(walker, repaired, "tetapkan")
    take(walker, repaired, "gugur", by=Role.KABID_PRM)
    assert (worth(repaired), worth(new)) == (None, 35_000_000)


def test_a_quota_stays_below_the_ceiling_of_its_activity(walker: Walker) -> None:
    year, _ = year_with(walker, 30, 20, 10)
    year = ceiling(year, 40_000_000)
    with pytest.raises(SipocError, match=r"Rp60\.000\.000, melebihi pagu kegiatan Rp40\.000\.000"):
        quota(walker, year, units=3)
    with pytest.raises(SipocError, match=r"Batas Rp60\.000\.000 melebihi pagu kegiatan Rp40\.000\.000"):
        quota(walker, year, rupiah=60_000_000)
    ranking = closed(walker, frozen(walker, year, units=2))
    told = recipients(SCHEME, Berkas.objects.get(pk=year.pk)).checks[0]
    assert (told.good, told.words) == (True, "Nilai semua penerima Rp40.000.000, pagu kegiatan Rp40.000.000")
    for amount, words in ((39_999_999, "melebihi pagu kegiatan Rp39.999.999 sebesar Rp1"), (None, "belum diisi")):
        year = ceiling(year, amount)
        assert not recipients(SCHEME, year).checks[0].good
        with pytest.raises(SipocError, match=words):
            approve_ranking(actor=walker.holder(Role.KADIS), ranking=ranking, now=walker.tick())


def test_without_a_ceiling_no_limit_in_rupiah_is_typed(walker: Walker) -> None:
    year, _ = year_with(walker, 10)
    with pytest.raises(SipocError, match="Pagu kegiatan belum diisi"):
        quota(walker, ceiling(year, None), rupiah=20_000_000)


def test_a_house_whose_kind_of_work_is_not_known_is_not_ranked(walker: Walker) -> None:
    year, (house,) = year_with(walker, 10)
    Assessment.objects.filter(berkas=house).update(kind="")
    with pytest.raises(SipocError, match="Jenis pekerjaan .* belum diketahui"):
        frozen(walker, year, units=1)


def test_the_reserve_that_moves_up_is_one_that_the_ceiling_still_pays(walker: Walker) -> None:
    year, (first, dear, cheap) = year_with(walker, 30, 20, 10)
    Assessment.objects.filter(berkas=dear).update(kind="PB")
    ranking = ranked(walker, ceiling(year, 20_000_000), units=1)
    take(walker, first, "gugur", by=Role.KABID_PRM)
    vacancy = Place.objects.get(ranking=ranking, berkas=first)
    heir = fill_vacancy(actor=walker.holder(Role.KABID_PRM), place=vacancy, now=walker.tick())
    assert heir.berkas_id == cheap.pk


def test_the_ceiling_is_never_below_what_the_decree_gives(walker: Walker) -> None:
    year, _houses = year_with(walker, 20, 10)
    ranking = ranked(walker, year, units=2)
    change = partial(changing.change, actor=walker.holder(Role.KABID_PRM), title=year.title)
    assert change(case=year, amount=10_000_000, now=walker.tick()).amount == 10_000_000, "nothing is promised yet"
    change(case=year, amount=90_000_000, now=walker.tick())
    approved(walker, Ranking.objects.get(pk=ranking.pk))
    provide(papers.sk_penerima(SCHEME), walker, Berkas.objects.get(pk=year.pk))
    for amount in (34_999_999, 0, None):
        with pytest.raises(SipocError, match=r"SK penerima sudah menetapkan Rp35\.000\.000"):
            change(case=year, amount=amount, now=walker.tick())
    assert worth(year) == 90_000_000
    assert change(case=year, amount=35_000_000, now=walker.tick()).amount == 35_000_000
