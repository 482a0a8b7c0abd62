"""The public page on which everybody who holds a receipt code sees how far the case is.

The code is what opens it, so it never stands in an address: addresses are kept by access logs, browser histories and
the Referer header. It is posted, and the answer is drawn at once; nothing of it is kept in a session either.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, public
from perkim.accounts.clients import client_line
from perkim.accounts.guessing import give_back
from perkim.portal.tracking.forms import ReceiptCodeForm
from perkim.portal.tracking.guard import WINDOW_SECONDS, guard
from perkim.portal.tracking.lookup import find_tracked

UNKNOWN = "Kode ini tidak ditemukan. Cocokkan lagi dengan tanda terima, atau telepon kantor dinas."
TOO_MANY = (
    "Terlalu banyak kode keliru dari sambungan internet ini. Tunggu 15 menit, lalu coba lagi, atau telepon kantor "
    "dinas."
)


@require_http_methods(["GET", "HEAD", "POST"])
@access(public)
@never_cache
@sensitive_post_parameters("kode")
def track(request: HttpRequest) -> HttpResponse:
    """Ask for a code; answer a posted one."""
    if request.method != "POST":
        return _ask(request, ReceiptCodeForm())
    form = ReceiptCodeForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    place = guard.take_place(client_line(request))
    if not place:
        answer = _ask(request, form, TOO_MANY, HTTPStatus.TOO_MANY_REQUESTS)
        answer["Retry-After"] = str(WINDOW_SECONDS)
        return answer
    tracked = find_tracked(form.cleaned_data["kode"], timezone.now())
    if tracked is None:
        return _ask(request, form, UNKNOWN, HTTPStatus.NOT_FOUND)
    give_back(place)
    return render(request, "portal/tracking_case.html", {"tracked": tracked, "form": ReceiptCodeForm()})


def _ask(request: HttpRequest, form: ReceiptCodeForm, wrong: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    if wrong:
        form.add_error("kode", wrong)
    return render(request, "portal/tracking.html", {"form": form}, status=status)
