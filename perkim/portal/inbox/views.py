"""The notices of who is signed in: read, open, mark as read, and how often they come by e-mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.accounts.models import User
from perkim.notices.actions import choose_pace, mark_read
from perkim.notices.cursor import BadCursorError, Cursor
from perkim.notices.forms import MailChoiceForm
from perkim.notices.models import MailChoice, Notice
from perkim.notices.sight import WITHHELD, withheld

HERE = "portal:notices"
PAGE = 25


@require_safe
@access(signed_in)
def notices(request: HttpRequest) -> HttpResponse:
    return _page(request, MailChoiceForm(initial={"pace": MailChoice.objects.pace_of(account_of(request))}))


def _page(request: HttpRequest, form: MailChoiceForm) -> HttpResponse:
    """The newest notices, or those older than the place in the address; a place that is none leads to the newest."""
    mine = Notice.objects.of(account_of(request))
    before = _place(request.GET.get("sebelum", ""))
    listed = mine.older_than(before) if before else mine
    fetched = list(listed.newest_first()[: PAGE + 1])
    shown = fetched[:PAGE]
    away = withheld(account_of(request), shown)
    for each in shown:
        if each.pk in away:
            each.text, each.url = WITHHELD, ""
    context = {
        "notices": shown,
        "unread": mine.unread().count(),
        "newest": shown[0].cursor if shown and not before else None,
        "older": shown[-1].cursor if len(fetched) > PAGE else None,
        "before": before,
        "form": form,
    }
    return render(request, "portal/notices.html", context)


def _place(text: str) -> Cursor | None:
    try:
        return Cursor.parse(text)
    except BadCursorError:
        return None


@require_http_methods(["GET", "POST"])
@access(signed_in)
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark it as read and go where it leads: only ever to the path that is stored with it."""
    account = account_of(request)
    notice = get_object_or_404(Notice.objects.of(account), pk=pk)
    mark_read(actor=account, notices=Notice.objects.filter(pk=notice.pk), now=timezone.now())
    return redirect(notice.url or HERE)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def mark_all(request: HttpRequest) -> HttpResponse:
    """Mark as read what stood on the page and what is older; what arrived since then stays unread."""
    if request.method == "POST":
        _mark_up_to(request, account_of(request), _place(request.POST.get("sampai", "")))
    return redirect(HERE)


def _mark_up_to(request: HttpRequest, account: User, newest: Cursor | None) -> None:
    if newest is None:
        messages.error(request, "Pemberitahuan belum ditandai. Muat ulang halaman ini, lalu tandai sekali lagi.")
        return
    count = mark_read(actor=account, notices=Notice.objects.up_to(newest), now=timezone.now())
    messages.success(request, f"{count} pemberitahuan ditandai sudah dibaca.")


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def choose_mail(request: HttpRequest) -> HttpResponse:
    """How often the digest comes."""
    if request.method != "POST":
        return redirect(HERE)
    form = MailChoiceForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    choose_pace(actor=account_of(request), pace=form.cleaned_data["pace"])
    messages.success(request, "Pilihan surel Anda sudah disimpan.")
    return redirect(HERE)
