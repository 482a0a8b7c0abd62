"""What the page of a paper shows of its draft: the sheet that stands, whether it holds, the form for another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from perkim.accounts.models import User
from perkim.documents.drafting import digest, freeze
from perkim.documents.forms import DraftForm
from perkim.documents.models import Konsep
from perkim.documents.papers import Paper
from perkim.documents.policies import draft_refusal
from perkim.documents.printouts import Printout
from perkim.documents.signers import vacant_posts
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas


@dataclass(frozen=True, kw_only=True)
class DraftPart:
    """`refusal` says why this account cannot have it written now. `outdated`: the case says other things than the
    sheet; known only to who may have it written anew. `form` is there for a paper with a number. `vacant` names the
    posts that nobody holds on the day of the paper."""

    konsep: Konsep | None
    outdated: bool
    refusal: str
    form: DraftForm
    vacant: Sequence[str] = ()


def draft_part(
    user: User, case: Berkas, paper: Paper | Printout, *, day: date, form: DraftForm | None = None
) -> DraftPart | None:
    """None for a paper that the portal does not write, or a draft that this account can neither see nor have."""
    if paper.draft is None:
        return None
    konsep = Konsep.objects.current().filter(berkas=case, key=paper.key).select_related("upload", "asked_by").first()
    refusal = draft_refusal(user, case, paper)
    if konsep is None and refusal:
        return None
    outdated, shown = False, konsep.data if konsep else {}
    if not refusal:
        number, dated = _stated(konsep)
        try:
            shown = freeze(paper.draft, case, numbered=paper.numbered, number=number, dated=dated, day=day)
        except SipocError as lacking:
            refusal = str(lacking)
        else:
            outdated = konsep is not None and konsep.sha256 != digest(shown)
    return DraftPart(
        konsep=konsep,
        outdated=outdated,
        refusal=refusal,
        form=form or DraftForm(paper=paper, current=konsep),
        vacant=list(vacant_posts(shown)),
    )


def _stated(konsep: Konsep | None) -> tuple[str, date | None]:
    return (konsep.number, konsep.dated) if konsep else ("", None)
