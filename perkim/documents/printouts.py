"""Sheets that the portal only writes, as declared: nobody signs them, and no case waits for one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.utils.formats import date_format
from django.utils.timezone import localtime

from perkim.documents.drafting import Draft
from perkim.documents.models import Konsep
from perkim.sipoc.declarations import Process, Stage
from perkim.sipoc.models import Berkas

LONGEST_KEY = 40


@dataclass(frozen=True, kw_only=True)
class Printout:
    """A sheet (a receipt) that is made when somebody who sees the case wants it, once the case was handed in: never
    signed, numbered or recorded. A stage names it in `printouts`; `hint` tells on its page what it is for."""

    signed: ClassVar[bool] = False
    numbered: ClassVar[bool] = False

    key: str
    title: str
    draft: Draft
    hint: str = ""

    @property
    def page(self) -> str:
        return "documents:paper"

    def fact(self, case: Berkas) -> str:
        made = Konsep.objects.current().filter(berkas=case, key=self.key, state=Konsep.State.READY).first()
        return f"Dibuat {date_format(localtime(made.rendered_at), 'j F Y')}." if made and made.rendered_at else ""

    def faults(self, process: Process, stage: Stage) -> Iterator[str]:
        if not self.title or len(self.key) > LONGEST_KEY:
            yield f"is a sheet without a title, or its key is longer than {LONGEST_KEY}"
        if any(other != self for other in printouts_of_process(process) if other.key == self.key):
            yield "is declared as two different sheets in one process"
        if any(each.key == self.key for one in process.stages for each in one.requirements):
            yield "has the key of a requirement"
        if fault := self.draft.template_fault():
            yield fault


def printouts_of_process(process: Process) -> list[Printout]:
    """Every sheet that the portal only writes for a kind of case, in the order of its stages, each once."""
    printouts = [each for stage in process.stages for each in stage.printouts if isinstance(each, Printout)]
    return list(dict.fromkeys(printouts))
