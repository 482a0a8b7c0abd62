"""Where cases stand now, and since when."""

from collections.abc import Iterable
from datetime import datetime

from perkim.lib.one_look import read_once
from perkim.sipoc.models import StageVisit


@read_once
def stays_of(ids: Iterable[int]) -> dict[int, tuple[str, datetime]]:
    """The stage in which each of these open cases stands, and since when, by id. One query."""
    visits = StageVisit.objects.filter(berkas__any_of=list(ids), left_at=None).order_by()
    return {case: (stage, since) for case, stage, since in visits.values_list("berkas", "stage", "entered_at")}
