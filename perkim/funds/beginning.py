"""From which day on a house could be paid, worked on and reported of."""

from django.db.models import Min

from perkim.funds.models import LedgerEntry
from perkim.funds.requirements import Measured, Reported
from perkim.funds.terms import EntryKind
from perkim.sipoc.happened import Beginning, first_entered, opened
from perkim.sipoc.models import Berkas


def work_began(case: Berkas) -> Beginning:
    """The day on which the work on a house began: as it came into the first stage that measures it, or as its account
    was filled, whichever was earlier. Two queries."""
    stages = [each.key for each in case.declared.stages if Measured.find(each) or Reported.find(each)]
    known = []
    if day := first_entered(case, stages):
        known.append(Beginning(day, "pekerjaan rumah ini dimulai"))
    filled = LedgerEntry.objects.counting().filter(plan__berkas=case, kind=EntryKind.TRANSFER)
    if day := filled.aggregate(first=Min("dated"))["first"]:
        known.append(Beginning(day, "dana rumah ini disalurkan"))
    return min(known) if known else opened(case, "berkas rumah ini dibuka")
