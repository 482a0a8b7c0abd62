"""The form fields of uploads: what is wrong with a file stands at its field, before anything is kept; what is right
stays when another field is wrong."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.urls import reverse

from perkim.files.examination import ExaminedFile, examine
from perkim.files.held import SUFFIX, GoneFile, ReceivedFile, token_of
from perkim.files.intakes import Intake
from perkim.files.kinds import megabytes

GONE = "File yang tadi dikirim sudah tidak tersimpan. Pilih lagi filenya."


class HeldFileInput(forms.FileInput):
    """A file input with the hidden one that names what is held of it. `static/unggah.js` sends the file by itself."""

    template_name = "files/_file.html"
    intake: Intake

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        row = value.row if isinstance(value, ReceivedFile) else None
        context["held"] = {
            "name": name + SUFFIX,
            "value": token_of(row) if row else f"{self.intake.key}:",
            "row": row,
            "size": megabytes(row.size) if row else "",
            "url": reverse("portal:held", args=[self.intake.key]),
            "shrinks": self.intake.has_photos,
        }
        return context


class HeldFileField(forms.FileField):
    """Its cleaned value is an ExaminedFile (or None), for `perkim.files.actions.keep`. `examine` looks at what was
    sent, and raises FileRefused for what this field does not take."""

    widget = HeldFileInput

    def __init__(self, *, intake: Intake, examine: Callable[[File], ExaminedFile], **options: Any) -> None:
        self.intake, self.examine = intake, examine
        # An empty file is refused by the examination, in the words of its kind.
        super().__init__(allow_empty_file=True, **options)
        self.widget.intake = intake

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": self.intake.accept}

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the input shows: a held file; what a browser sent it never gets back."""
        return data if isinstance(data, ReceivedFile) and data.row.intake == self.intake.key else None

    def to_python(self, data: Any) -> ExaminedFile | None:
        of_another = isinstance(data, ReceivedFile) and data.row.intake != self.intake.key
        if isinstance(data, GoneFile) or of_another:
            raise ValidationError(GONE, code="gone")
        sent = super().to_python(data)
        return None if sent is None else self.examine(sent)


class UploadField(HeldFileField):
    """A file of the one kind that its intake accepts."""

    def __init__(self, *, intake: Intake, **options: Any) -> None:
        kind = intake.accepts[0]
        options.setdefault("help_text", kind.hint)
        messages = {
            "required": "Pilih file yang akan diunggah.",
            "invalid": "File tidak terkirim. Pilih lalu unggah lagi.",
        }
        options["error_messages"] = messages | options.get("error_messages", {})
        super().__init__(intake=intake, examine=lambda sent: examine(sent, kind), **options)
