"""Promise 4: who sees which case. The rows of a list and the rule of one case never disagree."""

from dataclasses import replace
from itertools import product

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.models import Berkas, Participant, Tugas
from perkim.sipoc.models.parties import INSTRUCTED
from perkim.sipoc.policies import may_do, may_see
from perkim.sipoc.scopes import case_branches, process_branches
from tests.cast import CANDIPURO, KABUPATEN, SUMBERWULUH, TOMPOKERSAN, employ, give, open_account
from tests.exhaustive import examples
from tests.perkim.sipoc.conftest import MONDAY
from tests.samples.letters import LETTERS, SURAT
from tests.samples.office import take_move
from tests.samples.registering import register_for_test

OTHER_VILLAGE, INVITED, LUMAJANG = "35.08.03.2001", "35.08.03.2002", "35.08.10"
PLACES = (
    (SUMBERWULUH,),
    (OTHER_VILLAGE,),
    (TOMPOKERSAN,),
    (SUMBERWULUH, OTHER_VILLAGE),
    (SUMBERWULUH, TOMPOKERSAN),
    (CANDIPURO,),
)
AREAS = (KABUPATEN, CANDIPURO, LUMAJANG, SUMBERWULUH, TOMPOKERSAN)
QUIET = replace(SURAT, confidential_to=(Role.PEJ_ADUAN,), own_roles={Role.TFL: Role.KORFAS})
SEEN_BY = (Role.KADIS, Role.APIP, Role.PEJ_ADUAN, Role.KORFAS)
QUIET_LETTERS = replace(LETTERS, processes=(replace(QUIET, seen_by=SEEN_BY),))
OTHERS = replace(LETTERS, slug="lain", processes=(replace(SURAT, prefix="LN"),))


@pytest.fixture
def cases(db, monkeypatch) -> list[Berkas]:
    """Letters in every kind of place, as drafts and handed in, plain and confidential; and one of another programme."""
    register_for_test(monkeypatch, QUIET_LETTERS)
    register_for_test(monkeypatch, OTHERS)
    system = User.objects.system()
    found = []
    for places, confidential, draft in product(PLACES, (False, True), (False, True)):
        regions = list(Region.objects.filter(pk__in=places))
        new = NewCase(title="Surat", regions=regions, confidential=confidential)
        process = QUIET_LETTERS.processes[0]
        case = open_case(actor=system, programme=QUIET_LETTERS, process=process, new=new, now=MONDAY)
        found.append(case if draft else hand_in(case))
    new = NewCase(title="Surat lain", regions=[Region.objects.get(pk=SUMBERWULUH)])
    found.append(open_case(actor=system, programme=OTHERS, process=OTHERS.processes[0], new=new, now=MONDAY))
    return found


def hand_in(case: Berkas) -> Berkas:
    """By the operators of another village, who are invited to this very case: also confidential ones."""
    sender = User.objects.filter(username="pengirim").first() or employ(
        Role.OPERATOR_DESA, username="pengirim", region=INVITED
    )
    Participant.objects.create(berkas=case, capacity="mitra", role=Role.OPERATOR_DESA, region_id=INVITED, since=MONDAY)
    return take_move(sender, case, "kirim")


def reader(*posts: tuple[Role, str, str], name: str = "pembaca") -> User:
    user = open_account(name)
    for role, region, programme in posts:
        give(user, role, region=region, programme=programme)
    return User.objects.get(pk=user.pk)


def seen(user: User) -> set[int]:
    return set(Berkas.objects.visible_to(user).values_list("pk", flat=True))


def village_only(role: Role, area: str) -> str:
    """Village roles hold one village, no more."""
    return area if len(area) == 13 or role not in (Role.OPERATOR_DESA, Role.KADES) else SUMBERWULUH


posts = st.lists(
    st.tuples(
        st.sampled_from([role for role in Role if role is not Role.ADMIN]),
        st.sampled_from(AREAS),
        st.sampled_from(("", "contoh", "lain")),
    ),
    max_size=3,
    unique_by=lambda post: (post[0], village_only(post[0], post[1]), post[2]),
)


# A part of one's own, work in a role that works its own cases or in another, and an instruction.
CAPACITIES = ("saksi", Role.TFL, Role.PPK, INSTRUCTED)


