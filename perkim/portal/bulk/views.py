"""Many cases of one stage: chosen in the list, decided, handed over or written for on a page of its own."""

import re
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from perkim.accounts.access import access, account_of, signed_in
from perkim.accounts.models import User
from perkim.documents.policies import written_here
from perkim.documents.runs import ask_run
from perkim.lib.text import full_stop, within_sentence
from perkim.lib.whole_number import typed_whole
from perkim.portal.bulk import selections
from perkim.portal.bulk.forms import BulkDecisionForm, HandOverForm, PrintForm
from perkim.portal.bulk.page import MOST_SHOWN, Obstacle, chosen_cases, holders, loss_of, not_handed, obstacles
from perkim.portal.bulk.selections import MOST_CASES, Selection
from perkim.portal.lists.page import CaseList, case_list, handed_out_by, moves_for
from perkim.portal.search.sought import query_of
from perkim.sipoc.actions.handing import hand_over
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.declarations import Move, Stage
from perkim.sipoc.exceptions import BlockedError, SipocError, StaleError
from perkim.sipoc.handing_rules import handing_notes
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process as process_of
from perkim.sipoc.registry import programme as programme_of

# A case and the version that the list showed.
_CHOICE = re.compile(r"([0-9]{1,18})-([0-9]{1,9})")
CHOSEN, PAGE, ALL = "pilihan", "halaman", "semua"
GONE = "Pilihan itu sudah tidak tersimpan. Pilih lagi berkasnya di daftar."


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def pick(request: HttpRequest, programme: str) -> HttpResponse:
    """Keep what was chosen in the list and go to the page of the decision. Nothing changes yet."""
    user = account_of(request)
    shown = case_list(user, programme, query_of(request, "cari"), timezone.now())
    back = f"{reverse('portal:cases', args=[programme])}?{_plain(request.GET).urlencode()}"
    if request.method != "POST":
        return redirect(back)
    if shown.stage is None:
        messages.error(request, "Saring daftarnya menurut satu tahap dahulu, lalu pilih berkasnya.")
        return redirect(back)
    versions = _versions(request, shown)
    if not versions:
        messages.error(request, "Belum ada berkas yang dipilih. Centang paling sedikit satu berkas.")
        return redirect(back)
    if len(versions) > MOST_CASES:
        messages.error(request, "Paling banyak 2.500 berkas dalam satu putusan. Persempit saringannya.")
        return redirect(back)
    kind = {"programme": shown.programme.slug, "process": shown.process.key, "stage": shown.stage.key}
    made = selections.keep(user, **kind, versions=versions, back=back)
    return redirect("portal:bulk_decide", made.key)


