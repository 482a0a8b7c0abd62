"""The papers of a case as the case page and the page of one paper show them: `documents/_dokumen.html`.

The case page registers `papers_panel`; this module, which lies below it, cannot do so itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from perkim.accounts.models import User
from perkim.documents.models import Dokumen
from perkim.documents.papers import Paper
from perkim.documents.printouts import printouts_of_process
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import parts_of, sees_whole


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """One paper, with its title as declared; a kind that is no longer declared goes by its key."""

    title: str
    page: str
    dokumen: Dokumen


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A sheet without a signature: where it is made and fetched, and when it was made."""

    title: str
    page: str
    fact: str


def papers_panel(case: Berkas, user: User) -> Mapping[str, Any]:
    """What the panel's template takes; empty while nothing is recorded, or for who may not read the papers."""
    if not sees_whole(user, case, parts_of(user, [case])):
        return {}
    papers, receipts = papers_of(case, user), receipts_of(case)
    return {"papers": papers, "linked": True, "receipts": receipts} if papers or receipts else {}


def receipts_of(case: Berkas) -> "list[Receipt]":
    """What the portal writes for who handed the case in, and nobody signs. For who may see the case. One query each."""
    written = printouts_of_process(case.declared) if case.number else []
    return [
        Receipt(
            title=each.title,
            page=reverse("documents:paper", args=[case.public_id, each.key]),
            fact=each.fact(case),
        )
        for each in written
    ]


def papers_of(case: Berkas, user: User) -> list[PaperLine]:
    """The papers that hold, in the order of the stages that ask for them. For who may see the case. One query."""
    titles = {paper.key: paper.title for paper in Paper.all_in(case.declared)}
    place = {key: number for number, key in enumerate(titles)}
    current = Dokumen.objects.live().filter(berkas=case).with_details().order_by("id")
    return lines(case, sorted(current, key=lambda each: place.get(each.key, len(place))), titles)


def lines(case: Berkas, papers: Iterable[Dokumen], titles: Mapping[str, str]) -> list[PaperLine]:
    return [
        PaperLine(
            title=titles.get(each.key, each.key),
            page=reverse("documents:paper", args=[case.public_id, each.key]),
            dokumen=each,
        )
        for each in papers
    ]
