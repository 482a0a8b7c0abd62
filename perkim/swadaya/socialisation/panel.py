"""Socialisation and groups of a village as its case page shows them: `swadaya/_sosialisasi.html`."""

from collections.abc import Mapping
from typing import Any

from perkim.accounts.models import User
from perkim.meetings.models import Meeting
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Kpb
from perkim.swadaya.socialisation.requirements import RecipientsReached


def meeting_panel(case: Berkas, user: User) -> Mapping[str, Any] | None:
    """How many recipients were reached and are in a group; empty before there are recipients, None for kinds of case
    without socialisation. For readers who may see the case. Five queries at most."""
    requirement = RecipientsReached.find(case.declared)
    if requirement is None:
        return None
    programme = case.declared_programme
    everybody = requirement.receiving.below([case], programme)
    held, count = Meeting.objects.filter(berkas=case).count(), everybody.count()
    if not (held or count):
        return {}
    return {
        "case": case,
        "held": held,
        "everybody": count,
        "unreached": requirement.receiving.unreached([case], programme).count(),
        "kpbs": Kpb.objects.filter(usulan=case).count(),
        "ungrouped": requirement.receiving.at_work(case).filter(kpb_seat=None).count(),
    }
