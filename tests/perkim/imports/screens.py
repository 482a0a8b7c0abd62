"""Where the screens of the sample kind are, and what they say."""

from perkim.imports.models import Batch
from tests.pages import one_line
from tests.perkim.imports import sample

UPLOAD = f"/impor/calon/{sample.VILLAGE}/"


def page(answer) -> str:
    return one_line(answer)


def at(batch: Batch, path: str = "") -> str:
    return f"{batch.get_absolute_url()}{path}"
