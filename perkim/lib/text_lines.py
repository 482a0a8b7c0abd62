"""Log records as lines for eyes."""

import logging
from copy import copy


class TextLines(logging.Formatter):
    """A warning needs no way through the code: whoever was refused a page met no fault of ours."""

    def format(self, record: logging.LogRecord) -> str:
        if record.levelno < logging.ERROR:
            # Other handlers may write it differently.
            record = copy(record)
            record.exc_info = record.exc_text = None
        return super().format(record)
