"""The refusal of a file: a sentence for the screen, saying what is wrong and how to mend it."""

from django.core.exceptions import ValidationError


class FileRefused(ValidationError):
    """A file that is not taken. Raised in a form field, it stands at that field."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, code="file_refused")
