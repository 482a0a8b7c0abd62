"""The ranking of a year: its quota, the list in order, the announcement, objections, and reserves that move up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perkim.accounts.access import access, public, signed_in
from perkim.announcements.forms import AnnounceForm, AnswerForm
from perkim.lib.whole_number import typed_whole
from perkim.sipoc.exceptions import RefusedError, SipocError
from perkim.sipoc.pages import status_of
from perkim.swadaya.models import Place, Ranking
from perkim.swadaya.ranking.actions import fill_vacancy, freeze_ranking
from perkim.swadaya.ranking.announcing import announce as announce_ranking
from perkim.swadaya.ranking.announcing import answer_objection, close_objections, record_objection
from perkim.swadaya.ranking.forms import QuotaForm, RankingObjectionForm
from perkim.swadaya.ranking.page import RankingDesk, desk_of, must_hang_out, objections_of, shown, villages_of
from perkim.swadaya.ranking.policies import ranks_refusal, records_refusal, states_refusal
from perkim.swadaya.ranking.quota import stamp, state_quota
from perkim.swadaya.ranking.requirements import RankingApproved, noun_of


@require_safe
@access(signed_in)
def ranking(request: HttpRequest, public_id: UUID, key: str = "") -> HttpResponse:
    """`key` is that of the requirement whose page this is; all of them are on this one."""
    return render(request, "swadaya/peringkat.html", shown(request, desk_of(request, public_id)))


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def quota(request: HttpRequest, public_id: UUID, key: str = "") -> HttpResponse:
    """State how much there is; `key` is that of the requirement whose page this is."""
    desk = desk_of(request, public_id)
    _allowed(states_refusal(desk.user, desk.case))
    data = request.POST if request.method == "POST" else None
    form = QuotaForm(data, quota=desk.quota, worth=desk.first_worth, **villages_of(desk))

    def write() -> str:
        state_quota(
            actor=desk.user, case=desk.case, limits=form.limits(), now=timezone.now(), seen=request.POST.get("seen")
        )
        return "Kuota tersimpan. Daftar yang dibekukan sesudah ini memakai angka itu."

    more = "swadaya:ranking_quota" if "lagi" in request.POST else "swadaya:ranking"
    return _form(request, desk, "swadaya/peringkat_kuota.html", form, write, onward=more, seen=stamp(desk.quota))


@require_POST
@access(signed_in)
def freeze(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Rank and cut."""
    desk = desk_of(request, public_id)
    seen = typed_whole(request.POST.get("seen"))

    def write() -> str:
        made = freeze_ranking(actor=desk.user, case=desk.case, seen=seen, now=timezone.now())
        noun, hung = noun_of(desk.case.declared).capitalize(), must_hang_out(desk.case, made)
        return f"{noun} {made.places.count()} calon dibekukan. Periksa urutannya{', lalu umumkan' if hung else ''}."

    return _done(request, desk, write)


