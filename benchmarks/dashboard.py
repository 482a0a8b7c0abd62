"""The dashboard of a year with 2,500 households: its queries, and its time against a bare page."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.pages import getter
from benchmarks.timing import Measurement, compare
from perkim.accounts.models import User
from perkim.parameters.models import Parameter
from perkim.regions.models import Region
from perkim.sipoc.declarations import Process, Stage
from perkim.sipoc.models import Berkas, BerkasArea, StageVisit, Tenggat
from perkim.sipoc.registry import process
from perkim.sipoc.terms import Outcome, Unit

PROGRAMME, KABUPATEN = "rtlh", "35.08"
HOUSEHOLDS, VILLAGES = 2_500, 50
MOST_QUERIES, AGAINST_BARE = 10, 3.0


def measure() -> Iterator[Measurement]:
    with transaction.atomic():
        year = fill()
        client = Client()
        client.force_login(User.objects.get(username="kadis"))
        get = getter(client, f"{year.get_absolute_url()}dasbor/")
        # The first request of a process reads what later ones know.
        get()
        with CaptureQueriesContext(connection) as queries:
            get()
        # Read now: the next request empties the log of queries.
        count = len(queries)
        against_bare = compare(
            f"dashboard: {HOUSEHOLDS:,} households",
            get,
            reference="bare page, same middleware, session and 25 rows",
            against=getter(client, "/polos/baris/"),
            goal=AGAINST_BARE,
        )
        transaction.set_rollback(True)
    yield Measurement("dashboard: queries", count, "queries", "at most", MOST_QUERIES, count / MOST_QUERIES, 1.0)
    yield against_bare


def fill() -> Berkas:
    """A year with households of fifty villages in all stages, every seventh done, every fifth late, each with a
    deadline that was met."""
    now = timezone.now()
    year = _cases(process(PROGRAMME, "kegiatan"), [(KABUPATEN, None)], now)[0]
    villages = list(Region.objects.villages().order_by("code").values_list("code", flat=True)[::4][:VILLAGES])
    above = _cases(process(PROGRAMME, "usulan"), [(village, year) for village in villages], now)
    kind = process(PROGRAMME, "penerima")
    houses = _cases(kind, [(above[n % VILLAGES].region_id, above[n % VILLAGES]) for n in range(HOUSEHOLDS)], now)
    mover, parameter = User.objects.get(username="staf"), Parameter.objects.filter(key__startswith="tenggat.rtlh.")[0]
    visits = StageVisit.objects.bulk_create(
        StageVisit(berkas=case, stage=case.stage, entered_at=now, entered_by=mover) for case in houses
    )
    Tenggat.objects.bulk_create(
        Tenggat(
            berkas_id=visit.berkas_id,
            visit=visit,
            key="survei",
            title="Survei",
            until="survei",
            unit=Unit.WORKING_DAYS,
            amount=5,
            parameter=parameter,
            started_at=now,
            counted_from=now,
            left=5,
            first_promise=now,
            due_at=now + timedelta(days=number % 9 - 1),
            met_at=now,
        )
        for number, visit in enumerate(visits)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sipoc_berkas, sipoc_berkasarea, sipoc_tenggat")
    return year


def _cases(kind: Process, places: list[tuple[str, Berkas | None]], now: datetime) -> list[Berkas]:
    opener = User.objects.get(username="staf")
    stages = [stage for stage in kind.stages if stage.key not in kind.drafts]
    made = Berkas.objects.bulk_create(
        _case(kind, stages[number % len(stages)], number, village, parent, opener, now)
        for number, (village, parent) in enumerate(places)
    )
    BerkasArea.objects.bulk_create(BerkasArea(berkas=case, region_id=case.region_id) for case in made)
    return made


def _case(
    kind: Process, stage: Stage, number: int, village: str, parent: Berkas | None, opener: User, now: datetime
) -> Berkas:
    done = number % 7 == 0 and parent is not None
    return Berkas(
        programme=PROGRAMME,
        process=kind.key,
        stage=stage.key,
        parent=parent,
        year=now.year,
        number=f"{kind.prefix}-DASBOR-{number:05}",
        receipt=f"D{kind.prefix}{number:05}",
        title=f"Rumah {number}",
        amount=20_000_000,
        region_id=village,
        outcome=Outcome.SELESAI if done else "",
        closed_at=now if done else None,
        earliest_due=None if done else now + timedelta(days=number % 5 - 1, hours=1),
        opened_by=opener,
        opened_at=now,
        handed_in=True,
        submitted_at=now,
    )
