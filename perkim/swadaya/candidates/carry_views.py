"""The households that a village or the office may take over into a proposal, and those that they may not, with why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of, signed_in
from perkim.lib.whole_number import typed_whole
from perkim.sipoc.declarations import Process
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case, status_of
from perkim.sipoc.terms import Outcome
from perkim.swadaya.candidates.carry_actions import take_over
from perkim.swadaya.candidates.policies import refusal_to_propose
from perkim.swadaya.candidates.takeable import KnownHousehold, known_households, takeable
from perkim.swadaya.candidates.views import process_below
from perkim.swadaya.models import Place
from perkim.swadaya.survey.ages import PastSurvey, past_surveys


@dataclass(frozen=True, kw_only=True)
class OfferedHousehold:
    """One line of the page: with its place in the ranking, if it had one, and the survey that goes along or is too
    old."""

    household: KnownHousehold
    place: Place | None
    survey: PastSurvey | None
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where several of them come from: the programme with proposal or year, and the state that they are in."""

    title: str
    state: str
    offered: list[OfferedHousehold] = field(default_factory=list)

    @property
    def is_barred(self) -> bool:
        """Whether none of these may be taken."""
        return all(each.household.barred for each in self.offered)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def carry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose among them, who found no place chosen at first; take them over."""
    user = account_of(request)
    usulan = seen_case(request, public_id, "parent")
    process = process_below(usulan)
    if sentence := refusal_to_propose(user, usulan, process):
        raise PermissionDenied(sentence)
    fault, status, chosen = "", 200, None
    if request.method == "POST":
        chosen = {number for each in request.POST.getlist("calon") if (number := typed_whole(each)) is not None}
        try:
            made = take_over(actor=user, usulan=usulan, process=process, cases=chosen, now=timezone.now())
        except SipocError as error:
            fault, status = str(error), status_of(error)
        else:
            messages.success(request, f"{len(made)} calon masuk ke daftar ini tanpa diketik ulang.")
            return redirect("swadaya:candidates", usulan.public_id)
    known = known_households(user, usulan)
    origins = _origins(usulan, process, known, chosen)
    context = {
        "case": usulan,
        "count": len(takeable(known)),
        "origins": [each for each in origins if not each.is_barred],
        "barred": [each for each in origins if each.is_barred],
        "fault": fault,
    }
    return render(request, "swadaya/cadangan.html", context, status=status)


def _origins(
    usulan: Berkas, process: Process, known: Sequence[KnownHousehold], chosen: Collection[int] | None
) -> list[Origin]:
    """In their order, each once. Four queries at most."""
    ids = [each.calon.berkas_id for each in takeable(known)]
    placed = Place.objects.current().filter(berkas__any_of=ids) if ids else ()
    places = {place.berkas_id: place for place in placed}
    surveys = past_surveys(ids, process, timezone.localdate())
    origins: dict[tuple[str, str, bool], Origin] = {}
    for each in sorted(known, key=_order):
        case = each.calon.berkas
        origin = Origin(title=_title(case), state=_state(case))
        pre_chosen = not each.runs and case.year < usulan.year
        offered = OfferedHousehold(
            household=each,
            place=places.get(case.pk),
            survey=surveys.get(case.pk),
            chosen=not each.barred and (pre_chosen if chosen is None else case.pk in chosen),
        )
        origins.setdefault((origin.title, origin.state, bool(each.barred)), origin).offered.append(offered)
    return list(origins.values())


def _order(each: KnownHousehold) -> tuple[bool, str, int, bool, int]:
    """Who can be taken before who cannot; those of one origin stay as they come, by name."""
    case = each.calon.berkas
    return bool(each.barred), case.programme, -case.year, each.runs, case.parent_id or 0


def _title(case: Berkas) -> str:
    programme = case.declared_programme.title
    if not case.is_open:
        return f"{programme}, tahun {case.year}"
    number = case.parent.number if case.parent else ""
    return f"{programme}, usulan {number}" if number else f"{programme}, usulan yang belum dikirim"


def _state(case: Berkas) -> str:
    if case.is_open:
        return case.declared_stage.title
    return "Layak, tidak mendapat tempat" if case.outcome == Outcome.DITOLAK else "Pernah diambil ke usulan lain"
