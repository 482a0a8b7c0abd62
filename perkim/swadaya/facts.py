"""What is known about households, gathered from the village's list, the survey, the visit, and aid received before.

A bounded number of queries for any number of cases. What the survey says goes before what the village's list said.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from perkim.parameters.reading import value_on
from perkim.people.aid import Match, Seeker, Way, aid_before
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, HouseSurvey
from perkim.swadaya.parameters import SAME_PLACE
from perkim.swadaya.rules import House, Household, PastAid, Rival
from perkim.swadaya.rules.building import STRUCTURE
from perkim.visits.models import Visit

_FOUND = {Way.NIK: "nik", Way.FAMILY: "kk", Way.SPOUSE: "pasangan", Way.HOUSE: "koordinat"}
_ALADIN = {"atap": "roof", "dinding": "wall", "lantai": "floor"}

Point = tuple[Any, Any]


def facts_of(case: Berkas, on: date) -> Household:
    """All facts of one household on this day."""
    return facts_of_many({case.pk: on})[case.pk]


def facts_of_many(days: Mapping[int, date]) -> dict[int, Household]:
    """The facts of each case, by its id, on its own day. Nine queries at most, however many."""
    surveys = {each.berkas_id: each for each in HouseSurvey.objects.filter(berkas__any_of=list(days))}
    people = {each.berkas_id: each for each in Calon.objects.filter(berkas__any_of=list(days)).with_people()}
    aid = _aid(people, surveys, max(days.values())) if days else {}
    rivals = _rivals(people)
    return {
        pk: _household(on, people.get(pk), surveys.get(pk), aid.get(pk, ()), rivals.get(pk, ()))
        for pk, on in days.items()
    }


def _household(
    on: date,
    calon: Calon | None,
    survey: HouseSurvey | None,
    aid: tuple[PastAid, ...],
    rivals: tuple[Rival, ...],
) -> Household:
    found = survey or HouseSurvey()
    return Household(
        on=on,
        house=_house(calon, found),
        citizen=found.citizen,
        family_status=found.family_status,
        birth_date=calon.person.birth_date if calon else None,
        has_elderly=found.has_elderly,
        has_disabled=found.has_disabled,
        decile=found.decile,
        income=_known(found.income, calon and calon.income),
        land_proof=found.land_proof or (calon.land_proof if calon else ""),
        land_status=found.land_status,
        land_letter=found.land_letter,
        disputed=found.disputed,
        spatial=found.spatial,
        zone=found.zone,
        other_house=found.other_house,
        occupied_years=found.occupied_years,
        aid_said=found.aid_said,
        aid=aid,
        house_aid=found.house_aid,
        rivals=rivals,
        willing=found.willing,
        stays=found.stays,
    )


def _house(calon: Calon | None, survey: HouseSurvey) -> House:
    return House(
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


def _aid(people: Mapping[int, Calon], surveys: Mapping[int, HouseSurvey], on: date) -> dict[int, tuple[PastAid, ...]]:
    """Aid on record, found by person, family, spouse and place, and what the household itself told."""
    points = _points(people)
    seekers = [_seeker(calon, points.get(pk)) for pk, calon in people.items()]
    found: dict[int, tuple[PastAid, ...]] = {}
    matched = aid_before(seekers, metres=value_on(SAME_PLACE, on)) if seekers else []
    for pk, matches in zip(people, matched, strict=True):
        found[pk] = tuple(_on_record(match) for match in matches)
    for pk, survey in surveys.items():
        if survey.aid_said and survey.aid_year:
            found[pk] = (*found.get(pk, ()), _told(survey, survey.aid_year))
    return found


def _points(people: Mapping[int, Calon]) -> dict[int, Point]:
    """Where each house stands: as the facilitator found it, else as the village wrote it."""
    written = {pk: (each.latitude, each.longitude) for pk, each in people.items() if each.latitude is not None}
    placed = Visit.objects.filter(berkas__any_of=list(people), latitude__isnull=False).newest()
    return written | {visit.berkas_id: (visit.latitude, visit.longitude) for visit in placed}


def _seeker(calon: Calon, point: Point | None) -> Seeker:
    latitude, longitude = point or (None, None)
    return Seeker.of(calon.person, calon.family, calon.spouse, latitude=latitude, longitude=longitude)


def _on_record(match: Match) -> PastAid:
    aid = match.aid
    return PastAid(
        programme=aid.programme,
        granted_on=aid.counted_from,
        year_only=aid.granted_on is None,
        exception=aid.exception,
        found_by=frozenset(_FOUND[way] for way in match.ways),
        metres=match.metres,
        amount=aid.amount,
    )


def _told(survey: HouseSurvey, year: int) -> PastAid:
    return PastAid(
        programme=survey.aid_programme or "bantuan rumah",
        granted_on=date(year, 12, 31),
        year_only=True,
        exception=survey.aid_exception,
        found_by=frozenset({"pengakuan"}),
        amount=survey.aid_value,
    )


def _rivals(people: Mapping[int, Calon]) -> dict[int, tuple[Rival, ...]]:
    """Candidates of the same person or family whose cases run and are older: the second one gives way. Drafts that no
    village has handed in do not count."""
    running = Calon.objects.filter(berkas__outcome="", berkas__handed_in=True).select_related("berkas__parent")
    same_person: defaultdict[int, list[Berkas]] = defaultdict(list)
    same_family: defaultdict[int, list[Berkas]] = defaultdict(list)
    for other in running.filter(person__any_of=[each.person_id for each in people.values()]):
        same_person[other.person_id].append(other.berkas)
    for other in running.filter(family__any_of=[each.family_id for each in people.values()]):
        same_family[other.family_id].append(other.berkas)
    found = {}
    for pk, mine in people.items():
        rivals = {case.pk: Rival(case=_called(case), same="kk") for case in same_family[mine.family_id] if case.pk < pk}
        rivals |= {
            case.pk: Rival(case=_called(case), same="nik") for case in same_person[mine.person_id] if case.pk < pk
        }
        found[pk] = tuple(rivals[other] for other in sorted(rivals))
    return found


def _called(case: Berkas) -> str:
    """Its number, or as long as it has none that of the proposal it lies in."""
    return case.number or str(case.parent or case)
