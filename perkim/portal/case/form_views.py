"""Pages with one form about a case: the data of its stage, and its title and amount."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, signed_in
from perkim.files.held import files_of, keep_files
from perkim.lib.amount_field import RupiahField
from perkim.lib.text import within_sentence
from perkim.portal.case.access import back_to, desk_of
from perkim.portal.case.desk import Desk
from perkim.sipoc.actions import changing
from perkim.sipoc.actions.locking import lock
from perkim.sipoc.exceptions import SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.sipoc.pages import status_of


class ChangeForm(forms.Form):
    """Title and amount."""

    title = forms.CharField(
        label="Judul",
        max_length=200,
        error_messages={
            "required": "Judul berkas tidak boleh kosong.",
            "max_length": "Judul paling panjang 200 huruf. Ringkaskan.",
        },
    )
    amount = RupiahField(label="Nilai", required=False, help_text="Dalam rupiah, misalnya 840.000.000.")

    def __init__(self, data: Any = None, *, case: Berkas) -> None:
        super().__init__(data, initial={"title": case.title, "amount": case.amount})
        self.fields["amount"].label = case.declared.amount_title
        if case.declared.worth:
            del self.fields["amount"]


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def fill(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form of the stage, from its declaration. A form is made as `Form(data, files, case=case)`; it has
    `save(actor=, now=)` and, if it wants to begin with what is known, `initial_for(case)`."""
    desk = desk_of(request, public_id)
    if not desk.stage.form:
        raise Http404(f"{desk.stage.key} has no form")
    if not desk.can_change or not desk.works([desk.stage.worked_by]):
        raise PermissionDenied(
            f"Data tahap ini diisi oleh {within_sentence(desk.stage.worked_by.label)} selama berkas di tahap ini."
        )
    kind = import_string(desk.stage.form)
    files = files_of(request, now=desk.now) if request.method == "POST" else None
    form = kind(request.POST or None, files, case=desk.case, **_initial(kind, desk.case))
    title = f"Isi data: {desk.stage.title}"
    return _page(request, desk, form, title, lambda: form.save(actor=desk.user, now=desk.now))


def _initial(kind: Any, case: Berkas) -> dict[str, Any]:
    begin = getattr(kind, "initial_for", None)
    return {"initial": begin(case)} if begin else {}


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mend the title and the amount."""
    desk = desk_of(request, public_id)
    if not desk.can_change or not desk.works_stage:
        raise PermissionDenied("Keterangan berkas diubah oleh petugas yang menangani tahap ini.")
    form = ChangeForm(request.POST or None, case=desk.case)

    def save() -> None:
        changing.change(
            actor=desk.user, case=desk.case, now=desk.now, **{"amount": desk.case.amount, **form.cleaned_data}
        )

    return _page(request, desk, form, "Ubah keterangan", save)


def _page(request: HttpRequest, desk: Desk, form: forms.Form, title: str, save: Callable[[], object]) -> HttpResponse:
    """Save a valid form if the case is still as the page showed it; else the page, with what was typed."""
    status = 200
    version = request.POST.get("lock_version", "")
    if request.method == "POST" and form.is_valid():
        try:
            _saved(desk, version, save)
        except SipocError as error:
            form.add_error(None, str(error))
            status = status_of(error)
            desk.case.refresh_from_db()
        else:
            messages.success(request, "Isian tersimpan.")
            return back_to(desk)
    if form.is_bound:
        keep_files(form, owner_id=desk.user.pk, now=desk.now)
    context = {"form": form, "case": desk.case, "title": title, "lock_version": desk.case.lock_version}
    return render(request, "portal/case_form.html", context, status=422 if form.errors and status == 200 else status)


def _saved(desk: Desk, version: str, save: Callable[[], object]) -> None:
    """All or nothing, on the case as it was shown: held against change from the check to the last write."""
    with transaction.atomic():
        if version != str(lock([desk.case.pk])[0].lock_version):
            raise StaleError
        save()
