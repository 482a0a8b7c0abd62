"""The PPK's SK names the recipients: what differs from our list is said before anybody is promised anything."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from bsps.scheme import SCHEME
from bsps.stages import COORDINATION
from perkim.accounts.roles import Role
from perkim.people.identities import Identity
from perkim.schemes.names import allocated_names, decreed_names
from perkim.schemes.papers import year as papers
from perkim.sipoc.exceptions import BlockedError
from perkim.sipoc.models import Berkas
from perkim.swadaya.paper_names.actions import NameOnPaper, answer_name
from perkim.swadaya.paper_names.demo import bring_names, names_as_ours
from perkim.swadaya.paper_names.requirements import differences_of
from tests.bsps.test_allocation import freeze, record
from tests.cast import give_second_factor
from tests.every_programme.opening import identity
from tests.every_programme.walker import Walker
from tests.pages import one_line
from tests.rtlh.rankings import year_with
from tests.rtlh.test_reserves import award
from tests.rtlh.walks import sentences
from tests.worlds import kept

DECREED, ALLOCATED = decreed_names(SCHEME), allocated_names(SCHEME)
STRANGER: Identity = identity(800, "Warga Lain")


@pytest.fixture
def decreed(walker: Walker) -> tuple[Berkas, list[Berkas]]:
    return decreed_year(walker)


@kept
def decreed_year(walker: Walker) -> tuple[Berkas, list[Berkas]]:
    """A year whose SK is recorded, with two households on its list."""
    year, houses = year_with(walker, 30, 20)
    freeze(walker, year)
    for paper in (COORDINATION, papers.pengajuan_sk(SCHEME), papers.sk_penerima(SCHEME)):
        record(walker, year, paper)
    return Berkas.objects.get(pk=year.pk), houses


def bring(walker: Walker, year: Berkas, *names: NameOnPaper) -> None:
    bring_names(DECREED, walker, Berkas.objects.get(pk=year.pk), list(names))


def ours(year: Berkas) -> list[NameOnPaper]:
    return names_as_ours(DECREED, year)


def test_without_a_list_nothing_is_asked(decreed: tuple[Berkas, list[Berkas]]) -> None:
    assert sentences(decreed[0], "tetapkan") == []


def test_without_a_list_no_tick_says_that_names_were_compared(
    walker: Walker, decreed: tuple[Berkas, list[Berkas]], client: Client
) -> None:
    year, _ = decreed
    reader = walker.holder(Role.KADIS)
    give_second_factor(reader)
    client.force_login(reader)
    address = year.get_absolute_url()
    before = one_line(client.get(address))
    assert len(re.findall("dibandingkan; daftarnya tidak wajib.</span></span>[^/]*Belum perlu", before)) == 2
    ticks = before.count("Lengkap</span>")
    bring(walker, year, *ours(year))
    after = one_line(client.get(address))
    assert after.count("daftarnya tidak wajib.") == 1
    assert after.count("Lengkap</span>") == ticks + 1


def test_an_sk_with_somebody_unknown_waits_for_an_answer(walker: Walker, decreed: tuple[Berkas, list[Berkas]]) -> None:
    year, _ = decreed
    stranger = NameOnPaper(line=9, name=STRANGER.name, nik=STRANGER.nik)
    bring(walker, year, *ours(year), stranger)
    assert sentences(year, "tetapkan") == [
        "Nama pada SK PPK: 1 nama di daftarnya bukan di antara nama yang dibandingkan dan belum dijawab."
    ]
    difference = differences_of(DECREED, [year.pk])[year.pk][0]
    answer_name(
        actor=walker.holder(Role.KABID_PRM),
        case=Berkas.objects.get(pk=year.pk),
        requirement=DECREED,
        name=difference.listed.pk,
        sorts=[difference.sort],
        reason="Ralat sudah diminta kepada PPK dengan surat nomor 12.",
        now=walker.tick(),
    )
    assert sentences(year, "tetapkan") == []


def test_who_is_missing_in_the_sk_is_not_awarded(walker: Walker, decreed: tuple[Berkas, list[Berkas]]) -> None:
    year, (first, second) = decreed
    listed = ours(year)
    bring(walker, year, listed[0])
    walker.pass_by(year, ("penetapan",))
    with pytest.raises(BlockedError) as blocked:
        award(walker, [first, second])
    assert list(blocked.value.blockers) == [second.pk]
    assert blocked.value.blockers[second.pk][0].startswith("Nama calon ini tidak tercantum pada SK nomor ")
    assert [each.stage for each in award(walker, [first])] == ["ditetapkan"]


def test_a_new_house_for_one_that_is_only_damaged_needs_another_sk(
    walker: Walker, decreed: tuple[Berkas, list[Berkas]]
) -> None:
    year, _ = decreed
    first, second = ours(year)
    bring(walker, year, replace(first, kind="PB"), second)
    assert sentences(year, "tetapkan") == [
        "Nama pada SK PPK: 1 jenis pekerjaan di daftarnya berbeda dari hasil survei."
    ]
    bring(walker, year, first, second)
    assert sentences(year, "tetapkan") == []


def test_an_sk_that_gives_another_value_is_not_followed(walker: Walker, decreed: tuple[Berkas, list[Berkas]]) -> None:
    year, _ = decreed
    first, second = ours(year)
    bring(walker, year, first, replace(second, amount=17_500_000))
    assert sentences(year, "tetapkan") == [
        "Nama pada SK PPK: 1 nilai di daftarnya berbeda dari nilai bantuan di portal."
    ]


def test_the_names_of_the_allocation_are_compared_with_all_candidates(walker: Walker) -> None:
    year, _ = year_with(walker, 30, 20)
    names = [*names_as_ours(ALLOCATED, year), NameOnPaper(line=9, name=STRANGER.name, nik=STRANGER.nik)]
    bring_names(ALLOCATED, walker, Berkas.objects.get(pk=year.pk), names)
    said = [each for each in sentences(year, "tetapkan") if each.startswith("Nama pada SK alokasi")]
    assert said == [
        "Nama pada SK alokasi: 1 nama di daftarnya bukan di antara nama yang dibandingkan dan belum dijawab."
    ]