@pytest.mark.exhaustive
@given(
    posts=posts,
    invited=st.dictionaries(st.integers(0, 24), st.sampled_from(CAPACITIES), max_size=3),
    role_invited=st.sampled_from(("", *AREAS)),
)
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_list_branches_and_the_rule_of_one_case_agree(cases, posts, invited, role_invited) -> None:
    User.objects.filter(username__startswith="pembaca").update(is_active=False)
    user = reader(
        *((role, village_only(role, area), programme) for role, area, programme in posts),
        name=f"pembaca.{User.objects.count()}",
    )
    for number, capacity in invited.items():
        Participant.objects.create(berkas=cases[number], capacity=capacity, user=user, since=MONDAY)
        give_task(cases[number], user, capacity)
    if role_invited:
        Participant.objects.create(
            berkas=cases[1], capacity="mitra", role=Role.PPK, region_id=role_invited, since=MONDAY
        )
    rows = seen(user)
    fresh = list(Berkas.objects.all())
    assert rows == {case.pk for case in fresh if may_see(user, case)}
    assert rows == set(Berkas.objects.first_of(case_branches(user), ("ranked_due", "id"), 100))
    kinds = {("contoh", "surat"), ("lain", "surat")}
    by_kind = {pk for kind in kinds for pk in Berkas.objects.first_of(process_branches(user, *kind), ("-id",), 100)}
    assert rows == by_kind
    queued = Tugas.objects.for_user(user)
    assert set(queued) == {tugas for tugas in Tugas.objects.waiting().select_related("berkas") if may_do(user, tugas)}
    assert {tugas.berkas_id for tugas in queued} <= rows
    Participant.objects.filter(Q(user=user) | Q(role=Role.PPK)).delete()
    Tugas.objects.filter(person=user).delete()


def give_task(case: Berkas, user: User, capacity: str) -> None:
    """What waits for him in person, in the part that he was given."""
    Tugas.objects.create(
        berkas=case,
        visit=case.visits.get(left_at=None),
        title="Kerjakan",
        programme=case.programme,
        process=case.process,
        role=capacity if capacity in Role.values else "",
        person=user,
        region_id=case.region_id,
        confidential=case.confidential,
        opened_at=MONDAY,
    )


def test_who_holds_nothing_sees_nothing(cases) -> None:
    assert seen(reader()) == set()
    assert seen(reader((Role.BENDAHARA, KABUPATEN, ""), name="bendahara")) == set()


def test_a_draft_is_seen_by_who_works_it_and_nobody_else(cases) -> None:
    drafts = {case.pk for case in cases if not case.number and case.programme == "contoh"}
    assert not drafts & seen(reader((Role.KADIS, KABUPATEN, "")))
    operator = reader((Role.OPERATOR_DESA, SUMBERWULUH, ""), name="operator")
    assert drafts & seen(operator)


def test_another_programmes_rows_stay_unseen(cases) -> None:
    assert cases[-1].pk not in seen(reader((Role.KADIS, KABUPATEN, "contoh")))


def test_a_case_of_two_villages_is_seen_by_both_and_worked_by_neither(cases) -> None:
    both = next(case for case in cases if case.spans and not case.number and not case.confidential)
    for number, village in enumerate(both.areas.values_list("region", flat=True)):
        operator = reader((Role.OPERATOR_DESA, village, ""), name=f"operator{number}")
        assert both.pk in seen(operator)
        assert not Tugas.objects.for_user(operator).filter(berkas=both).exists()


def test_a_role_that_works_its_own_cases_sees_no_others(cases) -> None:
    facilitator = reader((Role.TFL, KABUPATEN, ""))
    assert seen(facilitator) == set()
    Participant.objects.create(berkas=cases[0], capacity=Role.TFL, user=facilitator, since=MONDAY)
    assert seen(facilitator) == {cases[0].pk}


def test_an_ended_part_shows_nothing_any_more(cases) -> None:
    former = reader((Role.TFL, KABUPATEN, ""))
    Participant.objects.create(berkas=cases[0], capacity=Role.TFL, user=former, since=MONDAY, until=MONDAY)
    assert seen(former) == set()
