"""What the decree gives a household: the one answer to that question, for every paper, list, ledger and register."""

from collections.abc import Iterable

from perkim.swadaya.models import Place


def decreed_value_of_many(ids: Iterable[int]) -> dict[int, int]:
    """Rupiah by the case's id, as the ranking that stands froze it; a household without a place within the quota is
    not there. One query."""
    places = Place.objects.standing().within().filter(berkas__any_of=list(ids))
    return dict(places.order_by().values_list("berkas", "ranking__each"))


def decreed_value(case: int) -> int | None:
    """The same for one household."""
    return decreed_value_of_many([case]).get(case)
