"""The photos of a house that RTLH asks for. Source: `domain.md` §3.3 (five sides), §4.5 (0, 30 and 100 %)."""

from perkim.visits.declarations import PhotoSet, Slot

SIDES = (
    Slot(key="depan", title="Depan", hint="Dari halaman, seluruh muka rumah sampai atap terlihat."),
    Slot(key="samping_kiri", title="Samping kiri", hint="Dari sudut, miring 45 derajat, dinding dan atap terlihat."),
    Slot(key="belakang", title="Belakang", hint="Seluruh dinding belakang, dapur dan kamar mandi bila ada."),
    Slot(key="samping_kanan", title="Samping kanan", hint="Dari sudut, miring 45 derajat, dinding dan atap terlihat."),
    Slot(key="dalam", title="Dalam", hint="Lantai, dinding, dan langit-langit ruang yang paling rusak."),
)


def photos(percent: int) -> PhotoSet:
    """The five sides at this progress; taken from the same places each time."""
    return PhotoSet(key=f"foto_{percent}", title=f"Foto {percent} %", slots=SIDES)