@require_http_methods(["GET", "HEAD", "POST"])
@access(signed_in)
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what was chosen and take the decision; what cannot go is listed, with an offer to go on without it."""
    user = account_of(request)
    selection = selections.kept(user, public_id)
    if selection is None:
        messages.error(request, GONE)
        return redirect("portal:worklist")
    if selection.done:
        messages.success(request, selection.done)
        return redirect(selection.back)
    return _Desk(request, user, selection).answer()


class _Desk:
    """The page of one decision, and what is done on it."""

    def __init__(self, request: HttpRequest, user: User, selection: Selection) -> None:
        self.request, self.user, self.selection = request, user, selection
        self.programme = programme_of(selection.programme)
        self.process = process_of(selection.programme, selection.process)
        self.stage: Stage = self.process.stage(selection.stage)
        self.moves = moves_for(user, self.programme, self.stage)
        self.roles = handed_out_by(user, self.programme, self.process, self.stage)
        self.papers = written_here(user, self.programme, self.stage)
        if not self.moves and not self.roles and not self.papers:
            raise PermissionDenied(f"Tahap {within_sentence(self.stage.title)} diputuskan oleh petugas lain.")

    def answer(self) -> HttpResponse:
        data = self.request.POST if self.request.method == "POST" else None
        if data is not None and "cetak" in data:
            return self._print(PrintForm(data, papers=self.papers))
        handing = data is not None and "serahkan" in data
        decision = BulkDecisionForm(None if handing else data, moves=self.moves, way=self.selection.way)
        hand = self._hand_form(data if handing else None)
        form = hand if handing else decision
        if data is None or not form.is_valid():
            return self._page(decision, hand, form, status=200 if data is None else 422)
        if "tanpa" in data:
            self.selection = selections.leave_out(self.user, self.selection, _numbers(data.get("tanpa", "")))
        cases = chosen_cases(self.user, self.selection)
        if not cases:
            messages.error(self.request, "Tidak ada berkas yang tersisa untuk diputuskan.")
            return redirect(self.selection.back)
        if "ubah" in data:
            return self._page(decision, hand, form, status=200)
        if not handing and decision.move.loses and "yakin" not in data and self._may_go(decision.move, cases):
            context = {"process": self.process, "selection": self.selection, "typed": decision.cleaned_data}
            context |= {"way": decision.move, "reason": decision.reason, "loss": loss_of(decision.move, cases)}
            return render(self.request, "portal/bulk_check.html", context)
        try:
            sentence = self._hand(hand, cases) if handing else self._move(decision, cases)
        except SipocError as error:
            way = None if handing else decision.move
            return self._page(decision, hand, form, error=error, blocked=self._blocked(error, way, cases))
        selections.finish(self.user, self.selection, sentence)
        messages.success(self.request, sentence)
        return redirect(self.selection.back)

    def _may_go(self, way: Move, cases: list[Berkas]) -> bool:
        return not obstacles(self.user, self.stage, way, cases, self.selection.taken)

    def _print(self, form: PrintForm) -> HttpResponse:
        decision, hand = BulkDecisionForm(moves=self.moves, way=self.selection.way), self._hand_form(None)
        if not form.is_valid():
            return self._page(decision, hand, form, printing=form)
        try:
            run = ask_run(
                actor=self.user,
                cases=chosen_cases(self.user, self.selection),
                paper=form.paper,
                numbering=form.numbering,
                back=self.selection.back,
                key=form.cleaned_data["kunci"],
                now=timezone.now(),
            )
        except SipocError as error:
            form.add_error(None, str(error))
            return self._page(decision, hand, form, printing=form)
        return redirect(run)

    def _hand_form(self, data: QueryDict | None) -> HandOverForm:
        candidates = holders(self.programme, self.roles, timezone.localdate()) if self.roles else []
        return HandOverForm(data, holders=candidates)

    def _move(self, form: BulkDecisionForm, cases: list[Berkas]) -> str:
        decision = Decision(move=form.move.key, key=self.selection.uuid, reason=form.reason)
        versions = self.selection.taken
        move_many(actor=self.user, cases=cases, decision=decision, lock_versions=versions, now=timezone.now())
        return f"{_many(cases)} {self.process.noun} diputuskan: {form.move.title}. {form.move.effect}"

    def _hand(self, form: HandOverForm, cases: list[Berkas]) -> str:
        # Handing over has no version of its own to compare: what changed since it was chosen is found here.
        if obstacles(self.user, self.stage, None, cases, self.selection.taken):
            raise StaleError
        to = form.holder.user
        hand_over(actor=self.user, cases=cases, role=form.role, to=to, now=timezone.now())
        said = f"{_many(cases)} {self.process.noun} diserahkan kepada {full_stop(to)}"
        return " ".join([said, *handing_notes(form.role, to)])

    def _blocked(self, error: SipocError, way: Move | None, cases: list[Berkas]) -> list[Obstacle]:
        """Every case that cannot go, for whichever reason: all are shown at once."""
        fresh = chosen_cases(self.user, self.selection)
        stopped = obstacles(self.user, self.stage, way, fresh, self.selection.taken)
        if not stopped and isinstance(error, BlockedError):
            return not_handed(fresh, error.blockers, str(error))
        return stopped

    def _page(
        self,
        decision: BulkDecisionForm,
        hand: HandOverForm,
        form: forms.Form,
        *,
        printing: PrintForm | None = None,
        error: SipocError | None = None,
        blocked: list[Obstacle] | None = None,
        status: int = 422,
    ) -> HttpResponse:
        cases, blocked = chosen_cases(self.user, self.selection), blocked or []
        context = {
            "process": self.process,
            "programme": self.programme,
            "stage": self.stage,
            "selection": self.selection,
            "cases": cases[:MOST_SHOWN],
            "count": len(cases),
            "more": max(0, len(cases) - MOST_SHOWN),
            "amount": sum(case.amount or 0 for case in cases),
            "decision": decision,
            "hand": hand,
            "handing": form is hand,
            "form": form,
            "printing": (printing or PrintForm(papers=self.papers)) if self.papers else None,
            "moves": self.moves,
            "roles": self.roles,
            "error": error,
            "blocked": blocked[:MOST_SHOWN],
            "blocked_count": len(blocked),
            "blocked_ids": " ".join(str(each.case.pk) for each in blocked),
            "rest": len(cases) - len(blocked),
        }
        status = 409 if isinstance(error, StaleError) else status
        return render(self.request, "portal/bulk.html", context, status=status)


def _versions(request: HttpRequest, shown: CaseList) -> dict[int, int]:
    """The chosen cases that the account sees in this stage, with the versions that it was shown."""
    scope = request.POST.get("cakupan", CHOSEN)
    if scope == ALL:
        ids = shown.rows.first_of(shown.branches, shown.order.names(), MOST_CASES + 1)
        return dict(shown.rows.filter(pk__any_of=ids).order_by().values_list("pk", "lock_version"))
    sent = request.POST.getlist("baris" if scope == PAGE else "pilih")
    versions = {int(each[1]): int(each[2]) for each in map(_CHOICE.fullmatch, sent) if each}
    listed = shown.rows.filter(pk__any_of=list(versions)).visible_to(account_of(request))
    return {pk: versions[pk] for pk in listed.order_by().values_list("pk", flat=True)}


def _numbers(text: str) -> list[int]:
    return [number for each in text.split() if (number := typed_whole(each)) is not None]


def _plain(address: QueryDict) -> QueryDict:
    """The filter of the address without the place in the list."""
    kept = address.copy()
    for name in ("setelah", "sebelum"):
        kept.pop(name, None)
    return kept


def _many(cases: list[Berkas]) -> str:
    return f"{len(cases):,}".replace(",", ".")
