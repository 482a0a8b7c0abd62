"""What the case page tells of a candidate: who it is, masked, what the village's list says, and aid received before."""

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localdate

from perkim.accounts.models import User
from perkim.parameters.reading import value_on
from perkim.people.aid import Seeker
from perkim.sipoc.models import Berkas
from perkim.swadaya.awards import aid_known, points_of
from perkim.swadaya.candidate_policies import may_open_identity
from perkim.swadaya.carrying import carried_from
from perkim.swadaya.heirs import heir_refusal, heir_waits
from perkim.swadaya.models import Calon, Succession
from perkim.swadaya.parameters import SAME_PLACE

DETAIL = "perkim.swadaya.models.Calon"


def candidate_panel(case: Berkas, user: User) -> Mapping[str, Any] | None:
    """None for a case without a candidate. A bounded number of queries."""
    if case.declared.detail_model != DETAIL:
        return None
    calon = Calon.objects.filter(berkas=case).with_people().first()
    if calon is None:
        return None
    latitude, longitude = points_of({case.pk: calon}).get(case.pk, (None, None))
    seeker = Seeker.of(calon.person, calon.family, calon.spouse, latitude=latitude, longitude=longitude)
    return {
        "calon": calon,
        "aid": aid_known([seeker], metres=value_on(SAME_PLACE, localdate()), own=[case.pk])[0],
        "before": carried_from([case.pk]).get(case.pk),
        "heirs": Succession.objects.standing()
        .filter(berkas=case)
        .select_related("before", "after", "proof")
        .order_by("-id"),
        "waits_for_decree": heir_waits(case),
        "may_open": may_open_identity(user, case),
        "may_name_heir": not heir_refusal(user, case),
    }
