"""What a programme declares of its field work: which photos are to be taken, and from where."""

from dataclasses import dataclass

# Sentences that send a photo back: what is wrong, and how to mend it.
USUAL_REASONS = (
    "Foto buram atau gelap. Foto ulang di tempat terang, telepon dipegang dengan dua tangan.",
    "Bagian rumah yang diminta tidak terlihat. Mundur beberapa langkah, lalu foto ulang.",
    "Foto ini bukan rumah calon. Foto ulang di rumah yang benar.",
    "Foto diambil di waktu atau tempat lain. Foto ulang saat kunjungan.",
)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One photo that must be there. `hint` says where to stand and what must be seen."""

    key: str
    title: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class PhotoSet:
    """The photos of one moment of a house, in the order in which one walks around it."""

    key: str
    title: str
    slots: tuple[Slot, ...]

    def slot(self, key: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.key == key), None)