@require_POST
@access(signed_in)
def announce(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the announcement begin on a day."""
    desk = desk_of(request, public_id)
    form = AnnounceForm(request.POST)
    if not form.is_valid():
        return render(request, "swadaya/peringkat.html", shown(request, desk, form), status=422)

    def write() -> str:
        row = announce_ranking(
            actor=desk.user, ranking=desk.ranking_or_404, starts=form.cleaned_data["starts"], now=timezone.now()
        )
        last = row.announcement.until if row.announcement else row.frozen_at
        return f"Peringkat diumumkan sampai {date_format(last, 'j F Y')}."

    return _done(request, desk, write)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def object_to(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write an objection down."""
    desk = desk_of(request, public_id)
    _allowed(records_refusal(desk.user, desk.case))
    data = request.POST if request.method == "POST" else None
    form = RankingObjectionForm(data, ranking=desk.ranking_or_404, today=timezone.localdate())

    def write() -> str:
        typed = form.cleaned_data
        record_objection(
            actor=desk.user,
            ranking=desk.ranking_or_404,
            received_on=typed["received_on"],
            objector=typed["objector"],
            text=typed["text"],
            place=typed["position"],
            now=timezone.now(),
        )
        return "Sanggahan tercatat dan menunggu jawaban."

    return _form(request, desk, "swadaya/peringkat_sanggahan.html", form, write)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def answer(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Answer one objection."""
    desk = desk_of(request, public_id)
    objection = get_object_or_404(objections_of(desk.ranking_or_404), pk=pk)
    _allowed(ranks_refusal(desk.user, desk.case))
    again = "data diperbaiki, lalu peringkat dibekukan dan diumumkan lagi"
    form = AnswerForm(request.POST if request.method == "POST" else None, if_upheld=again)

    def write() -> str:
        typed = form.cleaned_data
        answer_objection(
            actor=desk.user, objection=objection, upheld=typed["upheld"], answer=typed["answer"], now=timezone.now()
        )
        return "Sanggahan dijawab."

    return _form(request, desk, "swadaya/peringkat_jawab.html", form, write, objection=objection)


@require_POST
@access(signed_in)
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End the time for objections."""
    desk = desk_of(request, public_id)

    def write() -> str:
        close_objections(actor=desk.user, ranking=desk.ranking_or_404, now=timezone.now())
        waits = "menunggu persetujuan kepala dinas" if RankingApproved.find(desk.case.declared) else "siap diajukan"
        return f"Masa sanggah ditutup. Daftar ini {waits}."

    return _done(request, desk, write)


@require_POST
@access(signed_in)
def fill(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Let the next reserve take a place that became free."""
    desk = desk_of(request, public_id)
    place = get_object_or_404(Place.objects.select_related("ranking__berkas"), pk=pk, ranking=desk.ranking_or_404)

    def write() -> str:
        heir = fill_vacancy(actor=desk.user, place=place, now=timezone.now())
        return f"{heir.berkas.title} naik menggantikan urutan {place.position}. Catat SK perubahannya, lalu tetapkan."

    return _done(request, desk, write)


@require_safe
@access(public)
def announced(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The list for everybody while it is announced: name, village and kind, nothing else. Afterwards the names go."""
    row = get_object_or_404(
        Ranking.objects.current().select_related("berkas", "announcement"),
        berkas__public_id=public_id,
        announcement__starts__lte=timezone.localdate(),
    )
    running = bool(row.announcement and timezone.localdate() <= row.announcement.until)
    places = list(row.places.with_households()) if running else []
    context = {"ranking": row, "running": running, "places": places, "case": row.berkas}
    answer = render(request, "swadaya/peringkat_umum.html", context)
    answer["X-Robots-Tag"] = "noindex, noarchive"
    return answer


def _allowed(sentence: str) -> None:
    if sentence:
        raise PermissionDenied(sentence)


def _done(request: HttpRequest, desk: RankingDesk, write: Callable[[], str]) -> HttpResponse:
    """Do what a button says; the page says what prevents it."""
    try:
        messages.success(request, write())
    except RefusedError as error:
        raise PermissionDenied(str(error)) from error
    except SipocError as error:
        messages.error(request, str(error))
    return redirect("swadaya:ranking", desk.case.public_id)


def _form(
    request: HttpRequest,
    desk: RankingDesk,
    template: str,
    form: forms.Form,
    write: Callable[[], str],
    *,
    onward: str = "swadaya:ranking",
    **more: Any,
) -> HttpResponse:
    """Show a form, or do what it says and go onward."""
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                messages.success(request, write())
            except SipocError as error:
                form.add_error(None, str(error))
                status = status_of(error)
            else:
                return redirect(onward, desk.case.public_id)
    context = {"case": desk.case, "noun": noun_of(desk.case.declared), "ranking": desk.ranking, "form": form, **more}
    return render(request, template, context, status=status)
