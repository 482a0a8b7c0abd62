"""What is known about households, gathered from the village's list, the survey, the visit, and aid received before.

A bounded number of queries for any number of cases. What the survey says goes before what the village's list said.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from perkim.documents.models import Dokumen
from perkim.lib.paper_number import number_key
from perkim.parameters.reading import value_on
from perkim.people.aid import Match, Way
from perkim.people.models import Aid
from perkim.sipoc.models import Berkas
from perkim.swadaya.aid.awards import Award, activity_of
from perkim.swadaya.aid.known import KnownAid, aid_of_households
from perkim.swadaya.models import Calon, HouseSurvey
from perkim.swadaya.parameters import SAME_PLACE
from perkim.swadaya.rules import HouseFacts, HouseholdFacts, PastAid, Rival
from perkim.swadaya.rules.building import STRUCTURE

_MATCHES = {Way.NIK: "nik", Way.FAMILY: "kk", Way.SPOUSE: "pasangan", Way.HOUSE: "koordinat"}
_ALADIN = {"atap": "roof", "dinding": "wall", "lantai": "floor"}


def facts_of(case: Berkas, on: date) -> HouseholdFacts:
    """All facts of one household on this day."""
    return facts_of_many({case.pk: on})[case.pk]


def facts_of_many(days: Mapping[int, date], *, ending: date | None = None) -> dict[int, HouseholdFacts]:
    """The facts of each case, by its id, on its own day. `ending` is the day to which earlier aid is counted where no
    decree names the household; its own day, if None. A bounded number of queries, however many."""
    surveys = {each.berkas_id: each for each in HouseSurvey.objects.filter(berkas__any_of=list(days))}
    rows = Calon.objects.filter(berkas__any_of=list(days)).with_people()
    people = {each.berkas_id: each for each in rows.select_related("berkas__parent")}
    metres = value_on(SAME_PLACE, max(days.values())) if people else 0.0
    known = aid_of_households(people, metres=metres) if people else {}
    aid = _aid(people, surveys, known, again=ending is not None)
    rivals = _rivals(people)
    until = {pk: each.decree.dated for pk, each in known.items() if each.decree}
    return {
        pk: _household(on, until.get(pk, ending), people.get(pk), surveys.get(pk), aid.get(pk, ()), rivals.get(pk, ()))
        for pk, on in days.items()
    }


def _household(
    on: date,
    until: date | None,
    calon: Calon | None,
    survey: HouseSurvey | None,
    aid: tuple[PastAid, ...],
    rivals: tuple[Rival, ...],
) -> HouseholdFacts:
    answers = survey or HouseSurvey()
    return HouseholdFacts(
        on=on,
        aid_until=until,
        house=_house(calon, answers),
        citizen=answers.citizen,
        family_status=answers.family_status,
        birth_date=calon.person.birth_date if calon else None,
        has_elderly=answers.has_elderly,
        has_disabled=answers.has_disabled,
        decile=answers.decile,
        income=_known(answers.income, calon and calon.income),
        land_proof=answers.land_proof or (calon.land_proof if calon else ""),
        land_status=answers.land_status,
        land_letter=answers.land_letter,
        disputed=answers.disputed,
        spatial=answers.spatial,
        zone=answers.zone,
        other_house=answers.other_house,
        occupied_years=answers.occupied_years,
        aid_said=answers.aid_said,
        aid=aid,
        house_aid=answers.house_aid,
        rivals=rivals,
        willing=answers.willing,
        stays=answers.stays,
    )


def _house(calon: Calon | None, survey: HouseSurvey) -> HouseFacts:
    return HouseFacts(
        area=_known(survey.house_area, calon and calon.house_area),
        residents=_known(survey.residents, calon and calon.residents),
        structure={part: getattr(survey, part) for part in STRUCTURE},
        finish={part: getattr(survey, f"{name}_state") for part, name in _ALADIN.items()},
        material={part: getattr(survey, name) for part, name in _ALADIN.items()},
        water=survey.water,
        latrine=survey.latrine,
        daylight=survey.daylight,
        ventilation=survey.ventilation,
    )


def _known(surveyed: Any, proposed: Any) -> Any:
    return proposed if surveyed is None else surveyed


def _aid(
    people: Mapping[int, Calon], surveys: Mapping[int, HouseSurvey], known: Mapping[int, KnownAid], *, again: bool
) -> dict[int, tuple[PastAid, ...]]:
    """Aid on record, matched by person, family, spouse and place, and what the household itself admitted."""
    aid: dict[int, tuple[PastAid, ...]] = {}
    for pk, each in known.items():
        matches = [match for match in each.aid if not _is_of_decree(match, each.decree)]
        if again or each.decree:
            matches = [match for match in matches if not _is_beside(match, people[pk])]
        aid[pk] = tuple(_on_record(match) for match in matches)
    for pk, survey in surveys.items():
        if survey.aid_said and survey.aid_year:
            aid[pk] = (*aid.get(pk, ()), _as_admitted(survey, survey.aid_year))
    return aid


def _is_of_decree(match: Match, own: Dokumen | None) -> bool:
    """A list that records this household's own decree is no earlier aid."""
    aid = match.aid
    if own is None or own.dated is None or not isinstance(aid, Aid):
        return False
    return (number_key(aid.decree_number), aid.year) == (number_key(own.number), own.dated.year)


