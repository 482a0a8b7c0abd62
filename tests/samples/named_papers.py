"""The near copy once more, with two papers from outside that give names: the allocation's, compared with
its candidates, and the decree's, compared with its ranking."""

from collections.abc import Sequence
from dataclasses import replace

from perkim.demo.providing import provide
from perkim.funds.amounts import aid_as_table
from perkim.imports.declarations import register as register_list
from perkim.parameters.kinds import kind as kind_of
from perkim.parameters.reading import row_on, value_on
from perkim.people.identities import Identity
from perkim.schemes.lists import register_lists
from perkim.schemes.papers.kinds import issued
from perkim.schemes.scheme import Scheme, SchemeRoles
from perkim.sipoc.declarations import Process, Programme, Requirement, Stage
from perkim.sipoc.models import Berkas, StageVisit
from perkim.sipoc.registry import register
from perkim.swadaya.candidates.actions import Proposal, propose_many
from perkim.swadaya.models import Place, Ranking
from perkim.swadaya.paper_names.list_kind import paper_names_kind
from perkim.swadaya.paper_names.ours import OurNames
from perkim.swadaya.paper_names.requirements import NamedInList, NamesAgree
from perkim.swadaya.parameters import WEIGHTS
from tests.every_programme.walker import Walker
from tests.rtlh.providing import identity
from tests.samples import near_copy
from tests.worlds import kept

ROLES = SchemeRoles()
ALLOCATED = NamesAgree(
    key="nama_alokasi",
    title="Nama pada SK alokasi",
    paper="sk_alokasi",
    worked_by=ROLES.lead,
    ours=OurNames(process="rumah"),
)
DECREED = NamesAgree(
    key="nama_sk",
    title="Nama pada SK penerima",
    paper=near_copy.DECREE.key,
    worked_by=ROLES.lead,
    ours=OurNames(process="rumah", ranked=True),
)
NAMED = NamedInList(key="nama_di_daftar", title="Nama di daftar SK", names=DECREED)
ALLOCATION = issued("sk_alokasi", "SK alokasi", "SK beserta jumlah rumahnya.", ROLES.desk)
DECREED_LIST, ALLOCATED_LIST = "nelayan-nama-sk", "nelayan-nama-alokasi"


def register_named_papers(scheme: Scheme) -> Programme:
    """Make the programme known, with its lists."""
    year, proposal, house = near_copy.processes_of(scheme)
    programme = Programme(
        slug=scheme.slug,
        title="Rumah nelayan",
        service="Usulkan rumah nelayan",
        summary="Rumah nelayan diusulkan desa dengan daftar nama dan alamat.",
        for_whom="Lewat desa",
        icon="hammer",
        legal_basis=("Peraturan Menteri Nomor 1 Tahun 2026",),
        sheets=(near_copy.SHEET,),
        processes=(with_names(year), proposal, with_award(house)),
        open=True,
    )
    register(programme)
    register_lists(scheme)
    for key, names in ((DECREED_LIST, DECREED), (ALLOCATED_LIST, ALLOCATED)):
        register_list(
            paper_names_kind(key=key, programme=scheme.slug, year=scheme.year, names=names, title=names.title)
        )
    return programme


def with_names(year: Process) -> Process:
    """The allocation comes in first; the names of the decree are compared before it is followed."""
    team, naming, *rest = year.stages
    team = replace(team, inputs=(*team.inputs, ALLOCATION, ALLOCATED), after={ALLOCATED.key: (ALLOCATION.key,)})
    naming = replace(naming, outputs=(*naming.outputs, DECREED), after={**naming.after, DECREED.key: (DECREED.paper,)})
    return replace(year, stages=(team, naming, *rest))


def with_award(house: Process) -> Process:
    def awarding(stage: Stage) -> Stage:
        moves = (
            replace(move, requires=(*move.requires, NAMED)) if move.key == "tetapkan" else move for move in stage.moves
        )
        return replace(stage, moves=tuple(moves))

    return replace(house, stages=tuple(awarding(each) if each.key == "siap" else each for each in house.stages))


@kept
def ranked_year(walker: Walker, *names: str) -> tuple[Berkas, list[Berkas]]:
    """An activity whose decree is recorded, and households that are within its quota, in this order."""
    year, houses = year_before_decree(walker, *names)
    decree(walker, year)
    return Berkas.objects.get(pk=year.pk), list(
        Berkas.objects.filter(pk__in=[each.pk for each in houses]).order_by("pk")
    )


@kept
def year_before_decree(walker: Walker, *names: str) -> tuple[Berkas, list[Berkas]]:
    """An activity that names its recipients, and households that are within its quota, in this order.

    How they come there is walked elsewhere; here they are put there, which is quicker by seconds for each.
    """
    village = walker.open(walker.programme.process("ajuan"))
    year = Berkas.objects.get(pk=village.parent_id)
    people = [identity(number, name) for number, name in enumerate(names)]
    houses = propose(walker, village, people)
    walker.pass_by(year, ("tim",))
    move_to(houses, "siap")
    rank(walker, year, houses)
    return Berkas.objects.get(pk=year.pk), list(
        Berkas.objects.filter(pk__in=[each.pk for each in houses]).order_by("pk")
    )


def decree(walker: Walker, year: Berkas) -> str:
    """Let the village be verified, and record the decree; returns its number."""
    stages = ("draf", "pemeriksaan", "verifikasi")
    for village in year.children.filter(stage__in=stages):
        walker.pass_by(village, stages)
    provide(Requirement.find(year.declared_stage, DECREED.paper), walker, year)
    return year.dokumen.live().get(key=DECREED.paper).number


def propose(walker: Walker, village: Berkas, people: Sequence[Identity]) -> list[Berkas]:
    process = walker.programme.process("rumah")
    made = propose_many(
        actor=walker.holder(process.opened_by[0]),
        usulan=village,
        process=process,
        proposals=[Proposal(identity=each, residents=3) for each in people],
        now=walker.tick(),
    )
    return [each.berkas for each in made]


def move_to(cases: Sequence[Berkas], stage: str) -> None:
    ids = [each.pk for each in cases]
    Berkas.objects.filter(pk__in=ids).update(stage=stage)
    StageVisit.objects.filter(berkas__in=ids, left_at=None).update(stage=stage)


def rank(walker: Walker, year: Berkas, houses: Sequence[Berkas], kind: str = "PK") -> Ranking:
    """In this order, all within the quota."""
    now = walker.tick()
    Ranking.objects.current().filter(berkas=year).update(superseded_at=now)
    made = Ranking.objects.create(
        berkas=year,
        frozen_at=now,
        frozen_by=walker.holder(ROLES.lead),
        units=len(houses),
        aid=aid_as_table(value_on(kind_of("nelayan.nilai"), now.date())),
        villages={},
        formula=row_on(WEIGHTS, now.date()),
    )
    for position, house in enumerate(houses, start=1):
        Place.objects.create(
            ranking=made,
            berkas=house,
            position=position,
            kind=kind,
            score=10,
            income=0,
            residents=3,
            proposed_at=now,
        )
    return made
