"""A site that straddles two villages or two kecamatan: who sees it, and who may decide (`domain.md` §7.4)."""

import pytest

from perkim.accounts.roles import Role
from perkim.sipoc import scopes
from perkim.sipoc.exceptions import RefusedError
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.policies import may_see, parts_of
from tests.cast import CANDIPURO, KABUPATEN, SUMBERWULUH, employ
from tests.perkim.sipoc.paper.conftest import SINCE
from tests.perkim.sipoc.paper.walking import at, waiting
from tests.samples.siteplan import SITEPLAN

PASIRIAN, JARIT, BADES, BAGO = "35.08.04", "35.08.03.2002", "35.08.04.2003", "35.08.04.2004"
NOW = at("2026-06-22 09:00")


@pytest.fixture
def site(declare, staff, open_at, take):
    declare(SITEPLAN)

    def at_these(*villages: str) -> Berkas:
        case = open_at(staff.fo, SITEPLAN, "izin", NOW, title="Griya Batas", regions=villages)
        return take(staff.fo, case, "daftar", NOW)

    return at_these


def sees(user, case: Berkas) -> bool:
    """The list, the single row and the rule of one case must agree."""
    listed = case.pk in Berkas.objects.first_of(scopes.case_branches(user), ("ranked_due", "id"), 26)
    assert listed == Berkas.objects.visible_to(user).filter(pk=case.pk).exists()
    assert listed == may_see(user, case, parts_of(user, [case]))
    return listed


def officer(role: Role, region: str):
    return employ(role, username=f"{role.lower()}.{region}".replace("_", "."), region=region, starts=SINCE)


def test_in_two_villages_it_belongs_to_their_kecamatan(site) -> None:
    case = site(SUMBERWULUH, JARIT)
    assert (case.region_id, case.kecamatan, case.spans) == (CANDIPURO, CANDIPURO, True)
    assert sorted(case.areas.values_list("region", flat=True)) == [JARIT, SUMBERWULUH]


def test_both_villages_see_it_and_no_third(site, staff) -> None:
    case = site(SUMBERWULUH, JARIT)
    assert sees(staff.operator_desa, case)
    assert sees(officer(Role.OPERATOR_DESA, JARIT), case)
    assert not sees(officer(Role.OPERATOR_DESA, "35.08.03.2001"), case)
    assert not sees(officer(Role.OPERATOR_DESA, BADES), case)


def test_their_kecamatan_sees_it_and_may_decide(site, take) -> None:
    case = site(SUMBERWULUH, JARIT)
    here, elsewhere = officer(Role.STAF, CANDIPURO), officer(Role.STAF, PASIRIAN)
    assert (sees(here, case), sees(elsewhere, case)) == (True, False)
    assert Tugas.objects.for_user(here).get().title == "Periksa kelengkapan"
    with pytest.raises(RefusedError):
        take(elsewhere, case, "lengkap", NOW)
    assert take(here, case, "lengkap", NOW).stage == "rapat"


def test_across_two_kecamatan_both_see_it_and_only_the_kabupaten_decides(site, staff, take) -> None:
    case = site(SUMBERWULUH, BADES)
    assert (case.region_id, case.kecamatan, case.spans) == (KABUPATEN, KABUPATEN, True)
    for region in (CANDIPURO, PASIRIAN):
        half = officer(Role.STAF, region)
        assert sees(half, case)
        assert not Tugas.objects.for_user(half).exists()
        with pytest.raises(RefusedError, match="untuk wilayah berkas ini"):
            take(half, case, "lengkap", NOW)
    assert sees(staff.operator_desa, case)
    assert sees(officer(Role.KADES, BADES), case)
    assert not sees(officer(Role.KADES, BAGO), case)
    assert waiting(case) == {"Periksa kelengkapan": "STAF"}
    assert Tugas.objects.for_user(staff.staf).exists()
    assert take(staff.staf, case, "lengkap", NOW).stage == "rapat"


def test_a_village_named_twice_is_one_area(site) -> None:
    case = site(SUMBERWULUH, SUMBERWULUH)
    assert (case.region_id, case.spans, case.areas.count()) == (SUMBERWULUH, False, 1)


def test_who_holds_both_kecamatan_apart_does_not_hold_the_whole(site, take) -> None:
    """Two assignments of halves are not one of the whole: the decision is the kabupaten's."""
    case = site(SUMBERWULUH, BADES)
    both = officer(Role.STAF, CANDIPURO)
    officer_of_pasirian = officer(Role.STAF, PASIRIAN)
    officer_of_pasirian.assignments.update(user=both)
    with pytest.raises(RefusedError):
        take(both, case, "lengkap", NOW)
