"""The sentence for each kind of log entry about a case. Reads what the log says, never its personal values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.accounts.models import User
from perkim.audit.models import Entry
from perkim.documents.actions import recording as papers
from perkim.lib.money import rupiah
from perkim.lib.span import moment_of_iso
from perkim.lib.text import full_stop, within_sentence
from perkim.sipoc import log
from perkim.sipoc.terms import Link, MoveKind, Outcome


@dataclass(frozen=True, kw_only=True)
class Said:
    """Heading and words of an event. An empty title takes the label of the entry's kind."""

    title: str = ""
    text: str = ""
    icon: str = "check"


class Telling(Protocol):
    """Where the words of one case come from."""

    def stage(self, key: str) -> str: ...
    def move(self, stage: str, key: str) -> str: ...
    def deadline(self, key: str) -> str: ...
    def paper(self, key: str) -> str: ...
    def person(self, who: Any) -> str: ...
    def who(self, actor: User, at: datetime) -> str: ...


def sentence(telling: Telling, entry: Entry) -> Said:
    """How an entry reads; a kind without words of its own by its label and reason."""
    tell = _WORDS.get(entry.action)
    return tell(telling, entry.data) if tell else Said(text=_quoted(entry.data), icon="info")


Data = Mapping[str, Any]


def _quoted(data: Data, key: str = "alasan") -> str:
    said = str(data.get(key) or "").strip()
    return f"“{said}”" if said else ""


def _day(value: Any) -> str:
    moment = moment_of_iso(value)
    return date_format(localtime(moment), "j F Y") if moment else ""


def _shift(data: Data) -> str:
    before, after = _day(data.get("sebelum")), _day(data.get("sesudah"))
    if before and after and before != after:
        return f"dari {before} menjadi {after}"
    return f"menjadi {after}" if after and not before else ""


def _joined(*sentences: str) -> str:
    return " ".join(full_stop(each) for each in sentences if each)


def _opened(telling: Telling, data: Data) -> Said:
    number = data.get("nomor")
    return Said(title="Berkas dibuka", text=f"Nomor {number}." if number else "", icon="plus")


def _moved(telling: Telling, data: Data) -> Said:
    kind, there = data.get("jenis"), telling.stage(str(data.get("ke", "")))
    way = telling.move(str(data.get("dari", "")), str(data.get("langkah", "")))
    if kind == MoveKind.RETURN:
        return Said(title=f"Dikembalikan ke tahap {there}", text=_quoted(data), icon="undo-2")
    if data.get("hasil") in Outcome.values:
        ended = Outcome(data["hasil"])
        icon = "check" if ended is Outcome.SELESAI else "x"
        return Said(title=f"Berkas ditutup: {within_sentence(ended.label)}", text=_quoted(data), icon=icon)
    return Said(title=f"{way}: ke tahap {there}" if way else f"Ke tahap {there}", text=_quoted(data))


def _with_parent(telling: Telling, data: Data) -> Said:
    return Said(text=_joined(f"Hasil: {str(data.get('hasil', '')).lower()}", _quoted(data)), icon="x")


def _reasoned(icon: str) -> Callable[[Telling, Data], Said]:
    return lambda telling, data: Said(text=_quoted(data), icon=icon)


def _corrected(telling: Telling, data: Data) -> Said:
    return Said(
        title=f"Langkah dikoreksi: kembali ke tahap {telling.stage(str(data.get('ke')))}",
        text=_quoted(data),
        icon="undo-2",
    )


def _worth(said: Mapping[str, Any]) -> str:
    amount = said.get("nilai")
    return "kosong" if amount is None else rupiah(amount)


def _changed(telling: Telling, data: Data) -> Said:
    before, after = data.get("sebelum", {}), data.get("sesudah", {})
    said = []
    if before.get("judul") != after.get("judul"):
        said.append(f"Judul semula “{before.get('judul')}”, sekarang “{after.get('judul')}”")
    if before.get("nilai") != after.get("nilai"):
        said.append(f"Nilai semula {_worth(before)}, sekarang {_worth(after)}")
    return Said(text=_joined(*said), icon="pencil")


