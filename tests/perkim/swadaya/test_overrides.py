"""A rule is decided differently by another role and another person, for a reason; and only while its data stay."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.people.actions import record_aid_many
from perkim.people.identities import ListedAid
from perkim.people.models import Aid
from perkim.sipoc.exceptions import BlockedError, RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Override
from perkim.swadaya.terms import EligibilityRule, RuleOutcome
from perkim.swadaya.verdict.eligibility import eligibility_of
from perkim.swadaya.verdict.overriding import override, withdraw_override
from tests.cast import give
from tests.samples.houses import NIK, answer, fill_in
from tests.samples.office import MONDAY, take_move

pytestmark = pytest.mark.django_db

REASON = "Penghasilan musim tanam saja; sudah dicek ke desa."
RICH = {"income_amount": 300_000}


def decide_otherwise(
    actor: User,
    case: Berkas,
    *,
    rule: EligibilityRule = EligibilityRule.INCOME,
    after: RuleOutcome = RuleOutcome.PASSED,
    reason: str = REASON,
    seen: RuleOutcome = RuleOutcome.FAILED,
) -> Override:
    return override(
        actor=User.objects.get(pk=actor.pk),
        case=Berkas.objects.get(pk=case.pk),
        rule=rule,
        after=after,
        reason=reason,
        seen=seen,
        now=MONDAY,
    )


@pytest.fixture
def rich(office, house) -> Berkas:
    """A household whose income is above the limit."""
    fill_in(office.tfl, house, **RICH)
    return house


@pytest.mark.parametrize("who", ["tim", "kabid"])
def test_another_role_lets_a_failed_rule_pass(office, rich, who: str) -> None:
    decide_otherwise(getattr(office, who), rich)
    line = eligibility_of(rich.pk).line("E6")
    assert (line.result, line.reason, line.verdict.result) == ("LOLOS", REASON, "GAGAL")
    assert take_move(office.tfl, rich, "layak").stage == "layak"


@pytest.mark.parametrize("who", ["tfl", "korfas", "operator", "apip"])
def test_other_roles_do_not(office, rich, who: str) -> None:
    with pytest.raises(RefusedError, match="tim teknis atau kepala bidang perumahan"):
        decide_otherwise(getattr(office, who), rich)


def test_who_surveyed_does_not_even_in_another_role(office, rich) -> None:
    give(office.tfl, Role.TIM_TEKNIS, starts=MONDAY.date().replace(month=1))
    with pytest.raises(RefusedError, match="Anda ikut mengisi survei"):
        decide_otherwise(office.tfl, rich)


def test_who_filled_in_one_group_long_ago_does_not_either(office, rich) -> None:
    give(office.tim, Role.TFL, starts=MONDAY.date().replace(month=1))
    decide_otherwise(office.tim, rich)
    give(office.kabid, Role.TIM_TEKNIS, starts=MONDAY.date().replace(month=1))
    rich.survei.filled_by.add(office.kabid)
    with pytest.raises(RefusedError, match="Anda ikut mengisi survei"):
        decide_otherwise(office.kabid, rich)


def test_a_rule_that_passes_may_be_decided_as_failed(office, house) -> None:
    fill_in(office.tfl, house)
    decide_otherwise(
        office.tim,
        house,
        rule=EligibilityRule.LAND,
        after=RuleOutcome.FAILED,
        seen=RuleOutcome.PASSED,
        reason="Ada gugatan di pengadilan.",
    )
    with pytest.raises(BlockedError, match="Ada gugatan di pengadilan"):
        take_move(office.tfl, house, "layak")
    assert take_move(office.tfl, house, "tidak_layak", reason="Ada gugatan.").outcome == "DITOLAK"


def test_two_of_six_may_be_decided_differently_too(office, house) -> None:
    sound = dict.fromkeys(["kolom", "rangka_atap", "roof_state", "wall_state", "floor_state"], "A")
    fill_in(office.tfl, house, **sound, wall="TEMBOK", floor="KERAMIK")
    decide_otherwise(office.tim, house, rule=EligibilityRule.INDICATORS)
    assert take_move(office.tfl, house, "layak").stage == "layak"


@pytest.mark.parametrize("reason", ["", "   "])
def test_it_needs_a_reason(office, rich, reason: str) -> None:
    with pytest.raises(SipocError, match="Tulis alasan"):
        decide_otherwise(office.tim, rich, reason=reason)


def test_missing_data_are_not_decided_away(office, house) -> None:
    answer(office.tfl, house, "rumah")
    with pytest.raises(SipocError, match="Lengkapi surveinya"):
        decide_otherwise(office.tim, house, rule=EligibilityRule.ZONE, seen=RuleOutcome.UNKNOWN)


def test_nothing_is_decided_before_a_verdict(office, house) -> None:
    with pytest.raises(SipocError, match="belum dinilai"):
        decide_otherwise(office.tim, house)


def test_what_says_so_already_needs_no_decision(office, rich) -> None:
    with pytest.raises(SipocError, match="hasil yang berbeda"):
        decide_otherwise(office.tim, rich, after=RuleOutcome.FAILED)
    with pytest.raises(SipocError, match="hasil yang berbeda"):
        decide_otherwise(office.tim, rich, after=RuleOutcome.HELD)


def test_another_verdict_than_the_page_showed_is_noticed(office, rich) -> None:
    with pytest.raises(StaleError):
        decide_otherwise(office.tim, rich, seen=RuleOutcome.PASSED)


def test_it_lapses_when_the_data_change(office, rich) -> None:
    decide_otherwise(office.tim, rich)
    answer(office.tfl, rich, "penghasilan", income_amount=400_000)
    line = eligibility_of(rich.pk).line("E6")
    assert (line.result, line.override) == ("GAGAL", None)
    assert line.lapsed.made_by == office.tim
    with pytest.raises(BlockedError, match="di atas UMK"):
        take_move(office.tfl, rich, "layak")
    answer(office.tfl, rich, "penghasilan", **RICH)
    assert eligibility_of(rich.pk).line("E6").result == "LOLOS"


def test_other_answers_leave_it_in_force(office, rich) -> None:
    decide_otherwise(office.tim, rich)
    answer(office.tfl, rich, "kesehatan", latrine="TIDAK_ADA")
    assert eligibility_of(rich.pk).line("E6").result == "LOLOS"


def test_a_later_one_takes_the_place_of_one_that_lapsed(office, rich) -> None:
    first = decide_otherwise(office.tim, rich)
    answer(office.tfl, rich, "penghasilan", income_amount=400_000)
    second = decide_otherwise(office.kabid, rich, reason="Dicek lagi.")
    first.refresh_from_db()
    assert first.withdrawn_by == office.kabid
    assert eligibility_of(rich.pk).line("E6").override == second


def test_it_is_taken_back(office, rich) -> None:
    decide_otherwise(office.tim, rich)
    withdraw_override(
        actor=User.objects.get(pk=office.kabid.pk),
        case=rich,
        rule=EligibilityRule.INCOME,
        now=MONDAY + timedelta(hours=1),
    )
    assert eligibility_of(rich.pk).line("E6").result == "GAGAL"
    with pytest.raises(SipocError, match="sudah ditarik"):
        withdraw_override(
            actor=User.objects.get(pk=office.kabid.pk), case=rich, rule=EligibilityRule.INCOME, now=MONDAY
        )


def test_facts_that_changed_are_assessed_first(office, rich) -> None:
    told = {"nik": NIK, "holder_name": "Suparman", "programme": "BSPS", "source": Aid.Source.APBN, "year": 2023}
    record_aid_many(actor=office.admin, aids=[ListedAid(**told)], origin="Daftar DAK 2023", now=MONDAY)
    with pytest.raises(SipocError, match="Nilai ulang"):
        decide_otherwise(office.tim, rich)


def test_the_log_tells_who_decided_what_and_why(office, rich) -> None:
    decide_otherwise(office.tim, rich)
    entry = Entry.objects.get(subject=rich.subject, action="kelayakan.diputuskan-lain")
    assert (entry.data["semula"], entry.data["menjadi"], entry.data["alasan"]) == ("GAGAL", "LOLOS", REASON)


@pytest.mark.parametrize("changes", [{"reason": ""}, {"after": "GAGAL"}, {"after": "DITAHAN"}, {"before": "BELUM"}])
def test_the_database_itself_refuses_a_decision_without_sense(office, rich, changes: dict) -> None:
    made = decide_otherwise(office.tim, rich)
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.filter(pk=made.pk).update(**changes)