def _is_beside(match: Match, calon: Calon) -> bool:
    """Houses side by side of one year's activity were told apart when both were surveyed; who is awarded first says
    nothing against the other once the list is made."""
    aid = match.aid
    if not isinstance(aid, Award) or not match.of_house_only or not aid.activity:
        return False
    return aid.activity == activity_of(calon.berkas)


def _on_record(match: Match) -> PastAid:
    aid = match.aid
    return PastAid(
        programme=aid.programme,
        granted_on=aid.counted_from,
        year_only=aid.granted_on is None,
        exception=aid.exception,
        matched_by=frozenset(_MATCHES[way] for way in match.ways),
        metres=match.metres,
        amount=aid.amount,
        case=str(aid.case) if isinstance(aid, Award) else "",
    )


def _as_admitted(survey: HouseSurvey, year: int) -> PastAid:
    return PastAid(
        programme=survey.aid_programme or "bantuan rumah",
        granted_on=date(year, 12, 31),
        year_only=True,
        exception=survey.aid_exception,
        matched_by=frozenset({"pengakuan"}),
        amount=survey.aid_value,
    )


def _rivals(people: Mapping[int, Calon]) -> dict[int, tuple[Rival, ...]]:
    """Candidates of the same person, family or couple whose cases run and are older: the second one gives way. Drafts
    that no village has handed in do not count. Whose case ended with aid is found among the awards. One query."""
    persons = [each.person_id for each in people.values()]
    spouses = [each.spouse_id for each in people.values() if each.spouse_id]
    running = Calon.objects.filter(berkas__outcome="", berkas__handed_in=True).select_related("berkas__parent")
    everybody = Calon.objects.order_by().values("pk")
    # Each part is read by an index of its own.
    sharing = everybody.filter(person__any_of=[*persons, *spouses]).union(
        everybody.filter(family__any_of=[each.family_id for each in people.values()]),
        everybody.filter(spouse__any_of=persons),
    )
    by_person: defaultdict[int, list[Berkas]] = defaultdict(list)
    by_family: defaultdict[int, list[Berkas]] = defaultdict(list)
    by_spouse: defaultdict[int, list[Berkas]] = defaultdict(list)
    for other in running.filter(pk__in=sharing) if people else ():
        by_person[other.person_id].append(other.berkas)
        by_family[other.family_id].append(other.berkas)
        if other.spouse_id:
            by_spouse[other.spouse_id].append(other.berkas)
    rivals_by_case = {}
    for pk, mine in people.items():
        # What binds closest is said last, and stays.
        ways = (
            ("pasangan", [*by_spouse[mine.person_id], *(by_person[mine.spouse_id] if mine.spouse_id else ())]),
            ("kk", by_family[mine.family_id]),
            ("nik", by_person[mine.person_id]),
        )
        older = ((same, case) for same, cases in ways for case in cases if case.pk < pk)
        rivals = {case.pk: Rival(case=_called(case), same=same) for same, case in older}
        rivals_by_case[pk] = tuple(rivals[other] for other in sorted(rivals))
    return rivals_by_case


def _called(case: Berkas) -> str:
    """Its number, or as long as it has none that of the proposal it lies in."""
    return case.number or str(case.parent or case)
