"""Cases in bulk, by COPY: what twenty years of one regency would leave behind, in the shape that the actions would.

One in twenty is open. Villages are skewed: the busiest kecamatan has some twenty times the cases of the quietest. Every
closed case has five stays; every open one has its present stay, its Tugas and, where the stage promises something, its
Tenggat. Deterministic: two runs make the same rows.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from uuid import UUID

from django.db import connection, models
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.lib.codes import ALPHABET
from perkim.parameters.models import Parameter
from perkim.regions.models import Region
from perkim.sipoc.amounts import parameter_key
from perkim.sipoc.declarations import Process, Stage
from perkim.sipoc.models import Berkas, BerkasArea, Participant, StageVisit, Tenggat, Tugas
from perkim.sipoc.registry import programme

PROGRAMME = "rtlh"
OPEN_SHARE, STAYS = 20, 5
BATCH = 50_000
# Written with their indexes taken away and made again afterwards, as a restore does.
TABLES = (Berkas, BerkasArea, StageVisit, Tugas, Tenggat, Participant)


@dataclass(frozen=True)
class BenchmarkOffice:
    """What rows point to: who moved everything, who has the cases of each role in person, where."""

    mover: int
    facilitator: int
    villages: Sequence[str]
    weights: Sequence[float]
    parameters: dict[str, int]


def fill(count: int, *, start: int) -> None:
    """Write cases number `start` + 1 to `count`, with everything that belongs to them."""
    office = _office()
    definitions = _drop_indexes()
    for first in range(start + 1, count + 1, BATCH):
        _write_batch(office, range(first, min(first + BATCH, count + 1)))
    with connection.cursor() as cursor:
        for definition in definitions:
            cursor.execute(definition)
        for model in TABLES:
            cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")
    _go_on_numbering()


def stand(numbers: range, process: Process, stage: Stage) -> None:
    """Write open cases of these numbers that all stand in one stage, as if they had come there in the usual way."""
    office = _office()
    rows: dict[type[models.Model], list[models.Model]] = {model: [] for model in TABLES}
    for number in numbers:
        opened = timezone.now() - timedelta(days=3)
        case = _case(office, process, stage, number, office.villages[0], opened, None, is_open=True)
        for row in (
            case,
            BerkasArea(id=number, berkas_id=number, region_id=case.region_id),
            *_visits(office, process.stages, stage, case, is_open=True),
        ):
            rows[type(row)].append(row)
    for model, made in rows.items():
        _copy(model, made)
    _go_on_numbering()


def _go_on_numbering() -> None:
    """Let new rows get the ids after those that were written."""
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in TABLES):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608


def _office() -> BenchmarkOffice:
    villages = list(Region.objects.villages().order_by("code").values_list("code", flat=True))
    # The n-th of a shuffled list weighs 1/n: some kecamatan are busy, most are not.
    random.Random(7).shuffle(villages)  # noqa: S311 -- no secret
    return BenchmarkOffice(
        mover=User.objects.get(username="staf").pk,
        facilitator=User.objects.get(username="tfl.candipuro").pk,
        villages=villages,
        weights=list(accumulate(1 / (rank + 5) for rank in range(len(villages)))),
        parameters=dict(Parameter.objects.filter(ends=None).values_list("key", "pk")),
    )


def _drop_indexes() -> list[str]:
    """Take away the indexes that no constraint needs; returns how to make them again."""
    tables = [model._meta.db_table for model in TABLES]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND NOT EXISTS "
            "(SELECT 1 FROM pg_constraint WHERE conname = indexname)",
            [tables],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        # Foreign keys are right by construction; checking each costs more than writing it.
        cursor.execute("SET session_replication_role = replica")
    return [definition for _, definition in indexes] + ["SET session_replication_role = DEFAULT"]


def _write_batch(office: BenchmarkOffice, numbers: range) -> None:
    rows: dict[type[models.Model], list[models.Model]] = {model: [] for model in TABLES}
    for number in numbers:
        chance = random.Random(number)  # noqa: S311 -- no secret
        for row in _case_rows(office, number, chance):
            rows[type(row)].append(row)
    for model, made in rows.items():
        _copy(model, made)


def _copy(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    names = [field.attname for field in fields]
    with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            values = row.__dict__
            copy.write_row([values[name] for name in names])


def _case_rows(office: BenchmarkOffice, number: int, chance: random.Random) -> Iterator[models.Model]:
    is_open = number % OPEN_SHARE == 0
    process = programme(PROGRAMME).process("usulan" if number % 5 == 0 else "penerima")
    stages = [stage for stage in process.stages if stage.key not in process.drafts]
    stage = chance.choice(stages) if is_open else stages[-1]
    village = chance.choices(office.villages, cum_weights=office.weights)[0]
    now = timezone.now().replace(microsecond=0)
    age = timedelta(
        days=chance.randint(1, 60) if is_open else chance.randint(90, 7000), seconds=chance.randint(0, 40_000)
    )
    due = now + timedelta(hours=chance.randint(-200, 900)) if is_open and stage.deadlines else None
    case = _case(office, process, stage, number, village, now - age, due, is_open=is_open)
    yield case
    yield BerkasArea(id=number, berkas_id=number, region_id=village)
    yield from _visits(office, stages, stage, case, is_open=is_open)
    handed = village.startswith("35.08.03") and process.own_roles
    if handed:
        since = case.opened_at
        yield Participant(id=number, berkas_id=number, capacity=Role.TFL, user_id=office.facilitator, since=since)
    if is_open:
        visit = number * STAYS
        yield from _tugas(office, process, stage, case, visit, handed=bool(handed))
        if due:
            yield _tenggat(office, process, stage, case, visit)


def _case(
    office: BenchmarkOffice,
    process: Process,
    stage: Stage,
    number: int,
    village: str,
    opened: datetime,
    due: datetime | None,
    *,
    is_open: bool,
) -> Berkas:
    code = "".join(ALPHABET[number // 31**power % 31] for power in range(6))
    return Berkas(
        id=number,
        programme=PROGRAMME,
        process=process.key,
        stage=stage.key,
        year=opened.year,
        number=f"{process.prefix}-{opened.year}-{number:07d}",
        receipt=f"X-{code}",
        public_id=UUID(int=number + (1 << 100)),
        title=f"Rumah {number} di wilayah {village}",
        amount=20_000_000,
        region_id=village,
        outcome="" if is_open else "SELESAI",
        earliest_due=due,
        opened_by_id=office.mover,
        opened_at=opened,
        handed_in=True,
        submitted_at=opened,
        closed_at=None if is_open else opened + timedelta(days=80),
    )


def _visits(
    office: BenchmarkOffice, stages: Sequence[Stage], present: Stage, case: Berkas, *, is_open: bool
) -> Iterator[StageVisit]:
    """Five stays a fortnight apart; the last one is the present one of an open case."""
    for stay in range(1, STAYS + 1):
        last = stay == STAYS
        entered = case.opened_at + timedelta(days=(stay - 1) * (1 if is_open else 15) / (STAYS if is_open else 1))
        left = None if last and is_open else entered + timedelta(hours=1)
        yield StageVisit(
            id=(case.pk - 1) * STAYS + stay,
            berkas_id=case.pk,
            stage=present.key if last else stages[(stay - 1) % len(stages)].key,
            entered_at=entered,
            entered_by_id=office.mover,
            left_at=left,
            left_by_id=office.mover if left else None,
            move="lanjut" if left else "",
            net_minutes=60 if left else None,
        )


def _tugas(
    office: BenchmarkOffice, process: Process, stage: Stage, case: Berkas, visit: int, *, handed: bool
) -> Iterator[Tugas]:
    wanted = [("", stage.task, stage.worked_by)] if stage.task else []
    wanted += [(each.key, each.title, each.worked_by) for each in stage.requirements if each.worked_by]
    for place, (key, title, role) in enumerate(wanted):
        own = role in process.own_roles
        in_person = own and handed and role is Role.TFL
        yield Tugas(
            id=case.pk * 10 + place,
            berkas_id=case.pk,
            visit_id=visit,
            key="" if own and not in_person else key,
            title=title,
            programme=PROGRAMME,
            process=process.key,
            role=process.own_roles[role] if own and not in_person else role,
            region_id=case.region_id,
            person_id=office.facilitator if in_person else None,
            hands_out=own and not in_person,
            opened_at=case.opened_at,
            due_at=case.earliest_due,
        )


def _tenggat(office: BenchmarkOffice, process: Process, stage: Stage, case: Berkas, visit: int) -> Tenggat:
    deadline = stage.deadlines[0]
    return Tenggat(
        id=case.pk,
        berkas_id=case.pk,
        visit_id=visit,
        key=deadline.key,
        title=deadline.title,
        until=deadline.until or stage.key,
        unit=deadline.unit,
        amount=10,
        parameter_id=office.parameters[parameter_key(PROGRAMME, process.key, deadline.key)],
        started_at=case.opened_at,
        counted_from=case.opened_at,
        left=10,
        first_promise=case.earliest_due,
        due_at=case.earliest_due,
    )
