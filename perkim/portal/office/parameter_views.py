"""The screens of the official parameters: what holds today, what held before, and stating a new value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts.access import access, account_of
from perkim.parameters.actions import ParameterError, set_value
from perkim.parameters.kinds import OFFICE_HOURS, ParameterKind, ParameterValueError, UndeclaredParameterError, kinds
from perkim.parameters.kinds import kind as kind_of
from perkim.parameters.models import Parameter
from perkim.portal.office.editors import editors
from perkim.portal.office.parameter_forms import ValueForm, form_for
from perkim.portal.office.parameter_preview import ParameterConsequences, consequences_of
from perkim.portal.office.parameter_values import GENERAL, example_of, group_of, in_words
from perkim.sipoc.actions.recounting import ask_recount

AT_ONCE = "Petugas lain baru saja menetapkan nilai parameter ini. Periksa riwayat di bawah, lalu tetapkan sekali lagi."


@dataclass(frozen=True, kw_only=True)
class ParameterLine:
    """A parameter with the row in force (None if it was never stated) and its value in words."""

    kind: ParameterKind
    row: Parameter | None
    words: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Stated:
    """One row of the history. `state` is before, now, later or replaced."""

    row: Parameter
    words: Sequence[str]
    state: str


@require_safe
@access(editors)
def parameters(request: HttpRequest) -> HttpResponse:
    """All declared parameters with what holds today. One query."""
    rows = {row.key: row for row in Parameter.objects.in_force(timezone.localdate())}
    groups: dict[str, list[ParameterLine]] = {}
    for kind in sorted(kinds(), key=lambda kind: kind.title):
        row = rows.get(kind.key)
        words = in_words(kind, row.value) if row else ()
        groups.setdefault(group_of(kind), []).append(ParameterLine(kind=kind, row=row, words=words))
    count = sum(map(len, groups.values()))
    return render(
        request,
        "portal/parameters.html",
        {"sections": sorted(groups.items(), key=lambda group: (group[0] != GENERAL, group[0])), "count": count},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@access(editors)
def parameter(request: HttpRequest, key: str) -> HttpResponse:
    """One parameter: its history, and the form for a new value."""
    try:
        kind = kind_of(key)
    except UndeclaredParameterError:
        raise Http404(f"no parameter {key!r}") from None
    rows = list(Parameter.objects.filter(key=key).select_related("set_by").order_by("-starts"))
    today, example = timezone.localdate(), example_of(kind, rows)
    form_class = form_for(kind, example)
    if form_class is None:
        return _page(request, kind, rows, None)
    form = form_class(request.POST if request.method == "POST" else None, kind=kind, example=example, today=today)
    if request.method != "POST":
        return _page(request, kind, rows, form)
    if form.is_valid():
        look = consequences_of(account_of(request), form.stated(), rows, today)
        if look and request.POST.get("seen") != look.digest:
            return _page(request, kind, rows, form, look=look)
        if _set(request, form):
            starts = date_format(form.cleaned_data["mulai"], "j F Y")
            messages.success(request, f"Nilai baru “{kind.title}” berlaku mulai {starts}.")
            return redirect("portal:parameter", key)
    return _page(request, kind, rows, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _set(request: HttpRequest, form: ValueForm) -> bool:
    """State the value; what is refused is said in the form."""
    actor, now = account_of(request), timezone.now()
    try:
        with transaction.atomic():
            set_value(actor=actor, new=form.stated(), now=now)
            if form.kind is OFFICE_HOURS:
                ask_recount(actor=actor, now=now)
    except ParameterValueError as error:
        form.add_error(form.first, str(error))
    except ParameterError as error:
        form.add_error("mulai", str(error))
    except IntegrityError:
        # Two officers at once: the table itself keeps one value a day.
        form.add_error(None, AT_ONCE)
    else:
        return True
    return False


def _page(
    request: HttpRequest,
    kind: ParameterKind,
    rows: Sequence[Parameter],
    form: ValueForm | None,
    status: int = HTTPStatus.OK,
    look: ParameterConsequences | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    history = [Stated(row=row, words=in_words(kind, row.value), state=_state(row, today)) for row in rows]
    context = {
        "kind": kind,
        "history": history,
        "present": next((each for each in history if each.state == "now"), None),
        "form": form,
        "look": look,
    }
    return render(request, "portal/parameter.html", context, status=status)


def _state(row: Parameter, today: date) -> str:
    if row.replaced_at is not None:
        return "replaced"
    if row.starts > today:
        return "later"
    return "before" if row.ends is not None and row.ends < today else "now"
