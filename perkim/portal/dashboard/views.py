"""The dashboard of an activity, `/berkas/<id>/dasbor/`, and all cases below it as a spreadsheet for the auditor."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.portal.dashboard.figures import cases_below, processes_below, totals_of
from perkim.portal.dashboard.further_figures import further_figures_of
from perkim.portal.dashboard.page import Board
from perkim.portal.dashboard.spreadsheet import audit_columns, audited
from perkim.portal.lists import spreadsheets as sheets
from perkim.portal.lists.keyset import NEWEST
from perkim.sipoc.counted import counted_for
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import seen_case
from perkim.sipoc.scopes import process_branches


@require_safe
@access(signed_in)
def dashboard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tiles and drawings. The same number of queries for one household and for thousands."""
    user, now = account_of(request), timezone.now()
    case, kinds, process = _chosen(request, public_id)
    rows = cases_below(user, case, process)
    board = Board(user, case, process, totals_of(rows, now), further_figures_of(rows, process))
    counted = counted_for(user, case.declared_programme, process, str(case.region_id))
    context = {"case": case, "kinds": kinds, "process": process, "board": board, "counted": counted, "now": now}
    return render(request, "portal/dasbor.html", context)


@require_safe
@access(signed_in)
def download(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every case of one kind below the activity, with its dates and the numbers of its papers."""
    user, now = account_of(request), timezone.now()
    case, _, process = _chosen(request, public_id)
    rows = Berkas.objects.of(case.programme, process.key).below(case.public_id)
    branches = process_branches(user, case.programme, process.key)
    sheet = sheets.Spreadsheet(
        name=f"{case.programme}-{process.key}-lengkap",
        title=f"{process.title}: {case.title}",
        filters=f"Semua {process.noun} pada {case.number or 'kegiatan yang belum bernomor'}",
        columns=audit_columns(process),
        counted=counted_for(user, case.declared_programme, process, str(case.region_id)),
    )
    rows_to_write = sheets.rows_of(rows.select_related("region__parent", "parent"), branches, NEWEST)
    return sheets.answer(sheet, audited(rows_to_write), actor=user, now=now)


def _chosen(request: HttpRequest, public_id: UUID) -> tuple[Berkas, list[Process], Process]:
    """The activity, the kinds of case below it, and the chosen one. Raises Http404 for a case that this
    account does not see, and for one that holds no others."""
    case = seen_case(request, public_id)
    kinds = processes_below(case)
    if not kinds:
        raise Http404("nothing lies below this kind of case")
    return case, kinds, next((each for each in kinds if each.key == request.GET.get("proses")), kinds[0])
