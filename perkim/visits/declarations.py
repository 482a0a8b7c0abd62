"""What a programme declares of its field work: which photos are to be taken, and from where."""

from dataclasses import dataclass

from perkim.visits.terms import VisitOutcome


@dataclass(frozen=True, kw_only=True)
class Destination:
    """What field work goes to and whom it asks for there, in the words of its sentences: `rumah` and `calon` of an aid
    for households, `ruas jalan` and `penyedia` of a contract."""

    place: str = "lokasi"
    person: str = "pemohon"

    def outcome(self, value: str) -> str:
        """What a visit came to, as a short sentence without a full stop."""
        place, person = self.place.capitalize(), self.person.capitalize()
        return {
            VisitOutcome.SURVEYED: f"{place} disurvei",
            VisitOutcome.DIED: f"{person} meninggal dunia",
            VisitOutcome.MOVED: f"{person} sudah pindah",
            VisitOutcome.UNKNOWN: f"{place} atau {self.person} tidak ditemukan",
            VisitOutcome.REFUSED: f"{person} menolak disurvei",
        }[VisitOutcome(value)]

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        """All outcomes as the choices of a form."""
        return [(each.value, self.outcome(each)) for each in VisitOutcome]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Sentences that send a photo back: what is wrong, and how to mend it."""
        shown = f"{self.place} {self.person}"
        return (
            "Foto buram atau gelap. Foto ulang di tempat terang, telepon dipegang dengan dua tangan.",
            f"Bagian {self.place} yang diminta tidak terlihat. Mundur beberapa langkah, lalu foto ulang.",
            f"Foto ini bukan {shown}. Foto ulang di {self.place} yang benar.",
            "Foto diambil di waktu atau tempat lain. Foto ulang saat kunjungan.",
        )


SOMEWHERE = Destination()


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
