"""What the server takes in at all. Limits of each kind of file are told at its field; this one guards the disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from perkim.files.kinds import DRAWING, MEGABYTE

# The largest file that any screen takes, and room for the rest of its form; a file that is a little too large is still
# read, so that its sender is told at the field and keeps what was typed.
MOST_BYTES = DRAWING.most_bytes + 50 * MEGABYTE


class LimitedRequestHandler(FileUploadHandler):
    """Refuses a request by its stated length, before a byte of it is written to disk; else leaves it to the others."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 (Django's name)
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        if content_length > MOST_BYTES:
            raise RequestDataTooBig(f"a request of {content_length} bytes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
