"""The ministry's allocation is the quota: by village and kind of work, restated when its paper changes, and cut while
the villages are surveyed or after the decree."""

import pytest

from bsps.scheme import SCHEME
from perkim.accounts.roles import Role
from perkim.documents.actions.recording import withdraw_paper
from perkim.documents.models import Dokumen
from perkim.schemes.papers import year as papers
from perkim.sipoc.exceptions import SipocError, StaleError
from perkim.sipoc.models import Berkas, Tugas
from perkim.swadaya.models import Assessment, Place, Quota, Ranking
from perkim.swadaya.ranking.actions import freeze_ranking
from perkim.swadaya.ranking.quota import QuotaLimits, stamp, state_quota
from perkim.swadaya.ranking.requirements import ChoiceAnnounced
from tests.cast import SUMBERWULUH
from tests.every_programme.providing import provide
from tests.every_programme.walker import Walker
from tests.rtlh.rankings import SAME, closed, order_of, year_with
from tests.rtlh.test_reserves import award
from tests.rtlh.walks import above, reach, sentences, take

OTHER_VILLAGE = "35.08.03.2001"
NOT_CUT = "Kuotanya diubah sesudah daftar ini dibekukan, jadi daftarnya belum menurut kuota itu. Bekukan lagi."


def allocate(walker: Walker, year: Berkas, units: int = 50, **limits: dict[str, int]) -> Quota:
    stated = QuotaLimits(units=units, aid=SAME, **limits)
    case = Berkas.objects.get(pk=year.pk)
    return state_quota(actor=walker.holder(Role.KABID_PRM), case=case, limits=stated, now=walker.tick())


def freeze(walker: Walker, year: Berkas) -> Ranking:
    before = Ranking.objects.current().filter(berkas=year).first()
    seen = before.pk if before else None
    case = Berkas.objects.get(pk=year.pk)
    return freeze_ranking(actor=walker.holder(Role.KABID_PRM), case=case, seen=seen, now=walker.tick())


def record(walker: Walker, year: Berkas, paper) -> None:
    provide(paper, walker, Berkas.objects.get(pk=year.pk))


def test_the_team_stage_waits_for_the_numbers_of_the_paper(walker: Walker) -> None:
    year = walker.open(walker.programme.process("kegiatan"))
    assert "Jumlah rumah menurut SK alokasi belum diisi: isi jumlah rumah menurut naskahnya." in sentences(
        year, "lanjut"
    )
    allocate(walker, year)
    assert not [each for each in sentences(year, "lanjut") if "Jumlah rumah" in each]


def test_a_newer_paper_asks_for_its_numbers(walker: Walker) -> None:
    year = walker.open(walker.programme.process("kegiatan"))
    allocate(walker, year)
    record(walker, year, papers.money(SCHEME))
    said = [each for each in sentences(year, "lanjut") if each.startswith("Jumlah rumah menurut SK alokasi belum")]
    assert said[0].endswith("Cocokkan, lalu simpan lagi.")
    allocate(walker, year)
    assert not [each for each in sentences(year, "lanjut") if "Jumlah rumah" in each]


def test_who_states_the_numbers_is_called_when_the_paper_is_there(walker: Walker) -> None:
    year = walker.open(walker.programme.process("kegiatan"))
    waiting = Tugas.objects.waiting().filter(berkas=year, key="kuota")
    assert not waiting.exists()
    record(walker, year, papers.money(SCHEME))
    assert [each.role for each in waiting] == [Role.KABID_PRM]
    allocate(walker, year)
    assert not waiting.all().exists()
    walker.pass_by(year, ("tim",))
    here = Tugas.objects.waiting().filter(berkas=year)
    assert not here.filter(key__in=["sk_alokasi", "kuota"]).exists(), "both are there"


def test_villages_get_no_more_than_the_whole(walker: Walker) -> None:
    year = walker.open(walker.programme.process("kegiatan"))
    with pytest.raises(SipocError, match="Kuota semua desa bersama 6 rumah, melebihi kuota rumah 5"):
        allocate(walker, year, 5, villages={OTHER_VILLAGE: 4, SUMBERWULUH: 2})
    allocate(walker, year, 6, villages={OTHER_VILLAGE: 4, SUMBERWULUH: 2})


def test_both_kinds_of_work_add_up_to_the_whole(walker: Walker) -> None:
    year = walker.open(walker.programme.process("kegiatan"))
    with pytest.raises(SipocError, match="Kuota semua jenis bersama 5 rumah, padahal kuota rumah 10"):
        allocate(walker, year, 10, kinds={"PK": 2, "PB": 3})
    allocate(walker, year, 10, kinds={"PK": 7, "PB": 3})


def test_the_villages_are_asked_for_until_they_add_up(walker: Walker) -> None:
    year = walker.open(walker.programme.process("kegiatan"))
    allocate(walker, year, 10, villages={OTHER_VILLAGE: 4})
    assert "Kuota desa baru 4 dari 10 rumah. Isi kuota desa yang lain juga." in sentences(year, "lanjut")
    allocate(walker, year, 10, villages={OTHER_VILLAGE: 4, SUMBERWULUH: 6})
    assert not [each for each in sentences(year, "lanjut") if "Kuota desa" in each]


