"""The bank accounts of one year's activity: which households have one, which are confirmed, and the bank's lists."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perkim.accounts.access import access, account_of, signed_in
from perkim.banking.account_status import account_status_of_many
from perkim.banking.bank_list import kind_of_year
from perkim.banking.pages import year_of
from perkim.banking.policies import list_refusal
from perkim.imports.models import Batch
from perkim.lib.names import by_name
from perkim.sipoc.models import Berkas

SIZE = 50


@require_safe
@access(signed_in)
def accounts(request: HttpRequest, public_id: UUID, key: str = "") -> HttpResponse:
    """`key` is that of the requirement whose page this is. Households without an account come first."""
    user = account_of(request)
    year, requirement = year_of(request, public_id)
    seen = requirement.below(Berkas.objects.filter(pk=year.pk)).filter(
        pk__in=Berkas.objects.visible_to(user).values("pk")
    )
    has_account = Q(rekening__isnull=False, rekening__ended_at=None)
    counted = seen.aggregate(
        all=Count("id", distinct=True),
        have=Count("id", distinct=True, filter=has_account),
        confirmed=Count("id", distinct=True, filter=has_account & Q(rekening__confirmed_at__isnull=False)),
    )
    ordered = seen.annotate(account=Count("rekening", filter=Q(rekening__ended_at=None)))
    page = Paginator(
        ordered.select_related("region__parent").order_by("account", *by_name("title", "pk")), SIZE
    ).get_page(request.GET.get("page"))
    statuses = account_status_of_many([case.pk for case in page])
    declared = kind_of_year(year)
    kind = declared.key if declared else ""
    context = {
        "case": year,
        "counted": counted,
        "lacking": counted["all"] - counted["have"],
        "page": page,
        "rows": [(case, statuses[case.pk]) for case in page],
        "kind": kind,
        "refusal": list_refusal(user, year, requirement),
        "batches": Batch.objects.filter(kind=kind, ref=str(year.public_id))
        .select_related("created_by")
        .order_by("-id")[:5],
    }
    return render(request, "banking/accounts.html", context)
