"""Of what every programme asks for: deeds, papers, photos, meetings."""

import re

from perkim.documents.papers import Paper
from perkim.sipoc.declarations import Stage
from perkim.sipoc.requirements import Deed
from perkim.swadaya.socialisation.demo import AGREED, TOPICS
from perkim.swadaya.socialisation.requirements import RecipientsReached
from perkim.visits.requirements import PhotosTaken
from tests.filled_forms.form import FilledForm, Marks, filled, provider, today


@filled.register
def _(requirement: Deed, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    form = FilledForm(
        who=provider(requirement, stage),
        step="tugas",
        opened_by=f"Laporkan selesai: {requirement.title}",
        action="/tugas/",
        button="^Laporkan selesai",
        answer=f"“{re.escape(requirement.title)}” dilaporkan selesai",
        typed={"text": "Sudah dikerjakan, tidak ada catatan."},
    )
    return (form,)


@filled.register
def _(requirement: Paper, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    number = marks.number(requirement.key) if requirement.numbered else ""
    form = FilledForm(
        who=provider(requirement, stage),
        step="naskah",
        action=f"/naskah/{requirement.key}/$",
        button="^Catat naskah",
        answer=f"{re.escape(requirement.title)} sudah dicatat",
        typed={"number": number, "dated": today()} if number else {},
        files={"scan": ("naskah.pdf", "application/pdf", marks.paper(requirement.key))},
        detail=number,
    )
    return (form,)


@filled.register
def _(requirement: PhotosTaken, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    return tuple(
        FilledForm(
            who=provider(requirement, stage),
            step="foto",
            part=slot.title,
            action=f"/foto/{requirement.key}/sisi/{slot.key}/$",
            button="",
            answer="Tersimpan",
            files={"photo": ("rumah.jpg", "image/jpeg", marks.photo(number))},
            there=f'data-sisi="{slot.key}" data-ada',
            detail=slot.key,
            phone=True,
        )
        for number, slot in enumerate(requirement.photos.slots)
    )


@filled.register
def _(requirement: RecipientsReached, stage: Stage, marks: Marks) -> tuple[FilledForm, ...]:
    """Everybody came."""
    form = FilledForm(
        who=provider(requirement, stage),
        step="sosialisasi",
        link="Catat sosialisasi",
        linked="sosialisasi/catat/",
        action="/sosialisasi/catat/",
        button="^Simpan sosialisasi",
        answer="sudah hadir atau diwakili",
        typed={
            "held_on": today(),
            "starts": "09:00",
            "place": "Balai desa",
            "topics": "\n".join(TOPICS),
            "agreement": "\n".join(AGREED),
            "others": "3",
        },
        each={"hadir_": "HADIR"},
        phone=True,
    )
    return (form,)
