"""Opening a case of any declared process, on its own or below another one."""

from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of, signed_in
from perkim.accounts.models import Assignment, User
from perkim.lib.amount_field import RupiahField
from perkim.portal import once
from perkim.portal.case.access import SENT_TWICE
from perkim.regions.codes import lies_within
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case, too_late
from perkim.sipoc.declarations import Process, Programme
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import status_of
from perkim.sipoc.registry import programme as programme_of

# More than a reader can choose from; the newest come first.
MOST_PARENTS = 200
MOST_FULL = 10


class OpenForm(forms.Form):
    """A new case. `regions` are those in which the reader may open it; a single one is taken without asking."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(
        label="Judul",
        max_length=200,
        error_messages={"required": "Tulis judulnya."},
    )
    amount = RupiahField(label="Nilai", required=False, help_text="Dalam rupiah, misalnya 840.000.000.")
    regions = forms.MultipleChoiceField(
        label="Wilayah",
        error_messages={
            "required": "Pilih paling sedikit satu wilayah.",
            "invalid_choice": "Pilih wilayah dari daftar.",
        },
    )

    def __init__(self, data: Any = None, *, regions: list[Region], example: str) -> None:
        super().__init__(data)
        self.fields["title"].help_text = f"Apa dan di mana, misalnya {example}." if example else "Apa dan di mana."
        self.known = {str(region.code): region for region in regions}
        offered = cast("forms.MultipleChoiceField", self.fields["regions"])
        offered.choices = [(code, region.address) for code, region in self.known.items()]
        if len(regions) == 1:
            self.fields["regions"].required = False

    @property
    def groups(self) -> list[tuple[str, list[Region], bool]]:
        """The regions by kecamatan for a page that folds them: title, regions, whether one of them is ticked."""
        ticked = set(self["regions"].value() or ())
        by_title: dict[str, list[Region]] = {}
        for region in self.known.values():
            title = str(region.parent) if region.is_village and region.parent else "Kabupaten dan kecamatan"
            by_title.setdefault(title, []).append(region)
        return [(title, each, any(one.code in ticked for one in each)) for title, each in by_title.items()]

    @property
    def ticked(self) -> list[str]:
        return self["regions"].value() or []

    def chosen(self) -> list[Region]:
        codes = self.cleaned_data["regions"] or list(self.known)
        return [self.known[code] for code in codes]


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def open_new(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    user = account_of(request)
    programme, process = _declared(slug, key)
    if not _posts(user, programme, process):
        raise PermissionDenied(_not_yours(process))
    parent = None
    if process.parent and (named := request.GET.get("induk", "")):
        parent = _parent(user, named, programme, process)
    elif process.parent:
        parents = _choose_from(user, programme, process)
        if len(parents) != 1:
            context = {"programme": programme, "process": process, "parents": parents}
            context["full"] = _full(user, programme, process)
            return render(request, "portal/case_new_parent.html", context)
        parent = parents[0]
    if request.method != "POST" and parent and (sentence := too_late(process, parent)):
        context = {"programme": programme, "process": process, "parents": _choose_from(user, programme, process)}
        return render(request, "portal/case_new_parent.html", context | {"full": [(parent, sentence)]}, status=409)
    if process.opened_at and parent:
        return redirect(process.opened_at, parent.public_id)
    form = OpenForm(
        request.POST or None, regions=_regions(user, programme, process, parent), example=process.title_example
    )
    form.fields["amount"].label = process.amount_title
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(_opened(request, user, programme, process, parent, form))
            except SipocError as error:
                form.add_error(None, str(error))
                status = status_of(error)
    context = {"form": form, "programme": programme, "process": process, "parent": parent}
    return render(request, "portal/case_new.html", context, status=status)


def _opened(
    request: HttpRequest, user: User, programme: Programme, process: Process, parent: Berkas | None, form: OpenForm
) -> str:
    """The address of the new case, or of what the first sending of this form came to."""
    typed = form.cleaned_data
    new = NewCase(title=typed["title"], amount=typed["amount"], regions=form.chosen())
    with once.first_sending(user, typed["key"]) as first:
        if first:
            now = timezone.now()
            case = open_case(actor=user, programme=programme, process=process, new=new, parent=parent, now=now)
            once.remember(user, typed["key"], case.get_absolute_url())
    if not first:
        messages.info(request, SENT_TWICE)
        return once.outcome(user, typed["key"]) or reverse("portal:worklist")
    given = f" dengan nomor {case.number}" if case.number else " sebagai draf"
    messages.success(request, f"{process.noun.capitalize()} dibuka{given}.")
    return str(case.get_absolute_url())


def _declared(slug: str, key: str) -> tuple[Programme, Process]:
    try:
        programme = programme_of(slug)
        return programme, programme.process(key)
    except KeyError:
        raise Http404(f"no process {slug}.{key}") from None


def _choose_from(user: User, programme: Programme, process: Process) -> list[Berkas]:
    """The cases below which the reader may open one now.

    A village desk does not see the year under which it proposes, but must be able to choose it.
    """
    taking = Berkas.objects.taking(programme, process).select_related("region").order_by("-year", "-id")
    return [case for case in taking[:MOST_PARENTS] if _lies_with(user, programme, process, case)]


def _full(user: User, programme: Programme, process: Process) -> list[tuple[Berkas, str]]:
    """The newest open cases below which none is opened any more, with why."""
    known = Berkas.objects.of(programme.slug, process.parent).open().filter(confidential=False).exclude(number="")
    past = known.exclude(stage__in=process.opened_in) if process.opened_in else known.none()
    newest = past.select_related("region").order_by("-year", "-id")[:MOST_FULL]
    return [(case, too_late(process, case)) for case in newest if _lies_with(user, programme, process, case)]


def _posts(user: User, programme: Programme, process: Process) -> list[Assignment]:
    """The posts by which the reader opens cases of this process, each in its area."""
    held = [each for each in user.assignments_today if each.programme in ("", programme.slug)]
    return [each for each in held if each.role in process.opened_by]


def _not_yours(process: Process) -> str:
    openers = ", ".join(str(role.label) for role in process.opened_by)
    return f"{process.noun.capitalize()} dibuka oleh {openers} untuk wilayahnya sendiri."


def _lies_with(user: User, programme: Programme, process: Process, case: Berkas) -> bool:
    """Whether the case and a post by which the reader opens such cases have a region in common."""
    here, posts = str(case.region_id), [str(each.region_id) for each in _posts(user, programme, process)]
    return any(lies_within(region, here) or lies_within(here, region) for region in posts)


def _parent(user: User, public_id: str, programme: Programme, process: Process) -> Berkas:
    """The case that the address names. One that takes none any more is found too: the action says why it does not.

    Raises Http404 for one that the reader could not have chosen.
    """
    try:
        wanted = UUID(public_id)
    except ValueError:
        raise Http404("no case is named") from None
    known = Berkas.objects.of(programme.slug, process.parent).filter(confidential=False).exclude(number="")
    case = get_object_or_404(known.select_related("region"), public_id=wanted)
    if not _lies_with(user, programme, process, case):
        raise Http404("a case of another place")
    return case


def _regions(user: User, programme: Programme, process: Process, parent: Berkas | None) -> list[Region]:
    """Every region in which a role of the reader opens cases of this process; below a parent, only those in it.

    Raises PermissionDenied if there is none. One query for each post.
    """
    regions: dict[str, Region] = {}
    for post in _posts(user, programme, process):
        for region in Region.objects.within(str(post.region_id)).select_related("parent").order_by("code"):
            if parent is None or parent.region.covers(region):
                regions[region.code] = region
    if not regions:
        raise PermissionDenied(_not_yours(process))
    return list(regions.values())
