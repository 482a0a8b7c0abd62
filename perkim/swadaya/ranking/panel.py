"""The ranking of a year as its case page shows it: `swadaya/_peringkat.html`. The page above registers it."""

from collections.abc import Mapping
from typing import Any

from perkim.accounts.models import User
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Ranking
from perkim.swadaya.ranking.requirements import RankingFrozen, noun_of


def ranking_panel(case: Berkas, user: User) -> Mapping[str, Any] | None:
    """How many are within the quota and wait as reserves; empty before it is frozen, None where nobody is ranked.

    For readers who may see the case. Four queries at most.
    """
    if RankingFrozen.find(case.declared) is None:
        return None
    ranking = Ranking.objects.current().filter(berkas=case).select_related("announcement").first()
    if ranking is None:
        return {}
    return {
        "case": case,
        "noun": noun_of(case.declared),
        "ranking": ranking,
        "within": ranking.places.counting().count(),
        "reserves": ranking.places.reserves().count(),
        "vacant": ranking.places.vacant().count(),
    }
