"""Nobody is aided twice in one year: BSPS and RTLH know of each other's people, by number, family and house."""

from datetime import date
from uuid import uuid4

import pytest

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.actions.moving import Decision, move
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from perkim.swadaya.candidates.actions import Proposal, propose_many
from perkim.swadaya.models import Calon
from perkim.swadaya.verdict.facts import facts_of
from tests.cast import SUMBERWULUH, employ
from tests.every_programme.opening import identity
from tests.every_programme.walker import Walker
from tests.rtlh.walks import reach

JUGOSARI = "35.08.03.2001"


def propose(walker: Walker, usulan: Berkas, **told) -> Calon:
    process = walker.programme.process("penerima")
    proposal = Proposal(**{"identity": identity(500, "Suparman"), "residents": 4, **told})
    usulan = Berkas.objects.get(pk=usulan.pk)
    return propose_many(
        actor=operator(usulan.region), usulan=usulan, process=process, proposals=[proposal], now=walker.tick()
    )[0]


def operator(village: Region) -> User:
    """The account of a village's desk."""
    username = f"operator.{village.code}"
    known = User.objects.filter(username=username).first()
    return known or employ(Role.OPERATOR_DESA, region=str(village.code), username=username, starts=date(2026, 1, 1))


def proposal_of(walker: Walker, village: str) -> Berkas:
    """A draft of this village."""
    process = walker.programme.process("usulan")
    return open_case(
        actor=operator(Region.objects.get(code=village)),
        programme=walker.programme,
        process=process,
        new=NewCase(title="Perbaikan rumah", regions=[Region.objects.get(code=village)]),
        now=walker.tick(),
        parent=walker.open(walker.programme.process("kegiatan")),
    )


def other_programme(walker: Walker) -> None:
    walker.programme = programme("rtlh" if walker.programme.slug == "bsps" else "bsps")


@pytest.mark.parametrize(
    ("village", "said"),
    [
        (SUMBERWULUH, "Suparman sudah diusulkan tahun 2026 pada daftar calon yang belum dikirim"),
        # Another village is not told where.
        (JUGOSARI, "NIK Suparman sudah tercatat pada usulan lain tahun ini. Cocokkan NIK-nya dengan KTP."),
    ],
)
def test_a_candidate_of_rtlh_is_not_proposed_for_bsps_of_the_same_year(walker: Walker, village: str, said: str) -> None:
    other_programme(walker)
    first = propose(walker, walker.open(walker.programme.process("usulan")))
    other_programme(walker)
    second = proposal_of(walker, village)
    with pytest.raises(SipocError, match=said):
        propose(walker, second)
    assert Calon.objects.filter(person=first.person).count() == 1


def test_who_was_taken_off_one_list_and_put_on_another_does_not_come_back_by_correcting(walker: Walker) -> None:
    other_programme(walker)
    first = propose(walker, proposal_of(walker, SUMBERWULUH)).berkas
    desk = operator(Region.objects.get(code=SUMBERWULUH))
    way = first.declared_stage.move("keluarkan")
    decision = Decision(move=way.key, key=uuid4(), reason=way.reasons[0])
    move(actor=desk, case=first, decision=decision, lock_version=first.lock_version, now=walker.tick())
    other_programme(walker)
    propose(walker, proposal_of(walker, SUMBERWULUH))
    ended = Berkas.objects.get(pk=first.pk)
    with pytest.raises(SipocError, match="Suparman sudah diusulkan lagi tahun 2026 di tempat lain"):
        correct(actor=desk, case=ended, reason="Salah tekan.", now=walker.tick())
    assert not Berkas.objects.get(pk=first.pk).is_open


def test_a_family_that_is_being_surveyed_for_rtlh_is_a_rival_of_its_own(walker: Walker) -> None:
    other_programme(walker)
    first = reach(walker, "survei")
    other_programme(walker)
    second = reach(walker, "survei")
    Calon.objects.filter(berkas=second).update(family=Calon.objects.get(berkas=first).family)
    rivals = facts_of(second, walker.now.date()).rivals
    assert [(each.case, each.same) for each in rivals] == [(first.number, "kk")]
