"""How RTLH's cases are opened in the walks of every programme, and what the tests type about a household."""

from dataclasses import replace
from datetime import date

from perkim.budgets.demo import OWN, SHOP
from perkim.budgets.rules import Amounts
from perkim.budgets.shops.rules import ShopDetails
from perkim.people.identities import Identity
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas
from perkim.swadaya.candidates.actions import Proposal, propose_many
from perkim.swadaya.models import Calon
from perkim.swadaya.socialisation.requirements import RecipientsReached, VillagesReached
from tests.every_programme.providing import OPENERS, provide


def identity(number: int, name: str = "Contoh calon penerima") -> Identity:
    """A person whose serial starts with 9, so that nobody real is meant."""
    nik, kk = f"350803150385{9000 + number}", f"350803220308{9000 + number}"
    return Identity(nik=nik, kk=kk, name=name, sex="L", birth_date=date(1985, 3, 15))


def open_candidate(walker, process: Process, region: Region, parent: Berkas) -> Berkas:
    proposal = Proposal(identity=identity(Calon.objects.count()), residents=4, income=1_900_000)
    actor = walker.holder(process.opened_by[0])
    return propose_many(actor=actor, usulan=parent, process=process, proposals=[proposal], now=walker.tick())[0].berkas


OPENERS["rtlh", "penerima"] = open_candidate


def open_year(walker, process: Process, region: Region, parent: None) -> Berkas:
    """With a ceiling that binds nobody."""
    new = NewCase(title="Perbaikan RTLH", regions=[region], amount=5_000_000_000)
    actor = walker.holder(process.opened_by[0])
    return open_case(actor=actor, programme=walker.programme, process=process, new=new, now=walker.tick())


OPENERS["rtlh", "kegiatan"] = open_year


@provide.register
def _(requirement: VillagesReached, walker, case: Berkas) -> None:
    for village in case.children.filter(process=requirement.process, outcome=""):
        asked = RecipientsReached.find(village.declared_stage)
        if asked and asked.missing(Berkas.objects.filter(pk=village.pk)):
            provide(asked, walker, village)


def shop_told(**changes) -> ShopDetails:
    """A shop without prices of others."""
    return replace(SHOP, **{"price": None, "compared": (), **changes})


def amounts_of_rab(**changes) -> Amounts:
    """What `perkim.budgets.demo` works out of the first values of the parameters."""
    told = {"total": 26_000_000, "material": 17_500_000, "wages": 2_500_000, **OWN}
    told |= {"drpb_material": 17_500_000, "drpb_wages": 2_500_000, **changes}
    weights = {"pondasi": 15, "sloof": 8, "kolom": 12, "ring_balok": 8, "dinding": 22, "rangka_atap": 12}
    weights |= {"penutup_atap": 10, "lantai": 8, "sanitasi": 5}
    parts = {name: told["total"] * weight // 100 for name, weight in weights.items()}
    parts["dinding"] += told["total"] - sum(parts.values())
    return Amounts(**{"components": parts, **told})


def typed_rab(**changes) -> dict[str, int]:
    """The same by the names of the form's fields."""
    told = vars(amounts_of_rab(**changes)).copy()
    return {f"part_{name}": cost for name, cost in told.pop("components").items()} | told