def test_after_the_decree_a_newer_paper_may_only_confirm_the_numbers(walker: Walker) -> None:
    year, _ = year_with(walker, 30, 20)
    walker.pass_by(year, ("penetapan",))
    take(walker, year, "ubah_sk")
    stated = Quota.objects.get(berkas=year).units
    with pytest.raises(SipocError, match="SK penerima sudah dicatat"):
        allocate(walker, year, stated - 1)
    assert allocate(walker, year, stated).units == stated


def test_a_village_that_is_not_in_the_allocation_is_not_accepted(walker: Walker) -> None:
    proposal = reach(walker, "pemeriksaan", kind="usulan")
    year = above(proposal, "kegiatan")
    allocate(walker, year, villages={OTHER_VILLAGE: 10})
    assert sentences(proposal, "terima") == [
        (
            "Sumberwuluh tidak tercantum pada SK alokasi. Tolak usulan dengan alasan itu, atau betulkan kuota desanya "
            "pada kegiatan bila memang tercantum."
        )
    ]
    allocate(walker, year, villages={OTHER_VILLAGE: 10, SUMBERWULUH: 5})
    assert sentences(proposal, "terima") == []


def test_nobody_is_accepted_before_the_numbers_are_there(walker: Walker) -> None:
    proposal = reach(walker, "pemeriksaan", kind="usulan")
    assert sentences(proposal, "terima")[0].startswith("Jumlah rumah menurut SK alokasi belum diisi pada kegiatannya")


def test_a_list_with_a_place_for_everybody_is_not_announced(walker: Walker) -> None:
    year, _ = year_with(walker, 30, 20)
    freeze(walker, year)
    assert not [each for each in sentences(year, "tetapkan") if "diumumkan" in each]
    over = ChoiceAnnounced.find(year.declared_stage)
    assert over
    assert over.fact(year) == ""
    assert over.unneeded(year) == "Semua calon yang layak berada di dalam kuota."


def test_cut_after_the_survey_the_list_is_frozen_anew_and_announced(walker: Walker) -> None:
    year, (a, b, c) = year_with(walker, 30, 20, 10)
    freeze(walker, year)
    record(walker, year, papers.pengajuan_sk(SCHEME))
    allocate(walker, year, 2)
    assert NOT_CUT in sentences(year, "tetapkan")
    ranking = freeze(walker, year)
    assert order_of(ranking) == [(a.pk, None), (b.pk, None), (c.pk, 1)]
    left = sentences(year, "tetapkan")
    assert "Peringkat belum diumumkan." in left
    assert [each for each in left if each.startswith("Surat pengajuan SK penerima yang tercatat sudah tidak sesuai")]
    closed(walker, ranking)
    assert "Peringkat belum diumumkan." not in sentences(year, "tetapkan")


def test_a_kind_of_work_gets_no_more_than_its_share(walker: Walker) -> None:
    year, (a, b, c) = year_with(walker, 30, 20, 10)
    Assessment.objects.filter(berkas__in=[a.pk, b.pk]).update(kind="PB")
    allocate(walker, year, 3, kinds={"PB": 1, "PK": 2})
    assert order_of(freeze(walker, year)) == [(a.pk, None), (b.pk, 1), (c.pk, None)]


def test_cut_after_the_decree_recipients_keep_their_places(walker: Walker) -> None:
    year, (a, b) = year_with(walker, 30, 20)
    walker.pass_by(year, ("penetapan",))
    award(walker, [a])
    take(walker, year, "ubah_sk")
    withdraw_decree(walker, year)
    allocate(walker, year, 1)
    ranking = freeze(walker, year)
    assert order_of(ranking) == [(a.pk, None), (b.pk, 1)]
    assert Place.objects.get(ranking=ranking, berkas=a).score == 30


def test_more_recipients_than_the_allocation_has_left_must_leave_first(walker: Walker) -> None:
    year, (a, b) = year_with(walker, 30, 20)
    walker.pass_by(year, ("penetapan",))
    award(walker, [a, b])
    take(walker, year, "ubah_sk")
    withdraw_decree(walker, year)
    allocate(walker, year, 1)
    with pytest.raises(SipocError, match="2 penerima sudah ditetapkan, lebih banyak dari kuota"):
        freeze(walker, year)


def withdraw_decree(walker: Walker, year: Berkas) -> None:
    paper = Dokumen.objects.live().get(berkas=year, key=SCHEME.decree.key)
    withdraw_paper(actor=walker.holder(Role.STAF), dokumen=paper, reason="Alokasi dikurangi.", now=walker.tick())


def test_of_two_pages_that_state_the_quota_the_second_is_told(walker: Walker) -> None:
    year = walker.open(walker.programme.process("kegiatan"))
    seen = stamp(allocate(walker, year, 5))
    allocate(walker, year, 6)
    stated = QuotaLimits(units=7, aid=SAME)
    case, kabid = Berkas.objects.get(pk=year.pk), walker.holder(Role.KABID_PRM)
    with pytest.raises(StaleError):
        state_quota(actor=kabid, case=case, limits=stated, now=walker.tick(), seen=seen)
    assert Quota.objects.get(berkas=year).units == 6
