"""What is done on a case page besides deciding: reports, instructions, handing over, deadlines, notes, corrections."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from perkim.accounts.access import access, signed_in
from perkim.lib.text import within_sentence
from perkim.portal.case.access import back_to, carry_out, desk_of, takes_forms
from perkim.portal.case.deadlines import DeadlineLine, lines_of, tenggat_of
from perkim.portal.case.desk import Desk
from perkim.portal.case.forms import NoteForm, ReasonForm
from perkim.portal.case.page import class_form, hand_form, instruction_form, report_form
from perkim.portal.case.work import handings_of, is_mine, tugas_of
from perkim.sipoc.actions import assigning, changing, correcting, handing, timing
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.handing_rules import handing_notes
from perkim.sipoc.models import Note, Tugas


@takes_forms
@access(signed_in)
def report(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Report a Tugas done."""
    desk = desk_of(request, public_id)
    tugas = get_object_or_404(Tugas.objects.select_related("berkas"), berkas=desk.case, pk=pk)
    form = report_form(tugas, request.POST)
    return carry_out(
        request,
        desk,
        form,
        lambda: assigning.report(actor=desk.user, tugas=tugas, text=form.cleaned_data["text"], now=desk.now),
        f"“{tugas.title}” dilaporkan selesai.",
    )


@takes_forms
@access(signed_in)
def instruct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Disposisi: give instructions, to several at once."""
    desk = desk_of(request, public_id)
    mine = {each.pk: each for each in tugas_of(desk) if each.is_waiting and is_mine(desk, each)}
    form = instruction_form(desk, list(mine.values()), request.POST)

    def give() -> None:
        part_of = mine.get(form.cleaned_data.get("part_of") or 0)
        instructions = form.instructions(desk.calendar)
        assigning.assign(actor=desk.user, case=desk.case, instructions=instructions, part_of=part_of, now=desk.now)

    return carry_out(request, desk, form, give, "Disposisi diberikan. Penerimanya sudah diberi tahu.")


@takes_forms
@access(signed_in)
def withdraw(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Take back an instruction of one's own, with its parts. Twice does what once does."""
    desk = desk_of(request, public_id)
    tugas = get_object_or_404(Tugas.objects.select_related("berkas"), berkas=desk.case, pk=pk)
    try:
        assigning.withdraw(actor=desk.user, tugas=tugas, now=desk.now)
    except SipocError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{tugas.title}” ditarik kembali.")
    return back_to(desk)


@takes_forms
@access(signed_in)
def hand_over(request: HttpRequest, public_id: UUID, role: str) -> HttpResponse:
    """Hand the case to who will work it in a role that works only its own cases."""
    desk = desk_of(request, public_id)
    chosen = next((each for each in handings_of(desk) if each.role == role), None)
    if chosen is None:
        raise PermissionDenied("Berkas ini dibagikan oleh koordinator wilayahnya.")
    form = hand_form(chosen, request.POST)

    def hand() -> None:
        to = form.cleaned_data["to"]
        handing.hand_over(actor=desk.user, cases=[desk.case], role=chosen.role, to=to, now=desk.now)
        for note in handing_notes(chosen.role, to):
            messages.warning(request, note)

    return carry_out(
        request,
        desk,
        form,
        hand,
        f"Berkas diserahkan kepada {within_sentence(chosen.role.label)} yang Anda pilih.",
    )


@takes_forms
@access(signed_in)
def extend(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Lengthen a deadline by what its declaration allows next."""
    desk = desk_of(request, public_id)
    form = ReasonForm(request.POST, name=f"perpanjang-{key}")
    return carry_out(
        request,
        desk,
        form,
        lambda: timing.extend(
            actor=desk.user, case=desk.case, key=key, reason=form.cleaned_data["reason"], now=desk.now
        ),
        "Tenggat diperpanjang. Tanggal lama dan barunya tercatat di riwayat.",
    )


@takes_forms
@access(signed_in)
def choose_class(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Choose the class of a deadline."""
    desk = desk_of(request, public_id)
    form = class_form(_line(desk, key), request.POST)

    def rebase() -> None:
        typed = form.cleaned_data
        change = timing.Rebase(key=key, chosen=typed["chosen"], reason=typed["reason"])
        timing.rebase(actor=desk.user, case=desk.case, change=change, now=desk.now)

    return carry_out(request, desk, form, rebase, "Golongan tenggat ditetapkan.")


def _line(desk: Desk, key: str) -> DeadlineLine:
    for line in lines_of(desk, tenggat_of(desk)):
        if line.key == key:
            return line
    raise Http404(f"no deadline {key!r}")


@takes_forms
@access(signed_in)
def pause(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Stop the clock of the case."""
    desk = desk_of(request, public_id)
    form = ReasonForm(request.POST, name="jeda")
    return carry_out(
        request,
        desk,
        form,
        lambda: timing.pause(actor=desk.user, case=desk.case, reason=form.cleaned_data["reason"], now=desk.now),
        "Waktu berkas dihentikan.",
    )


@takes_forms
@access(signed_in)
def resume(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the clock of the case go on."""
    desk = desk_of(request, public_id)
    form = ReasonForm(request.POST, name="jeda")
    return carry_out(
        request,
        desk,
        form,
        lambda: timing.resume(actor=desk.user, case=desk.case, reason=form.cleaned_data["reason"], now=desk.now),
        "Waktu berkas berjalan lagi.",
    )


@takes_forms
@access(signed_in)
def write_note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    desk = desk_of(request, public_id)
    form = NoteForm(request.POST, name="catatan")
    return carry_out(
        request,
        desk,
        form,
        lambda: changing.write_note(actor=desk.user, case=desk.case, text=form.cleaned_data["text"], now=desk.now),
        "Catatan tersimpan.",
    )


@takes_forms
@access(signed_in)
def withdraw_note(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Take back a note of one's own. Twice does what once does."""
    desk = desk_of(request, public_id)
    note = get_object_or_404(Note, berkas=desk.case, pk=pk)
    try:
        changing.withdraw_note(actor=desk.user, note=note, now=desk.now)
    except SipocError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Catatan ditarik.")
    return back_to(desk)


@takes_forms
@access(signed_in)
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back one's own last step."""
    desk = desk_of(request, public_id)
    form = ReasonForm(request.POST, name="koreksi")
    return carry_out(
        request,
        desk,
        form,
        lambda: correcting.correct(actor=desk.user, case=desk.case, reason=form.cleaned_data["reason"], now=desk.now),
        "Langkah dikoreksi. Berkas kembali ke tahap sebelumnya.",
    )
