"""The refusal of a file: a sentence for the screen, saying what is wrong and how to mend it."""

from django.core.exceptions import ValidationError


class FileRefused(ValidationError):
    """A file that is not taken. Raised in a form field, it stands at that field."""

    code_of_it = "file_refused"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, code=self.code_of_it)


class FileDelayed(FileRefused):
    """There was no time to look at the file. It stays held, and may be sent again as it is."""

    code_of_it = "file_delayed"
