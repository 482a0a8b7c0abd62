"""The tables of the stage model: cases, where they have been, what must be done, and by when."""

from perkim.sipoc.models.berkas import Berkas, Counter, Relation
from perkim.sipoc.models.parties import BerkasArea, Participant
from perkim.sipoc.models.time import Pause, Tenggat
from perkim.sipoc.models.work import Note, StageVisit, Tugas

__all__ = [
    "Berkas",
    "BerkasArea",
    "Counter",
    "Note",
    "Participant",
    "Pause",
    "Relation",
    "StageVisit",
    "Tenggat",
    "Tugas",
]
