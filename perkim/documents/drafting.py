"""The draft of a paper that the portal writes: which template, and what will stand on it, frozen as plain JSON.

Everything that the sheet shows is in the frozen data, so that the same data give the same sheet however much later it
is rendered: the case's own values, number and date, the measures of the sheet, and how the office is called.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template

from perkim.documents.office import office_on
from perkim.documents.sheet import letterhead, measures_on
from perkim.parameters.reading import MissingParameterError
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas


@dataclass(frozen=True, kw_only=True)
class Draft:
    """How the portal writes a paper. `context` takes the case and the day of the paper (whose signers and texts hold),
    gives plain JSON (dates as ISO text, money as whole rupiah) and may raise SipocError with the sentence that says
    what the case lacks. `title` stands in the file's name and metadata.

    `version` is raised with a change of the template that sheets already made should show.
    """

    template: str
    context: Callable[[Berkas, date], Mapping[str, Any]]
    title: str
    version: int = 1

    def template_fault(self) -> str:
        """What is wrong with the template; empty if it can be used."""
        try:
            get_template(self.template)
        except TemplateDoesNotExist:
            return f"has a draft whose template {self.template!r} is not there"
        except TemplateSyntaxError as error:
            return f"has a draft whose template {self.template!r} cannot be read: {error}"
        return ""


def freeze(draft: Draft, case: Berkas, *, numbered: bool, number: str, dated: date | None, day: date) -> dict[str, Any]:
    """What will stand on the sheet. Raises SipocError if the case lacks something, or a value
    is not stated for that day, TypeError for what is no JSON.

    A `numbered` paper without its number is marked as a draft. The date of the paper, or else `day`, chooses what is in
    force. The queries are those of `context`, and two.
    """
    day = dated or day
    data: dict[str, Any] = {
        "naskah": {"template": draft.template, "versi": draft.version, "judul": draft.title, "berkas": case.number},
        "nomor": number,
        "draf": numbered and not number,
        "tanggal": dated.isoformat() if dated else "",
    }
    try:
        data |= {
            "isi": dict(draft.context(case, day)),
            "bentuk": measures_on(day),
            "kop": letterhead(office_on(day)),
        }
    except MissingParameterError as missing:
        # The date of a paper is typed: one before all that is stated is a slip to be told at the form.
        raise SipocError(str(missing)) from missing
    frozen: dict[str, Any] = json.loads(json.dumps(data))
    return frozen


def digest(data: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON: keys sorted, no blanks."""
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
