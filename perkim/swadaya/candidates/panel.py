"""What the case page tells of a candidate: who it is, masked, what the village's list says, and aid received before."""

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localdate

from perkim.accounts.models import User
from perkim.parameters.reading import value_on
from perkim.sipoc.models import Berkas
from perkim.sipoc.terms import Outcome
from perkim.swadaya.aid.awards import Award
from perkim.swadaya.aid.known import aid_of_households
from perkim.swadaya.candidates.carrying import carried_from, origin_of
from perkim.swadaya.candidates.policies import may_open_identity
from perkim.swadaya.candidates.takeable import DETAIL
from perkim.swadaya.heirs.requirements import heir_refusal, heir_waits
from perkim.swadaya.models import Calon, Succession
from perkim.swadaya.parameters import SAME_PLACE
from perkim.swadaya.survey.carrying import carried_visit


def candidate_panel(case: Berkas, user: User) -> Mapping[str, Any] | None:
    """None for a case without a candidate. A bounded number of queries."""
    if case.declared.detail_model != DETAIL:
        return None
    calon = Calon.objects.filter(berkas=case).with_people().select_related("berkas__parent").first()
    if calon is None:
        return None
    before = carried_from([case.pk]).get(case.pk)
    metres = value_on(SAME_PLACE, localdate())
    aid = aid_of_households({case.pk: calon}, metres=metres)[case.pk].aid
    own = [match.aid.pk for match in aid if isinstance(match.aid, Award)]
    return {
        "calon": calon,
        "aid": aid,
        # Whose aid it was is told by its number only to who may see that case.
        "seen": set(Berkas.objects.visible_to(user).filter(pk__in=own).values_list("pk", flat=True)) if own else set(),
        "origin": origin_of(case, before) if before else "",
        "reserve": before is not None and before.outcome == Outcome.DITOLAK,
        "before": before,
        "carried": carried_visit(case) if before else None,
        "heirs": Succession.objects.live()
        .filter(berkas=case)
        .select_related("before", "after", "proof")
        .order_by("-id"),
        "waits_for_decree": heir_waits(case),
        "may_open": may_open_identity(user, case),
        "may_name_heir": not heir_refusal(user, case),
    }
