"""How the cases of any programme are opened in its walks: what a declaration says of a case decides what is typed."""

from datetime import date

from perkim.people.identities import Identity
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas
from perkim.swadaya.candidates.actions import Proposal, propose_many
from perkim.swadaya.candidates.takeable import DETAIL
from perkim.swadaya.models import Calon


def opened(walker, process: Process, region: Region, parent: Berkas | None) -> Berkas:
    if process.detail_model == DETAIL:
        return open_candidate(walker, process, region, parent)
    # A ceiling that binds nobody, where there is one.
    amount = 5_000_000_000 if process.amount_fault else None
    new = NewCase(title=f"Contoh {process.noun}", regions=[region], amount=amount)
    actor = walker.holder(process.opened_by[0])
    return open_case(
        actor=actor, programme=walker.programme, process=process, new=new, now=walker.tick(), parent=parent
    )


def open_candidate(walker, process: Process, region: Region, parent: Berkas) -> Berkas:
    proposal = Proposal(identity=identity(Calon.objects.count()), residents=4, income=1_900_000)
    actor = walker.holder(process.opened_by[0])
    return propose_many(actor=actor, usulan=parent, process=process, proposals=[proposal], now=walker.tick())[0].berkas


def identity(number: int, name: str = "Contoh calon penerima") -> Identity:
    """A person whose serial starts with 9, so that nobody real is meant."""
    nik, kk = f"350803150385{9000 + number}", f"350803220308{9000 + number}"
    return Identity(nik=nik, kk=kk, name=name, sex="L", birth_date=date(1985, 3, 15))