def _assigned(telling: Telling, data: Data) -> Said:
    instructions = [
        f"{each.get('judul')} (kepada {telling.person(each.get('kepada'))})"
        for each in data.get("perintah", ())
        if isinstance(each, dict)
    ]
    return Said(title="Disposisi diberikan", text="; ".join(instructions), icon="users")


def _handed(telling: Telling, data: Data) -> Said:
    whom = telling.person(data.get("kepada"))
    return Said(
        text=_joined(f"Kepada {whom}" if whom else "", f"sebagai {telling.person(data.get('peran')).lower()}"),
        icon="user",
    )


def _reported(telling: Telling, data: Data) -> Said:
    return Said(title=f"Dilaporkan selesai: {data.get('judul', '')}")


def _withdrawn(telling: Telling, data: Data) -> Said:
    return Said(title=f"Tugas ditarik kembali: {data.get('judul', '')}", icon="undo-2")


def _taken_back(telling: Telling, data: Data) -> Said:
    return Said(text="Berkas perlu diserahkan lagi, atau perintahnya diberikan kepada petugas lain.", icon="undo-2")


def _deadline(telling: Telling, data: Data) -> Said:
    """Extended, rebased or moved by the calendar: which one, from when to when, and why."""
    key = str(data.get("tenggat", ""))
    chosen = f"golongan {data['golongan']}" if data.get("golongan") else ""
    what = ", ".join(each for each in (telling.deadline(key) if key else "", chosen, _shift(data)) if each)
    return Said(text=_joined(what, _quoted(data)), icon="clock")


def _participant(telling: Telling, data: Data) -> Said:
    """Who it is stands in the list of participants, for those who may know."""
    return Said(text=f"{str(data.get('sebagai', '')).capitalize()} {data.get('perubahan', '')}.", icon="users")


def _related(telling: Telling, data: Data) -> Said:
    kind = data.get("hubungan")
    return Said(text=f"{Link(kind).label.capitalize()} berkas lain." if kind in Link.values else "", icon="route")


def _paper(done: str, icon: str) -> Callable[[Telling, Data], Said]:
    """A paper recorded, replaced or taken back: which one, its number, and why."""

    def tell(telling: Telling, data: Data) -> Said:
        number = f"Nomor {data['nomor']}" if data.get("nomor") else ""
        title = f"Naskah {done}: {telling.paper(str(data.get('naskah', '')))}"
        return Said(title=title, text=_joined(number, _quoted(data)), icon=icon)

    return tell


_WORDS: Mapping[str, Callable[[Telling, Data], Said]] = {
    log.OPENED.action: _opened,
    log.MOVED.action: _moved,
    log.ENDED_WITH_PARENT.action: _with_parent,
    log.FROZEN.action: _reasoned("lock"),
    log.UNFROZEN.action: _reasoned("check"),
    log.CORRECTED.action: _corrected,
    log.CHANGED.action: _changed,
    log.ASSIGNED.action: _assigned,
    log.HANDED_OVER.action: _handed,
    log.REPORTED.action: _reported,
    log.WITHDRAWN.action: _withdrawn,
    log.TAKEN_BACK.action: _taken_back,
    log.EXTENDED.action: _deadline,
    log.REBASED.action: _deadline,
    log.RECOMPUTED.action: _deadline,
    log.REMINDED.action: _deadline,
    log.PAUSED.action: _reasoned("hourglass"),
    log.RESUMED.action: _reasoned("clock"),
    log.PARTICIPANT.action: _participant,
    log.RELATED.action: _related,
    papers.RECORDED.action: _paper("dicatat", "file-text"),
    papers.REPLACED.action: _paper("diganti", "file-text"),
    papers.WITHDRAWN.action: _paper("ditarik", "undo-2"),
}
