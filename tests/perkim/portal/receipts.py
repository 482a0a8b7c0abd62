"""Letters that are followed by their receipt codes, and what the public page says about them."""

import re
from types import SimpleNamespace

from django.test import Client

from perkim.sipoc.models import Berkas
from tests.pages import one_line
from tests.samples.office import take_move, write_letters

NAME = "Suparman bin Kasdi"
# Its check symbol fits, and no case has it.
UNKNOWN = "CT-222-222-222"
MISTYPED = "CT-222-222-223"


def hand_in(office: SimpleNamespace) -> Berkas:
    """A letter that waits to be checked; its title holds a person's name."""
    return take_move(office.kades, write_letters(office, 1, title=NAME)[0], "kirim")


def ask(client: Client, code: str, **extra: str):
    return client.post("/lacak/", {"kode": code}, **extra)


def shown(client: Client, case: Berkas) -> str:
    answer = ask(client, Berkas.objects.get(pk=case.pk).receipt)
    assert answer.status_code == 200
    return one_line(answer)


def words(page: str) -> str:
    """What a reader sees of the main part."""
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def points(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<li class="(done|now|next)".*?<b>(.*?)</b>', page)
