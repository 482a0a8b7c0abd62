"""The names that papers from outside may bring, compared with ours. Source: `domain.md` §4.4 (BSPS-00, BSPS-02)."""

from perkim.lib.text import within_sentence
from perkim.schemes.scheme import Scheme
from perkim.sipoc.declarations import Requirement
from perkim.swadaya.paper_names.ours import OurNames
from perkim.swadaya.paper_names.requirements import NamedInList, NamesAgree


def allocated_names(scheme: Scheme) -> NamesAgree | None:
    """Those of the allocation, beside all candidates of the year."""
    if scheme.allocation is None:
        return None
    return NamesAgree(
        key="nama_alokasi",
        title=f"Nama pada {within_sentence(scheme.allocation.title)}",
        paper=scheme.allocation.key,
        worked_by=scheme.roles.lead,
        also_by=(scheme.roles.desk,),
        ours=OurNames(process=scheme.household),
    )


def decreed_names(scheme: Scheme) -> NamesAgree | None:
    """Those of a decree from outside, beside the list that it was asked for with."""
    if not scheme.decree.requested:
        return None
    return NamesAgree(
        key="nama_sk",
        title=f"Nama pada {scheme.decree.short}",
        paper=scheme.decree.key,
        worked_by=scheme.roles.lead,
        also_by=(scheme.roles.desk,),
        ours=OurNames(process=scheme.household, ranked=True),
    )


def names_of(scheme: Scheme) -> list[NamesAgree]:
    return [each for each in (allocated_names(scheme), decreed_names(scheme)) if each]


def named(scheme: Scheme) -> tuple[Requirement, ...]:
    """What an award asks for beside the decree itself."""
    names = decreed_names(scheme)
    return (
        (NamedInList(key="nama_di_daftar", title=f"Nama di daftar {scheme.decree.short}", names=names),)
        if names
        else ()
    )
