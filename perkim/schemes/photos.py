"""The photos of a house that a scheme asks for: before the work, and at the gate of each term. How far the work is at a
gate is a parameter (`perkim.funds.amounts.GATES`). Source: `domain.md` §3.3 (five sides), §4.5."""

from datetime import date

from perkim.funds.case_funds import gates_on
from perkim.schemes.applied import Applied
from perkim.swadaya.destination import HOUSE
from perkim.visits.declarations import PhotoSet, Slot
from perkim.visits.requirements import PhotosTaken

SIDES = (
    Slot(key="depan", title="Depan", hint="Dari halaman, seluruh muka rumah sampai atap terlihat."),
    Slot(key="samping_kiri", title="Samping kiri", hint="Dari sudut, miring 45 derajat, dinding dan atap terlihat."),
    Slot(key="belakang", title="Belakang", hint="Seluruh dinding belakang, dapur dan kamar mandi bila ada."),
    Slot(key="samping_kanan", title="Samping kanan", hint="Dari sudut, miring 45 derajat, dinding dan atap terlihat."),
    Slot(key="dalam", title="Dalam", hint="Lantai, dinding, dan langit-langit ruang yang paling rusak."),
)
# By term; 0 is before the work. Photos that were taken are stored under these keys, whatever the gates were since.
_MOMENTS = {0: ("foto_0", "Foto 0 %"), 1: ("foto_30", "Foto tahap 1"), 2: ("foto_100", "Foto tahap 2")}


def _at_gate(term: int, day: date) -> str:
    return f"{gates_on(day)[term]} %"


def photos(sides: tuple[Slot, ...], term: int) -> PhotosTaken:
    """These sides at the gate of this term; taken from the same places each time."""
    key, title = _MOMENTS[term]
    return PhotosTaken(
        key=key,
        title=title,
        photos=PhotoSet(key=key, title=title, slots=sides),
        destination=HOUSE,
        moment=Applied(_at_gate, (term,)) if term else None,
    )
