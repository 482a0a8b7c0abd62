"""What the demo offices of schemes of household aid have in common: years, proposals and surveys, told by the same
acts."""

from collections.abc import Sequence
from datetime import datetime

from perkim.accounts.roles import Role
from perkim.accounts.villages import username
from perkim.demo.acts import OF_ROLE, Acts
from perkim.demo.office import KABUPATEN, SUMBERWULUH
from perkim.regions.models import Region
from perkim.schemes.scheme import Scheme
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from perkim.swadaya.candidates.actions import propose_many
from perkim.swadaya.candidates.demo import household
from perkim.swadaya.models import Calon

# A house is asked for with this much; what it gets is said by the decree.
PROPOSED_EACH = 20_000_000


def desk(village: Region, role: Role) -> str:
    """The user name of a village's account."""
    return username(role, village, name_repeats=Region.objects.villages().called(village.name).count() > 1)


def open_year(acts: Acts, scheme: Scheme, title: str, amount: int, days: int, *, on: bool = True) -> Berkas:
    """A year's activity, opened so many days ago; `on`: its team is there within three weeks."""
    declared = programme(scheme.slug)
    regency = Region.objects.get(code=KABUPATEN)
    new = NewCase(title=f"{title} {acts.now.year}", regions=[regency], amount=amount, year=acts.now.year)
    lead = OF_ROLE[scheme.roles.lead]
    case = open_case(
        actor=acts.person(lead),
        programme=declared,
        process=declared.process(scheme.year),
        new=new,
        now=acts.ago(days),
    )
    if on:
        acts.prepare([case], acts.ago(days - 10))
        acts.take(lead, [case], "lanjut", acts.ago(days - 20))
    return case


def propose(
    acts: Acts, scheme: Scheme, year: Berkas, village: Region, houses: int, days: int, *, whole: bool = True
) -> Berkas:
    """A village's proposal as its operator writes it; `whole`: with all that must be attached."""
    declared = programme(scheme.slug)
    operator = desk(village, scheme.roles.village)
    kind = "Kelurahan" if village.kind == Region.Kind.KELURAHAN else "Desa"
    title = f"Perbaikan {houses} rumah, {kind} {village.name}"
    case = open_case(
        actor=acts.person(operator),
        programme=declared,
        process=declared.process(scheme.proposal),
        new=NewCase(title=title, regions=[village], amount=houses * PROPOSED_EACH),
        now=acts.ago(days),
        parent=year,
    )
    put_on_list(acts, scheme, case, houses, acts.ago(days, 30), operator)
    only = () if whole else ("ktp_kk",)
    acts.prepare([case], acts.ago(days, 60), only=only, operator=operator)
    return case


def send(acts: Acts, scheme: Scheme, year: Berkas, village: Region, houses: int, at: datetime) -> Berkas:
    """A proposal that the village's head has sent at this moment."""
    case = propose(acts, scheme, year, village, houses, (acts.now - at).days + 2)
    acts.take(desk(village, scheme.roles.village_head), [case], "kirim", at)
    return case


def put_on_list(acts: Acts, scheme: Scheme, proposal: Berkas, houses: int, at: datetime, who: str) -> list[Berkas]:
    """Put so many households on the list of a proposal; each person once in the whole office."""
    first = Calon.objects.count()
    placed = proposal.region_id == SUMBERWULUH
    proposals = [household(first + number, proposal.region, placed=placed) for number in range(houses)]
    process = programme(scheme.slug).process(scheme.household)
    made = propose_many(actor=acts.person(who), usulan=proposal, process=process, proposals=proposals, now=at)
    return [calon.berkas for calon in made]


def hand_out(acts: Acts, scheme: Scheme, cases: Sequence[Berkas], days_ago: int) -> None:
    """The coordinator gives the cases to the facilitator."""
    giver, role = (OF_ROLE[each] for each in (scheme.roles.coordinator, scheme.roles.facilitator))
    to = acts.person(role)
    hand_over(actor=acts.person(giver), cases=cases, role=scheme.roles.facilitator, to=to, now=acts.ago(days_ago))


def survey_all(acts: Acts, scheme: Scheme, proposal: Berkas, handed: int) -> None:
    """Every house of a proposal is visited within two weeks and found eligible."""
    cases = list(proposal.children.filter(stage=scheme.at.survey).order_by("id"))
    hand_out(acts, scheme, cases, handed)
    acts.prepare(cases, acts.ago(handed - 8))
    acts.take(OF_ROLE[scheme.roles.facilitator], cases, "layak", acts.ago(handed - 14))
