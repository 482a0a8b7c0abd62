"""The history of a case as plain text, newest first, in the words of its page."""

from collections.abc import Iterator
from itertools import chain

from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.lib.money import rupiah
from perkim.portal.case.desk import Desk
from perkim.portal.case.history import HistoryCursor, HistoryEvent, history_of
from perkim.portal.templatetags.berkas import waktu
from perkim.sipoc.models import StageVisit

# Events read at a time: a history of years is never in memory whole.
_PAGE = 500


def history_pieces(desk: Desk) -> Iterator[bytes]:
    """The text in pieces: what the case is, where it has been, and everything that happened to it."""
    return (f"{line}\n".encode() for line in chain(_head(desk), _stays(desk), _events(desk)))


def _head(desk: Desk) -> Iterator[str]:
    case = desk.case
    yield f"Riwayat berkas {case.number or 'yang belum bernomor'}"
    yield f"{desk.process.title}: {case.title}"
    yield f"{case.region.address}, tahun {case.year}"
    yield f"Tahap {desk.stage.title}, {case.state.lower()}"
    if case.amount is not None:
        yield f"Nilai {rupiah(case.amount)}"
    yield f"Dicetak untuk {desk.user.name} pada {date_format(localtime(desk.now), 'j F Y, H.i')} WIB"


def _stays(desk: Desk) -> Iterator[str]:
    yield from ("", "TAHAP YANG DILALUI", "")
    for visit in StageVisit.objects.filter(berkas=desk.case).order_by("id"):
        title = desk.process.stage_or_retired(visit.stage).title
        until = f" sampai {waktu(visit.left_at)}" if visit.left_at else ", masih di sini"
        yield f"{title}: {waktu(visit.entered_at)}{until}{' (dikoreksi)' if visit.corrected else ''}"


def _events(desk: Desk) -> Iterator[str]:
    yield from ("", "PERISTIWA, TERBARU DAHULU", "")
    place = HistoryCursor()
    while True:
        page = history_of(desk, place, _PAGE)
        yield from map(_line, page.events)
        if not page.older:
            return
        place = HistoryCursor.parse(page.older)


def _line(event: HistoryEvent) -> str:
    corrected = " (dikoreksi)" if event.corrected else ""
    # One event, one line: a line break that somebody typed must not look like another event.
    text = " ".join(event.text.split())
    return f"{waktu(event.at)} | {event.title}{corrected} | {event.who}{f': {text}' if text else ''}"
