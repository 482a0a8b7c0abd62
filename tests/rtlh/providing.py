"""How RTLH's own requirements are met in the tests of every programme."""

from datetime import date, time, timedelta
from uuid import uuid4

from django.db.models import Q

from perkim.accounts.roles import Role
from perkim.banking.actions.confirming import confirm_account
from perkim.banking.actions.recording import AccountTold, record_account
from perkim.banking.models import Account
from perkim.banking.requirements import AccountConfirmed, AccountRecorded, AccountsBelow
from perkim.budgets.actions.choosing import choose_shop
from perkim.budgets.actions.entering import check_budget, enter_budget, fingerprint
from perkim.budgets.requirements import BudgetChecked, BudgetEntered, ShopChosen
from perkim.budgets.rules import Amounts
from perkim.budgets.shop_rules import ShopTold
from perkim.budgets.standing import standing_of
from perkim.funds.below import AccountsEmpty
from perkim.parameters.reading import value_on
from perkim.people.identities import Identity
from perkim.regions.models import Region
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas
from perkim.sipoc.requirements import CaseAbove, NoneBelow, SomeBelow
from perkim.swadaya.candidates.actions import Proposal, propose_many
from perkim.swadaya.models import Calon, Quota, Ranking
from perkim.swadaya.ranking.actions import freeze_ranking
from perkim.swadaya.ranking.announcing import announce, answer_objection, approve_ranking, close_objections
from perkim.swadaya.ranking.closing import ReservesClosed
from perkim.swadaya.ranking.quota import QuotaLimits, state_quota
from perkim.swadaya.ranking.requirements import (
    AnnouncementOver,
    ObjectionsAnswered,
    RankingApproved,
    RankingFrozen,
)
from perkim.swadaya.socialisation.actions import Attended, MeetingTold, record_meeting
from perkim.swadaya.socialisation.models import Presence
from perkim.swadaya.socialisation.requirements import RecipientsReached, VillagesReached
from rtlh import money
from tests.every_programme.providing import OPENERS, provide


def identity(number: int, name: str = "Contoh calon penerima") -> Identity:
    """A person whose serial starts with 9, so that nobody real is meant."""
    nik, kk = f"350803150385{9000 + number}", f"350803220308{9000 + number}"
    return Identity(nik=nik, kk=kk, name=name, sex="L", birth_date=date(1985, 3, 15))


def open_candidate(walker, process: Process, region: Region, parent: Berkas) -> Berkas:
    proposal = Proposal(identity=identity(Calon.objects.count()), residents=4, income=1_900_000)
    actor = walker.holder(process.opened_by[0])
    return propose_many(actor=actor, usulan=parent, process=process, proposals=[proposal], now=walker.tick())[0].berkas


OPENERS["rtlh", "penerima"] = open_candidate


def open_year(walker, process: Process, region: Region, parent: None) -> Berkas:
    """With a ceiling that binds nobody."""
    new = NewCase(title="Perbaikan RTLH", regions=[region], amount=5_000_000_000)
    actor = walker.holder(process.opened_by[0])
    return open_case(actor=actor, programme=walker.programme, process=process, new=new, now=walker.tick())


OPENERS["rtlh", "kegiatan"] = open_year


@provide.register
def _(requirement: CaseAbove, walker, case: Berkas) -> None:
    above = case.parent
    while above.process != requirement.process:
        above = above.parent
    walker.pass_by(above, requirement.not_in)


@provide.register
def _(requirement: SomeBelow, walker, case: Berkas) -> None:
    below = case.declared_programme.process(requirement.process)
    child = case.children.filter(process=below.key, outcome="").first() or walker.open(below, parent=case)
    keys = [stage.key for stage in below.stages]
    walker.pass_by(child, tuple(keys[: keys.index(requirement.stages[0])]))


@provide.register
def _(requirement: RankingFrozen, walker, case: Berkas) -> None:
    actor = walker.holder(case.declared_stage.worked_by)
    if not Quota.objects.filter(berkas=case).exists():
        limits = QuotaLimits(units=50, aid=value_on(requirement.aid, walker.now.date()))
        state_quota(actor=actor, case=case, limits=limits, now=walker.tick())
    freeze_ranking(actor=actor, case=case, seen=None, now=walker.tick())


@provide.register
def _(requirement: AnnouncementOver, walker, case: Berkas) -> None:
    actor, ranking = walker.holder(case.declared_stage.worked_by), Ranking.objects.standing().get(berkas=case)
    now = walker.tick()
    if ranking.announced_until is None:
        ranking = announce(actor=actor, ranking=ranking, starts=now.date(), now=now)
    walker.now += timedelta(days=max(0, (ranking.announced_until - now.date()).days + 1))
    close_objections(actor=actor, ranking=ranking, now=walker.tick())


@provide.register
def _(requirement: ObjectionsAnswered, walker, case: Berkas) -> None:
    actor = walker.holder(case.declared_stage.worked_by)
    for each in Ranking.objects.standing().get(berkas=case).objections.open():
        answer_objection(actor=actor, objection=each, upheld=False, answer="Data sudah benar.", now=walker.tick())


@provide.register
def _(requirement: RankingApproved, walker, case: Berkas) -> None:
    ranking = Ranking.objects.standing().get(berkas=case)
    approve_ranking(actor=walker.holder(requirement.worked_by), ranking=ranking, now=walker.tick())


