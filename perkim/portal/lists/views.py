"""The list of a programme's cases, `/kerja/<programme>/`, and the same list as a spreadsheet."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.documents.policies import written_here
from perkim.portal.counting import capped, numbers_for
from perkim.portal.lists import spreadsheets as sheets
from perkim.portal.lists.columns import case_columns, lazy_calendar
from perkim.portal.lists.keyset import BY_DEADLINE, page_of
from perkim.portal.lists.page import case_list, handed_out_by, moves_for, row_of, sentence
from perkim.portal.reach import may_open
from perkim.portal.search.seeking import identity_in, record_search
from perkim.portal.search.sought import query_of, to_address
from perkim.sipoc.counted import counted_for
from perkim.sipoc.models import Berkas

RELATIONS = "region__parent"


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def cases(request: HttpRequest, programme: str) -> HttpResponse:
    """One page of the list. The same number of queries for one case and for thousands. The filter is posted."""
    if address := to_address(request, "cari"):
        return address
    user, now = account_of(request), timezone.now()
    shown = case_list(user, programme, query_of(request, "cari"), now)
    everything = Berkas.objects.of(shown.programme.slug, shown.process.key)
    numbers = numbers_for(
        user,
        now,
        hasil=capped(shown.rows, shown.branches, "amount"),
        semua=capped(everything, shown.seen),
    )
    page = page_of(shown.rows.select_related(RELATIONS), shown.branches, shown.order, request.GET)
    record_search(user, shown.filter.chosen.get("cari", ""), page.rows, now)
    calendar = lazy_calendar(timezone.localdate(now))
    stage, matches = shown.stage, numbers.counted["hasil"]
    decided = stage and moves_for(user, shown.programme, stage)
    handed = stage and handed_out_by(user, shown.programme, shown.process, stage)
    written = stage and written_here(user, shown.programme, stage)
    verbs = {"putuskan": decided, "serahkan": handed, "buat naskah": written}
    context = {
        "shown": shown,
        "form": shown.filter.form,
        "numbers": numbers,
        "total": numbers.counted["semua"],
        "matches": matches,
        "sentence": sentence(shown, matches),
        "counted": counted_for(user, shown.programme, shown.process),
        "by_deadline": shown.order == BY_DEADLINE,
        "page": page,
        "rows": [row_of(case, now, calendar) for case in page.rows],
        "bulk": " atau ".join(verb for verb, given in verbs.items() if given) if page.rows else "",
        "may_open": not shown.process.opened_at and may_open(user, shown.programme, shown.process),
    }
    return render(request, "portal/list.html", context)


@require_safe
@access(signed_in)
def download(request: HttpRequest, programme: str) -> HttpResponse:
    """All cases that the filter lets through, as a spreadsheet."""
    user, now = account_of(request), timezone.now()
    shown = case_list(user, programme, query_of(request, "cari"), now)
    name = f"{shown.programme.slug}-{shown.process.key}"
    counted = counted_for(user, shown.programme, shown.process)
    columns = case_columns()
    sheet = sheets.Spreadsheet(
        name=name, title=shown.title, filters=shown.filter.words, columns=columns, counted=counted
    )
    rows: Iterable[Berkas] = sheets.rows_of(shown.rows.select_related(RELATIONS), shown.branches, shown.order)
    if identity_in(words := shown.filter.chosen.get("cari", "")):
        rows = list(rows)
        record_search(user, words, rows, now)
    return sheets.answer(sheet, rows, actor=user, now=now)
