"""The forms of an import: the file, one row, a reason."""

from collections.abc import Mapping
from typing import Any

from django import forms

from perkim.files.examination import ExaminedFile
from perkim.files.fields import UploadField
from perkim.files.intakes import Intake, declare_intake
from perkim.files.kinds import SPREADSHEET
from perkim.files.refusals import FileRefused
from perkim.imports.actions.mending import LONGEST_REASON
from perkim.imports.declarations import Column, ImportKind, ImportRefused, Level, Row
from perkim.imports.parsing import damaged
from perkim.imports.spreadsheets.sheets import LONGEST_TEXT
from perkim.imports.spreadsheets.workbook import refuse_other_formats
from perkim.lib.numbers import SCIENTIFIC
from perkim.lib.whole_field import WholeField


class WorkbookField(UploadField):
    """Recognises other formats than XLSX and CSV first, so that the sentence can say how to save the file."""

    def to_python(self, data: Any) -> ExaminedFile | None:
        if data is not None and data.size:
            try:
                refuse_other_formats(data.open().file)
            except ImportRefused as refusal:
                raise FileRefused(str(refusal)) from refusal
        return super().to_python(data)


LIST = declare_intake(Intake(key="daftar", accepts=(SPREADSHEET,)))


class FileForm(forms.Form):
    """The workbook. `replacing` names the import that the page showed as under way."""

    file = WorkbookField(intake=LIST, label="File daftar")
    replacing = forms.UUIDField(required=False, widget=forms.HiddenInput)


class RowForm(forms.Form):
    """One row: a field for each column of the list. What is wrong with it stands at its fields, as found last time;
    nothing that is typed is refused here, the staging keeps it and looks at it. `blank`: nothing was typed yet, so
    nothing is wrong."""

    use_required_attribute = False
    seen = WholeField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, kind: ImportKind, row: Row, seen: int, blank: bool = False) -> None:
        self.row = row
        self.damaged = damaged(row)
        super().__init__(data if data is not None else self._as_read(kind, seen))
        for column in kind.fields_of(row):
            self.fields[column.key] = _field(column, row.text(column.key), damaged=column.key in self.damaged)
        if any(each.level is not Level.ERROR for each in row.findings) or row.reason:
            self.fields["reason"] = self._reason()
        findings = () if blank else row.findings
        self.wrong = {each.column for each in findings if each.level is Level.ERROR and each.column}

    def show_faults(self) -> None:
        """Put what was found beside the fields. Only after this the form counts as faulty."""
        for finding in self.row.findings:
            if finding.level is Level.ERROR:
                self.add_error(finding.column or None, f"{finding.what} {finding.mend}")
        if "reason" in self.fields and not self.row.reason and any(each.needs_reason for each in self.row.findings):
            self.add_error("reason", "Tulis mengapa data ini benar, atau betulkan isinya.")

    def typed(self) -> Mapping[str, str]:
        """What stands in the fields of the columns, of a valid form."""
        return {key: value for key, value in self.cleaned_data.items() if key not in ("seen", "reason")}

    @property
    def reason(self) -> str:
        return str(self.cleaned_data.get("reason", ""))

    @property
    def troubled(self) -> list[forms.BoundField]:
        """The fields with something wrong, and the reason if one is needed: they come first."""
        return [field for field in self.visible_fields() if field.name in self.wrong or field.name == "reason"]

    @property
    def others(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field not in self.troubled]

    def _as_read(self, kind: ImportKind, seen: int) -> dict[str, Any]:
        texts = {each.key: "" if each.key in self.damaged else self.row.text(each.key) for each in kind.columns}
        return {**texts, "seen": seen, "reason": self.row.reason}

    def _reason(self) -> forms.CharField:
        return _TypedField(
            label="Mengapa data ini benar",
            required=any(each.needs_reason for each in self.row.findings),
            max_length=LONGEST_REASON,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=" ".join(each.what for each in self.row.findings if each.level is not Level.ERROR),
        )


class ImportReasonForm(forms.Form):
    """Why an import's result is taken back, or why rows are right."""

    reason = forms.CharField(
        label="Alasan",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasannya. Alasan itu tercatat di riwayat."},
    )


def _field(column: Column, now: str, *, damaged: bool) -> forms.CharField:
    field = _TypedField(label=column.title, required=column.required, max_length=LONGEST_TEXT, help_text=column.hint)
    if damaged:
        field.help_text = f"{column.hint} {_left_of(now)}".strip()
    if column.choices:
        # What the file says may be another name of a choice, or none: it must not be lost by opening the form.
        offered = [each for each in ("", now, *column.choices) if each or not now]
        field.widget = forms.Select(choices=[(each, each or "Belum diisi") for each in dict.fromkeys(offered)])
    else:
        field.widget.attrs.update({"autocomplete": "off"} | ({"inputmode": "numeric"} if column.numeric else {}))
    return field


def _left_of(now: str) -> str:
    """What a damaged cell still tells whoever types it anew: its first digits, if they are there at all."""
    if SCIENTIFIC.fullmatch("".join(now.split())):
        return "Di file angkanya sudah terpotong."
    return f"Di file terbaca {now}."


class _TypedField(forms.CharField):
    """The label says whether the field may stay empty; the check of the list decides it."""

    def validate(self, value: Any) -> None:
        return None
