"""The form field of an upload: what is wrong with a file stands at its field, before anything is kept."""

from typing import Any

from django import forms

from perkim.files.examination import ExaminedFile, examine
from perkim.files.kinds import FileKind


class UploadField(forms.FileField):
    """Its cleaned value is an ExaminedFile (or None), for `perkim.files.actions.keep`."""

    widget = forms.FileInput

    def __init__(self, *, accepts: FileKind, **options: Any) -> None:
        self.accepts = accepts
        options.setdefault("help_text", accepts.hint)
        messages = {
            "required": "Pilih file yang akan diunggah.",
            "invalid": "File tidak terkirim. Pilih lalu unggah lagi.",
        }
        options["error_messages"] = messages | options.get("error_messages", {})
        # An empty file is refused by the examination, in the words of its kind.
        super().__init__(allow_empty_file=True, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": self.accepts.accept}

    def to_python(self, data: Any) -> ExaminedFile | None:
        sent = super().to_python(data)
        return None if sent is None else examine(sent, self.accepts)
