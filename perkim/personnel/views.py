"""The screens on which accounts are made, given roles, closed, and printed on slips."""

from collections.abc import Callable
from functools import wraps

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from perkim.accounts import actions, releases
from perkim.accounts.access import access, account_of, holders_of
from perkim.accounts.actions import AccountError
from perkim.accounts.models import Assignment, Release, User
from perkim.accounts.roles import Role
from perkim.accounts.slips import slips_pdf
from perkim.people.officers import masked_nik_of
from perkim.personnel.filters import AccountFilter
from perkim.personnel.forms import AccountForm, ActingForm, AssignmentForm, EndForm
from perkim.regions.models import Region
from perkim.swadaya.segregation import ASSISTS

View = Callable[[HttpRequest, int], HttpResponse]

admins = holders_of(Role.ADMIN)
PAGE = 25
HERE = "personnel:detail"


def forms_only(view: View) -> View:
    """The view takes forms; who opens its address (a reload, a stale form) comes to the account it belongs to."""

    @wraps(view)
    def take(request: HttpRequest, pk: int) -> HttpResponse:
        return view(request, pk) if request.method == "POST" else redirect(HERE, pk)

    return require_http_methods(["GET", "HEAD", "POST"])(take)


def tried(form: BaseForm, action: Callable[[], object]) -> bool:
    """Run the action; what it refuses is said in the form, beside the field where it can be."""
    try:
        action()
    except AccountError as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        known = getattr(error, "error_dict", {None: error.messages})
        for field, faults in known.items():
            form.add_error(field if field in form.fields else None, faults)
    else:
        return True
    return False


@access(admins)
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts, with what they hold today."""
    today = timezone.localdate()
    held = Assignment.objects.in_force(today).select_related("region__parent")
    everyone = User.objects.people().prefetch_related(Prefetch("assignments", queryset=held, to_attr="held"))
    filtered = AccountFilter(request.GET, queryset=everyone)
    page = Paginator(filtered.qs, PAGE).get_page(request.GET.get("page"))
    return render(request, "personnel/list.html", {"filter": filtered, "page": page, "today": today})


@access(admins)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = AccountForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: actions.create_account(actor=account_of(request), user=form.instance))
    ):
        messages.success(request, f"Akun {form.instance.username} dibuat. Beri perannya, lalu cetak slip aktivasi.")
        return redirect(HERE, form.instance.pk)
    return render(request, "personnel/new.html", {"form": form})


@access(admins)
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: who, what it holds and held, and what can be done with it."""
    return _detail(request, _account(pk))


def _account(pk: int) -> User:
    return get_object_or_404(User.objects.people(), pk=pk)


def _detail(
    request: HttpRequest, account: User, *, giving: BaseForm | None = None, acting: BaseForm | None = None
) -> HttpResponse:
    faulty = giving or acting
    context = {
        "account": account,
        "assignments": account.assignments.select_related("region__parent", "acting_for__user", "given_by"),
        "giving": giving or AssignmentForm(user=account),
        "acting": acting or ActingForm(holder=account),
        "faulty": faulty,
        "regions": Region.objects.select_related("parent"),
        "second_factor": is_mfa_enabled(account),
        "masked_nik": masked_nik_of(account),
        "works_in_field": any(post.role == ASSISTS for post in account.assignments_today),
        "today": timezone.localdate(),
        "guarded": account.is_guarded,
        "waiting": Release.objects.waiting(timezone.now()).filter(account=account),
    }
    return render(request, "personnel/detail.html", context)


@access(admins)
@forms_only
def give(request: HttpRequest, pk: int) -> HttpResponse:
    account = _account(pk)
    form = AssignmentForm(request.POST, user=account)
    return _given(request, account.pk, form, "{user} sekarang {label}.") or _detail(request, account, giving=form)


def _given(request: HttpRequest, pk: int, form: AssignmentForm | ActingForm, done: str) -> HttpResponse | None:
    """Give the role, or request it where a second admin must agree; None if the form says why not."""
    results: list[Release | None] = []
    actor, now = account_of(request), timezone.now()
    if not form.is_valid() or not tried(
        form, lambda: results.append(releases.give(actor=actor, assignment=form.instance, now=now))
    ):
        return None
    if results[0]:
        return redirect_to_releases(request, results[0])
    messages.success(request, done.format(user=form.instance.user, label=form.instance.label))
    return redirect(HERE, pk)


def redirect_to_releases(request: HttpRequest, release: Release) -> HttpResponse:
    messages.info(
        request,
        f"{release.title} untuk {release.account.named} menunggu: admin lain dapat melaksanakannya sekarang, Anda "
        "sendiri sesudah satu hari. Semua penanda tangan dan admin diberi tahu.",
    )
    return redirect("personnel:releases")


@access(admins)
@forms_only
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    account = _account(pk)
    form = ActingForm(request.POST, holder=account)
    done = "{user} ditunjuk sebagai {label}."
    return _given(request, account.pk, form, done) or _detail(request, account, acting=form)


@access(admins)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """End one assignment with its last day."""
    held = get_object_or_404(Assignment.objects.select_related("user"), pk=assignment_pk, user=pk)
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and _ended(request, form, held):
        messages.success(request, f"Penugasan {held.label} berakhir.")
        return redirect(HERE, held.user_id)
    return render(request, "personnel/end.html", {"form": form, "held": held})


def _ended(request: HttpRequest, form: EndForm, held: Assignment) -> bool:
    actor, last_day = account_of(request), form.cleaned_data["last_day"]
    return tried(form, lambda: actions.end_assignment(actor=actor, assignment=held, last_day=last_day))


@access(admins)
@forms_only
def change_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, open it again, or take off its second factor."""
    account = _account(pk)
    doing = {
        "close": lambda: actions.set_active(actor=account_of(request), user=account, active=False),
        "open": lambda: actions.set_active(actor=account_of(request), user=account, active=True),
        "second_factor": lambda: releases.take_off_second_factor(
            actor=account_of(request), user=account, now=timezone.now()
        ),
    }.get(request.POST.get("do", ""))
    if doing is None:
        messages.error(request, "Pilih salah satu tombol pada halaman akun.")
        return redirect(HERE, account.pk)
    try:
        release = doing()
    except AccountError as error:
        messages.error(request, str(error))
    else:
        if release:
            return redirect_to_releases(request, release)
        messages.success(request, f"Akun {account.username} sudah diubah.")
    return redirect(HERE, account.pk)


@access(admins)
@never_cache
@forms_only
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """A new activation slip of one account, as a PDF."""
    account = _account(pk)
    try:
        printed = releases.print_slip(actor=account_of(request), user=account, now=timezone.now())
    except AccountError as error:
        messages.error(request, str(error))
        return redirect(HERE, account.pk)
    if isinstance(printed, Release):
        return redirect_to_releases(request, printed)
    return pdf_answer(slips_pdf([printed]), f"slip-{account.username}.pdf")


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """A PDF to be saved, never cached: it holds codes in clear."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
