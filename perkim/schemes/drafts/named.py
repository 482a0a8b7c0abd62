"""Whom a decree names, with what each gets: from the frozen ranking, or all who are eligible where there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from perkim.funds.gates import Ceilings
from perkim.parameters.reading import value_on
from perkim.schemes.scheme import Scheme
from perkim.schemes.values import aid_parameter
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Ranking
from perkim.swadaya.verdict.eligibility import eligibility_of_many


@dataclass(frozen=True, kw_only=True)
class NamedRecipient:
    """A household of the list: its place in it, and its kind of work."""

    case: Berkas
    position: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class NamedList:
    """Everybody on the list, and what the kinds of work on it get. `ranking` is its id; None where there is none."""

    rows: Sequence[NamedRecipient]
    worth: Mapping[str, Ceilings]
    ranking: int | None = None

    @property
    def going_on(self) -> list[Berkas]:
        """Those who did not drop out."""
        return [row.case for row in self.rows if not row.case.outcome]


def named_list(scheme: Scheme, case: Berkas, day: date) -> NamedList:
    """The list of a year's activity. Raises SipocError while there is none. A bounded number of queries."""
    return _ranked(case) if scheme.ranked else _eligible(scheme, case, day)


def _ranked(case: Berkas) -> NamedList:
    ranking = Ranking.objects.current().filter(berkas=case).first()
    if ranking is None:
        raise SipocError("Bekukan peringkat dahulu: lampiran SK diambil dari calon di dalam kuota.")
    places = list(ranking.places.counting().select_related("ranking", "berkas__region__parent"))
    if not places:
        raise SipocError("Tidak ada calon di dalam kuota, jadi lampiran SK kosong.")
    rows = [NamedRecipient(case=place.berkas, position=place.position, kind=place.kind) for place in places]
    return NamedList(rows=rows, worth=_given(rows, ranking.worth), ranking=ranking.pk)


def _eligible(scheme: Scheme, case: Berkas, day: date) -> NamedList:
    """By the order in which they were listed; in villages whose verification is over."""
    below = Berkas.objects.open().filter(
        parent__parent=case,
        parent__stage=scheme.at.running,
        process=scheme.household,
        stage__in=(scheme.at.eligible, scheme.at.awarded, scheme.at.account, *scheme.works),
    )
    houses = list(below.select_related("region__parent").order_by("id"))
    verdicts = eligibility_of_many([house.pk for house in houses])
    rows = [
        NamedRecipient(case=house, position=position, kind=verdicts[house.pk].assessment.kind)
        for position, house in enumerate(houses, start=1)
        if house.pk in verdicts
    ]
    if not rows:
        raise SipocError("Belum ada calon layak dari desa yang verifikasinya disahkan, jadi lampiran SK kosong.")
    return NamedList(rows=rows, worth=_given(rows, value_on(aid_parameter(scheme), day)))


def _given(rows: Sequence[NamedRecipient], worth: Mapping[str, Ceilings]) -> dict[str, Ceilings]:
    """What a house gets, of the kinds of work that are on the list."""
    given = {row.kind for row in rows}
    return {kind: each for kind, each in worth.items() if kind in given}
