"""Where the screens of the sample kind are, and what they say."""

from perkim.imports.models import Batch
from tests.perkim.imports import sample

UPLOAD = f"/impor/calon/{sample.VILLAGE}/"


def page(answer) -> str:
    return answer.content.decode()


def at(batch: Batch, path: str = "") -> str:
    return f"{batch.get_absolute_url()}{path}"
