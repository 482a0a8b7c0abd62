"""Short words for names on papers: as the desk brings them, as who leads answers, and what is missing then."""

from typing import Any
from uuid import uuid4

from perkim.accounts.roles import Role
from perkim.demo.providing import provide
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


def bring(walker: Walker, year: Berkas, *names: NameOnPaper, of: NamesAgree = DECREED) -> PaperList:
    actor = walker.holder(Role.STAF)
    return store_names(actor=actor, case=year, requirement=of, names=names, batch=uuid4(), now=walker.tick())


def missing(requirement: Requirement, case: Berkas) -> list[str]:
    return list(requirement.missing(Berkas.objects.filter(pk=case.pk)).get(case.pk, []))


def sorts(year: Berkas, of: NamesAgree = DECREED) -> list[str]:
    return [each.sort.name for each in differences_of(of, [year.pk])[year.pk]]


def answer(walker: Walker, year: Berkas, *, by: Role = Role.KABID_PRM, **changes: Any) -> PaperName:
    waiting = [each for each in differences_of(DECREED, [year.pk])[year.pk] if each.waits]
    [name] = {each.listed.pk for each in waiting}
    given = {"name": name, "sorts": [each.sort for each in waiting], "reason": "Ralat diminta ke PPK.", **changes}
    return answer_name(actor=walker.holder(by), case=year, requirement=DECREED, now=walker.tick(), **given)


def decree(walker: Walker, year: Berkas) -> str:
    """Let the village be verified, and record the decree; returns its number."""
    for village in year.children.all():
        walker.pass_by(village, ("draf", "pemeriksaan", "verifikasi"))
    provide(Requirement.find(year.declared_stage, DECREED.paper), walker, year)
    return year.dokumen.get(key=DECREED.paper).number
