"""How demo office and tests meet what is asked of a paper's names: by answers, and where no answer helps, by the list
that the office outside sends once it has corrected its paper."""

from collections import defaultdict
from uuid import uuid4

from perkim.demo.hands import Hands
from perkim.demo.providing import provide
from perkim.sipoc.levels import asking, case_above, path_below
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, PaperList
from perkim.swadaya.paper_names.actions import NameOnPaper, answer_name, store_names
from perkim.swadaya.paper_names.comparing import Difference
from perkim.swadaya.paper_names.requirements import NamedInList, NamesAgree, desk_of, differences_of, lead_of

ANSWER = "Ralat sudah diminta kepada penerbit SK dengan surat."


def names_as_ours(requirement: NamesAgree, year: Berkas) -> list[NameOnPaper]:
    """The list that says what we say."""
    ours = requirement.ours.by_year([year.pk], path_below(requirement, requirement.ours.process)).get(year.pk, [])
    people = {each.berkas_id: each.person for each in Calon.objects.filter(
        berkas__any_of=[each.case for each in ours]).select_related("person")}  # fmt: skip
    return [
        NameOnPaper(
            line=line,
            name=each.name,
            nik=people[each.case].nik,
            region_code=each.village,
            kind=each.kind,
            amount=each.amount,
        )
        for line, each in enumerate(ours, start=2)
    ]


def bring_names(requirement: NamesAgree, hands: Hands, year: Berkas, names: list[NameOnPaper]) -> PaperList:
    """The desk stores a list."""
    actor = hands.holder(desk_of(year.declared, requirement))
    return store_names(actor=actor, case=year, requirement=requirement, names=names, batch=uuid4(), now=hands.tick())


@provide.register
def _(requirement: NamesAgree, hands: Hands, case: Berkas) -> None:
    actor = hands.holder(lead_of(case.declared, requirement))
    by_row: defaultdict[int, list[Difference]] = defaultdict(list)
    for each in differences_of(requirement, [case.pk]).get(case.pk, []):
        if each.can_be_answered and each.listed:
            by_row[each.listed.pk].append(each)
    for name, differences in by_row.items():
        if any(each.waits for each in differences):
            answer_name(
                actor=actor,
                case=case,
                requirement=requirement,
                name=name,
                sorts=[each.sort for each in differences],
                reason=ANSWER,
                now=hands.tick(),
            )
    if requirement.missing(case.as_queryset()):
        bring_names(requirement, hands, case, names_as_ours(requirement, case))


@provide.register
def _(requirement: NamedInList, hands: Hands, case: Berkas) -> None:
    above = asking(requirement.names)[0]
    year = case_above(case, above.key)
    if year:
        bring_names(requirement.names, hands, year, names_as_ours(requirement.names, year))
