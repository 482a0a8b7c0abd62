"""The form of one socialisation: a meeting to which the recipients of a village are invited."""

from typing import Any

from perkim.meetings.forms import MeetingForm
from perkim.sipoc.models import Berkas
from perkim.swadaya.socialisation.actions import STRANGER


class SocialisationForm(MeetingForm):
    """A meeting in the words of a village and its recipients."""

    strangers = STRANGER

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["topics"].help_text = "Misalnya hak dan kewajiban penerima, pencairan, dan LPD."
        self.fields["agreement"].help_text = "Misalnya pembagian KPB dan jadwal gotong royong."
        self.fields["others"].help_text = "Selain penerima dan wakilnya."

    def first_values(self, case: Berkas) -> dict[str, Any]:
        return super().first_values(case) | {"place": f"Balai {case.region}"}
