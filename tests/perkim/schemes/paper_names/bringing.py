"""Short words for names on papers: as the desk brings them, as who leads answers, and what is missing then."""

from typing import Any
from uuid import uuid4

from perkim.accounts.roles import Role
from perkim.documents.actions.recording import withdraw_paper
from perkim.documents.models import Dokumen
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas
from perkim.swadaya.models import Calon, PaperList, PaperName
from perkim.swadaya.paper_names.actions import NameOnPaper, answer_name, store_names
from perkim.swadaya.paper_names.requirements import NamesAgree, differences_of
from tests.cast import SUMBERWULUH
from tests.every_programme.walker import Walker
from tests.rtlh.providing import identity
from tests.samples.named_papers import DECREED

STRANGER = identity(77).nik


def nik_of(house: Berkas) -> str:
    return Calon.objects.select_related("person").get(berkas=house).person.nik


def named(house: Berkas, **changes: Any) -> NameOnPaper:
    """As the decree should name this household."""
    typed = {"line": house.pk, "name": house.title, "nik": nik_of(house), "region_code": SUMBERWULUH, **changes}
    return NameOnPaper(**typed)


def stranger(**changes: Any) -> NameOnPaper:
    return NameOnPaper(**{"line": 9, "name": "Joko Lelono", "nik": STRANGER, **changes})


def bring(walker: Walker, year: Berkas, *names: NameOnPaper, of: NamesAgree = DECREED, left_out: int = 0) -> PaperList:
    return store_names(
        actor=walker.holder(Role.STAF),
        case=year,
        requirement=of,
        names=names,
        batch=uuid4(),
        left_out=left_out,
        now=walker.tick(),
    )


def missing(requirement: Requirement, case: Berkas) -> list[str]:
    return list(requirement.missing(case.as_queryset()).get(case.pk, []))


def sorts(year: Berkas, of: NamesAgree = DECREED) -> list[str]:
    return [each.sort.name for each in differences_of(of, [year.pk])[year.pk]]


def withdraw_decree(walker: Walker, year: Berkas) -> None:
    paper = Dokumen.objects.live().get(berkas=year, key=DECREED.paper)
    withdraw_paper(actor=walker.holder(Role.STAF), dokumen=paper, reason="Salah naskah.", now=walker.tick())


def answer(walker: Walker, year: Berkas, *, by: Role = Role.KABID_PRM, **changes: Any) -> PaperName:
    waiting = [each for each in differences_of(DECREED, [year.pk])[year.pk] if each.waits]
    [name] = {each.listed.pk for each in waiting}
    given = {"name": name, "sorts": [each.sort for each in waiting], "reason": "Ralat diminta ke PPK.", **changes}
    return answer_name(actor=walker.holder(by), case=year, requirement=DECREED, now=walker.tick(), **given)
