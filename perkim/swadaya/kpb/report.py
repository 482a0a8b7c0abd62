"""The reports (LPD) of one term of a whole group, as its facilitator fills them in on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from perkim.accounts.models import User
from perkim.funds.case_funds import CaseFunds, funds_of_many
from perkim.funds.forms import LpdForm
from perkim.funds.gates import Ceilings
from perkim.funds.requirements import NO_AID, Checked, Reported
from perkim.funds.terms import EntryKind
from perkim.lib.names import by_name
from perkim.sipoc.declarations import Stage
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, works_as
from perkim.swadaya.models import Kpb


@dataclass(kw_only=True)
class ReportRow:
    """One household of the group: what it may spend in the term, its report, and its form where it may be filled in."""

    case: Berkas
    funds: CaseFunds
    term: int
    ceilings: Ceilings
    shops: Sequence[str]
    editable: bool
    form: LpdForm | None = None

    @property
    def receipts(self) -> int:
        lpd = self.funds.reports.get(self.term)
        return lpd.receipts if lpd else 0

    @property
    def left(self) -> int:
        """What the shop may be paid."""
        return self.ceilings.material_left(self.term, self.funds.paid(EntryKind.MATERIAL, 1) if self.term == 2 else 0)

    @property
    def payable(self) -> int:
        return min(self.receipts, self.left)

    @property
    def tag(self) -> tuple[str, str]:
        """What is to be known of its report, and the colour of the word."""
        lpd = self.funds.reports.get(self.term)
        if self.term in self.funds.checked:
            return "Sudah diperiksa", "ok"
        if not self.editable and lpd:
            return "Sudah diajukan", "info"
        if lpd is None:
            return "Belum diisi", "warn"
        return ("Pernah diperiksa", "warn") if lpd.checked_at else ("Terisi", "info")


@dataclass(frozen=True, kw_only=True)
class GroupReport:
    """All of them, with their sums as the server adds them up."""

    name: str
    rows: Sequence[ReportRow]

    @property
    def left(self) -> int:
        return sum(row.left for row in self.rows)

    @property
    def receipts(self) -> int:
        return sum(row.receipts for row in self.rows)

    @property
    def payable(self) -> int:
        return sum(row.payable for row in self.rows)

    @property
    def wages(self) -> int:
        return sum(row.ceilings.wages_of(row.term) for row in self.rows)

    @property
    def empty(self) -> int:
        return sum(row.receipts == 0 for row in self.rows)

    @property
    def editable(self) -> list[ReportRow]:
        return [row for row in self.rows if row.editable]


def stages_of(case: Berkas, requirement: Reported) -> tuple[Stage, Stage | None]:
    """Where the reports of a term are filled in, and where they are checked."""
    stages = case.declared.stages
    filled = next(each for each in stages if requirement in each.requirements)
    checks = (each for each in stages if (check := Checked.find(each)) and check.term == requirement.term)
    return filled, next(checks, None)


def group_report_of(case: Berkas, requirement: Reported, user: User) -> GroupReport:
    """The households of the case's group (KPB; else those of its village that are in none) that this reader may see,
    where they are filled in or checked. The same number of queries for one and for twenty."""
    filled, checked = stages_of(case, requirement)
    kpb = Kpb.objects.filter(members__berkas=case).first()
    keys = [filled.key, *([checked.key] if checked else [])]
    beside = Berkas.objects.visible_to(user).filter(parent=case.parent_id, process=case.process, stage__in=keys)
    seated = beside.filter(kpb_seat__kpb=kpb) if kpb else beside.filter(kpb_seat=None)
    cases = list(seated.filter(outcome="").order_by(*by_name("title", "id")))
    funds_by_case, parts = funds_of_many([each.pk for each in cases]), parts_of(user, cases)
    aid, chosen = requirement.aid([each.pk for each in cases]), requirement.shop(case) if requirement.shop else ""
    rows = [
        ReportRow(
            case=each,
            funds=funds,
            term=requirement.term,
            ceilings=funds.plan.ceilings if funds.plan else aid.get(each.pk, NO_AID),
            shops=requirement.shops_beside(chosen, funds),
            editable=each.stage == filled.key and not each.frozen and works_as(user, each, [filled.worked_by], parts),
        )
        for each, funds in ((each, funds_by_case[each.pk]) for each in cases)
    ]
    return GroupReport(name=str(kpb) if kpb else "Belum masuk KPB", rows=rows)
