"""Account slips of a kecamatan against one slip: eight cards a page must not cost eight letters."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from benchmarks.timing import Measurement, compare
from perkim.accounts.activation import Slip
from perkim.accounts.models import User
from perkim.accounts.slips import slips_pdf

KECAMATAN = 24


def measure() -> Iterator[Measurement]:
    slip = Slip(User.objects.get(username="operator.sumberwuluh"), "7KQM-2XNA-93TP", timezone.now() + timedelta(30))
    yield compare(
        f"{KECAMATAN} slips as PDF",
        lambda: slips_pdf([slip] * KECAMATAN),
        reference="one slip as PDF",
        against=lambda: slips_pdf([slip]),
        goal=KECAMATAN * 0.75,
        repeat=3,
    )
