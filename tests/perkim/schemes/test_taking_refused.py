"""What a proposal may not take, what it costs to ask, and two that take the same household at the same moment."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.audit.heads import kept_heads
from perkim.audit.verification import verify
from perkim.sipoc.actions.correcting import correct
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.candidates.actions import Proposal, propose_many
from perkim.swadaya.candidates.takeable import known_households, takeable
from perkim.swadaya.candidates.views import process_below
from perkim.swadaya.models import Calon
from tests.cast import TOMPOKERSAN, employ
from tests.every_programme.opening import identity
from tests.every_programme.walker import Walker
from tests.pages import one_line
from tests.perkim.schemes.taking import draft_of, household_in, running_twice, serve, take_into
from tests.races import at_once
from tests.rtlh.walks import reach

NELAYAN, RTLH = "nelayan", "rtlh"


@pytest.fixture
def village(walker: Walker, client: Client, monkeypatch) -> Client:
    monkeypatch.setattr(timezone, "now", lambda: walker.now)
    client.force_login(walker.holder(Role.OPERATOR_DESA))
    return client


@pytest.fixture
def busy(fresh_database, programme, uploads_folder) -> Walker:
    return Walker(programme)


def page_of(draft: Berkas, name: str = "carry") -> str:
    return reverse(f"swadaya:{name}", args=[draft.public_id])


def test_a_household_of_another_village_is_refused(walker: Walker, village: Client) -> None:
    theirs = household_in(walker, draft_of(walker, RTLH))
    Berkas.objects.filter(pk=theirs.pk).update(region=TOMPOKERSAN)
    draft = draft_of(walker, NELAYAN)
    assert theirs.title not in one_line(village.get(page_of(draft)))
    refused = village.post(page_of(draft), {"calon": [theirs.pk]})
    assert refused.status_code == 422
    assert "sudah diambil atau diusulkan di tempat lain" in one_line(refused)
    village.force_login(employ(Role.OPERATOR_DESA, username="jauh", region=TOMPOKERSAN))
    assert village.get(page_of(draft)).status_code == 404
    assert village.post(page_of(draft), {"calon": [theirs.pk]}).status_code == 404
    assert Berkas.objects.get(pk=theirs.pk).is_open


def test_a_person_typed_into_both_programmes_of_a_year_is_refused(walker: Walker) -> None:
    first = Calon.objects.select_related("person").get(berkas=household_in(walker, draft_of(walker, RTLH)))
    draft = draft_of(walker, NELAYAN)
    typed = Proposal(identity=identity_of(first), residents=4)
    with pytest.raises(SipocError, match="sudah diusulkan tahun 2026 pada daftar calon yang belum dikirim"):
        propose_many(
            actor=walker.holder(Role.OPERATOR_DESA),
            usulan=draft,
            process=process_below(draft),
            proposals=[typed],
            now=walker.tick(),
        )


def identity_of(calon: Calon):
    return identity(int(calon.person.nik[-4:]) - 9000)


def test_what_went_on_elsewhere_is_not_corrected(walker: Walker) -> None:
    first = household_in(walker, draft_of(walker, RTLH))
    (made,) = take_into(walker, draft_of(walker, NELAYAN), [first])
    with pytest.raises(SipocError, match="berlanjut di usulan lain"):
        correct(actor=walker.holder(Role.OPERATOR_DESA), case=first, reason="Keliru.", now=walker.tick())
    assert not running_twice()
    assert made.berkas.is_open


def test_candidates_of_other_programmes_stand_below_the_list(walker: Walker, village: Client) -> None:
    household_in(walker, draft_of(walker, RTLH))
    draft = draft_of(walker, NELAYAN)
    page = one_line(village.get(page_of(draft, "candidates")))
    section = page[page.index("Calon desa ini di program lain") :]
    assert "RTLH" in section
    assert "Dalam daftar desa" in section
    home = Berkas.objects.get(process="usulan")
    assert "program lain" not in one_line(village.get(page_of(home, "candidates")))


@pytest.mark.slow
def test_pages_and_taking_cost_the_same_for_one_and_for_four(walker: Walker, village: Client) -> None:
    counts: dict[str, list[int]] = {"candidates": [], "carry": [], "taken": []}
    serve(walker, RTLH)
    house = reach(walker, "layak")
    surveyed = [house, *(reach(walker, "layak", parent=house.parent) for _ in range(3))]
    listed = [household_in(walker, draft_of(walker, RTLH)) for _ in range(2)]
    drafts = [draft_of(walker, NELAYAN), draft_of(walker, NELAYAN)]
    for draft, cases in zip(drafts, ([surveyed[0], listed[0]], [*surveyed[1:], listed[1]]), strict=True):
        with CaptureQueriesContext(connection) as queries:
            take_into(walker, draft, cases)
        counts["taken"].append(len(queries))
        for name in ("candidates", "carry"):
            village.get(page_of(draft, name))
            with CaptureQueriesContext(connection) as queries:
                village.get(page_of(draft, name))
            counts[name].append(len(queries))
    assert {name: len(set(each)) for name, each in counts.items()} == dict.fromkeys(counts, 1), counts


def test_of_two_lists_that_take_one_household_at_once_one_gets_it(busy: Walker) -> None:
    house = household_in(busy, draft_of(busy, RTLH))
    drafts = [draft_of(busy, NELAYAN), draft_of(busy, NELAYAN)]
    actor = busy.holder(Role.OPERATOR_DESA)

    def taking(draft: Berkas):
        return lambda: take_into(busy, draft, [house], actor=User.objects.get(pk=actor.pk))

    answers = at_once(*map(taking, drafts))
    (refusal,) = [each for each in answers if isinstance(each, SipocError)]
    assert "sudah diambil atau diusulkan di tempat lain" in str(refusal)
    assert Calon.objects.filter(berkas__parent__in=drafts).count() == 1
    assert not running_twice()
    assert list(verify(kept_heads())) == []


def test_two_lists_that_take_from_each_other_at_once_both_get_theirs(busy: Walker) -> None:
    home, draft = draft_of(busy, RTLH), draft_of(busy, NELAYAN)
    mine, theirs = household_in(busy, home), household_in(busy, draft)
    actor = busy.holder(Role.OPERATOR_DESA)

    def taking(into: Berkas, case: Berkas):
        return lambda: take_into(busy, into, [case], actor=User.objects.get(pk=actor.pk))

    answers = at_once(taking(home, theirs), taking(draft, mine))
    assert not [each for each in answers if not isinstance(each, list)]
    assert not running_twice()
    known = known_households(User.objects.get(pk=actor.pk), home)
    assert len(takeable(known)) == 1