@provide.register
def _(requirement: RecipientsReached, walker, case: Berkas) -> None:
    """Everybody who was not reached yet comes."""
    unreached = requirement.receiving.unreached([case], case.declared_programme)
    now = walker.tick()
    told = MeetingTold(
        held_on=now.date(),
        starts=time(9),
        place="Balai desa",
        topics="Hak dan kewajiban penerima.",
        agreement="Gotong royong tiap Minggu.",
        attendance={each.pk: Attended(presence=Presence.PRESENT) for each in unreached},
    )
    record_meeting(actor=walker.holder(Role.KORFAS), usulan=case, told=told, client_key=uuid4(), now=now)


@provide.register
def _(requirement: VillagesReached, walker, case: Berkas) -> None:
    for village in case.children.filter(process=requirement.process, outcome=""):
        asked = next(each for each in village.declared_stage.requirements if isinstance(each, RecipientsReached))
        if asked.missing(Berkas.objects.filter(pk=village.pk)):
            provide(asked, walker, village)


@provide.register
def _(requirement: AccountRecorded, walker, case: Berkas) -> None:
    name = Calon.objects.get(berkas=case).person.name
    told = AccountTold(bank="Bank Jatim", branch="Lumajang", number=f"07{case.pk:08}", holder=name.upper())
    record_account(actor=walker.holder(requirement.recorded_by), case=case, told=told, seen=None, now=walker.tick())


@provide.register
def _(requirement: AccountConfirmed, walker, case: Berkas) -> None:
    if not Account.objects.standing().filter(berkas=case).exists():
        provide(AccountRecorded.find(case.declared), walker, case)
    account = Account.objects.standing().get(berkas=case)
    confirm_account(actor=walker.holder(requirement.worked_by), case=case, seen=account.pk, now=walker.tick())


@provide.register
def _(requirement: AccountsBelow, walker, case: Berkas) -> None:
    below = requirement.below(Berkas.objects.filter(pk=case.pk))
    for child in below.exclude(rekening__in=Account.objects.standing()):
        provide(AccountRecorded.find(child.declared), walker, child)


@provide.register
def _(requirement: ReservesClosed, walker, case: Berkas) -> None:
    """One decision on all that wait."""
    waiting = requirement.waiting(Berkas.objects.filter(pk=case.pk))
    versions = {each.pk: each.lock_version for each in waiting}
    way = waiting[0].declared_stage.move("di_luar_kuota")
    decision = Decision(move=way.key, key=uuid4(), reason=way.reasons[0])
    actor = walker.holder(way.by[0])
    move_many(actor=actor, cases=list(waiting), decision=decision, lock_versions=versions, now=walker.tick())


@provide.register
def _(requirement: AccountsEmpty, walker, case: Berkas) -> None:
    below = Q(parent=case) | Q(parent__parent=case)
    for house in Berkas.objects.filter(below, plan_dana__isnull=False):
        if money.ACCOUNT_EMPTY.missing(Berkas.objects.filter(pk=house.pk)):
            provide(money.ACCOUNT_EMPTY, walker, house)


@provide.register
def _(requirement: NoneBelow, walker, case: Berkas) -> None:
    for child in case.children.filter(process=requirement.process, outcome="").exclude(stage__in=requirement.not_in):
        walker.end(child)


@provide.register
def _(requirement: ShopChosen, walker, case: Berkas) -> None:
    actor = walker.holder(case.declared_stage.worked_by)
    choose_shop(actor=actor, case=case, asked=requirement, told=shop_told(), seen="", now=walker.tick())


def shop_told(**changes) -> ShopTold:
    told = {"name": "Toko Sumber Makmur", "owner": "Contoh pemilik toko", "owner_kind": "NIK"}
    told |= {"owner_number": "3508031503859900", "licence": "503/0142/2026", "bank": "Bank Jatim"}
    told |= {"account": "0021990014", "account_holder": "Contoh pemilik toko"}
    return ShopTold(**{**told, **changes})


@provide.register
def _(requirement: BudgetEntered, walker, case: Berkas) -> None:
    """All of the aid, and as much again of the household's own as is easy to add up."""
    actor, seen = walker.holder(case.declared_stage.worked_by), fingerprint(standing_of(case).budget)
    enter_budget(actor=actor, case=case, asked=requirement, amounts=amounts_of_rab(), seen=seen, now=walker.tick())


@provide.register
def _(requirement: BudgetChecked, walker, case: Berkas) -> None:
    actor, seen = walker.holder(requirement.worked_by), fingerprint(standing_of(case).budget)
    check_budget(actor=actor, case=case, asked=requirement, seen=seen, now=walker.tick())


def amounts_of_rab(**changes) -> Amounts:
    told = {"total": 26_000_000, "material": 17_500_000, "wages": 2_500_000, "own_cash": 3_000_000}
    told |= {"own_material": 2_000_000, "own_labour": 1_000_000, "drpb_material": 17_500_000, "drpb_wages": 2_500_000}
    told |= changes
    weights = {"pondasi": 15, "sloof": 8, "kolom": 12, "ring_balok": 8, "dinding": 22, "rangka_atap": 12}
    weights |= {"penutup_atap": 10, "lantai": 8, "sanitasi": 5}
    parts = {name: told["total"] * weight // 100 for name, weight in weights.items()}
    parts["dinding"] += told["total"] - sum(parts.values())
    return Amounts(**{"components": parts, **told})


def typed_rab(**changes) -> dict[str, int]:
    """The same by the names of the form's fields."""
    told = vars(amounts_of_rab(**changes)).copy()
    return {f"part_{name}": cost for name, cost in told.pop("components").items()} | told
