"""Pages as tests read them: a browser shows no difference between one line of source and ten."""

import re

from django.http import HttpResponse

BLOCK = r"(?:title|h[1-6]|p|li|td|th|dt|dd|summary|button)"


def one_line(page: str | HttpResponse) -> str:
    """The source of a page with every run of blanks as one, and none at the ends of a tag or of a line of text."""
    source = " ".join((page if isinstance(page, str) else page.content.decode()).split())
    source = re.sub(rf" (?=/?>|</{BLOCK}>)", "", source)
    return re.sub(rf"(<{BLOCK}\b[^>]*>) ", r"\1", source)
