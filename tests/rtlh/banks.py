"""Recipients of one year's activity, and the list that their bank sends, made on the spot."""

import io
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import openpyxl
from django.utils import timezone

from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.banking.actions.recording import AccountDetails, record_account
from perkim.banking.models import Account
from perkim.files.examination import examine
from perkim.files.kinds import SPREADSHEET
from perkim.imports.actions.receiving import receive
from perkim.imports.declarations import kind_of
from perkim.imports.jobs import read_file
from perkim.imports.models import Batch, StagedRow
from perkim.imports.sealing import unsealed
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.models import Berkas, StageVisit
from perkim.sipoc.registry import process
from perkim.swadaya.candidates.actions import Proposal, propose_many
from perkim.swadaya.models import Calon
from tests.every_programme.walker import Walker
from tests.perkim.imports.files import uploaded
from tests.rtlh.providing import identity
from tests.rtlh.walks import above, reach
from tests.worlds import kept

KIND = "rtlh-rekening"
HEADING = ("No", "Nama", "NIK", "Desa", "Nomor Rekening", "Cabang", "Status")


@kept
def recipients(walker: Walker, *names: str, stage: str = "ditetapkan") -> tuple[Berkas, list[Berkas]]:
    """An activity with a village whose households bear these names and stand in this stage.

    How households come there is walked elsewhere; here they are put there, which is quicker by seconds for each.
    """
    village = reach(walker, "pelaksanaan", kind="usulan")
    first = Calon.objects.count()
    told = [Proposal(identity=identity(first + n, name), residents=3) for n, name in enumerate(names)]
    made = propose_many(
        actor=walker.holder(Role.STAF),
        usulan=village,
        process=process("rtlh", "penerima"),
        proposals=told,
        now=walker.tick(),
    )
    ids = [calon.berkas_id for calon in made]
    cases = list(Berkas.objects.filter(pk__in=ids).order_by("pk"))
    versions = {case.pk: case.lock_version for case in cases}
    start = Decision(move="mulai", key=uuid4())
    move_many(actor=walker.holder(Role.STAF), cases=cases, decision=start, lock_versions=versions, now=walker.tick())
    Berkas.objects.filter(pk__in=ids).update(stage=stage)
    StageVisit.objects.filter(berkas__in=ids, left_at=None).update(stage=stage)
    return above(village, "kegiatan"), list(Berkas.objects.filter(pk__in=ids).order_by("pk"))


def bank_file(*rows: Sequence[Any], heading: Sequence[str] = HEADING) -> bytes:
    """The bank's workbook, with title lines above its table."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["DAFTAR PEMBUKAAN REKENING PENERIMA BANTUAN"])
    sheet.append([])
    sheet.append(list(heading))
    for row in rows:
        sheet.append(list(row))
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def row(
    name: str | None, number: Any, *, no: int = 1, nik: str = "", village: str = "", status: str = "Aktif"
) -> tuple:
    return (no, name, nik or None, village or None, number, "Lumajang", status)


def bring(actor: User, year: Berkas, content: bytes) -> Batch:
    """Hand in a file and let it be read."""
    file = examine(uploaded(content, "rekening.xlsx"), SPREADSHEET)
    ref = str(year.public_id)
    before = Batch.objects.filter(kind=KIND, ref=ref, state=Batch.State.READY).first()
    replacing = before.public_id if before else None
    batch = receive(actor=actor, kind=kind_of(KIND), ref=ref, file=file, replacing=replacing, now=timezone.now())
    read_file({"batch": batch.pk})
    return Batch.objects.get(pk=batch.pk)


def findings(batch: Batch) -> list[list[tuple[str, str]]]:
    """Kind and whole sentence of what was found, for each row of the file."""
    rows = [unsealed(each.line, bytes(each.sealed)) for each in StagedRow.objects.filter(batch=batch).order_by("line")]
    return [[(each.kind, f"{each.what} {each.mend}") for each in found.findings] for found in rows]


def record(walker: Walker, case: Berkas, number: str = "0031234567", **told: Any) -> Account:
    """An account by hand, in the name of the decree if nothing else is told."""
    seen, why = told.pop("seen", None), told.pop("why", "")
    told = {"holder": Calon.objects.get(berkas=case).person.name, "bank": "Bank Jatim", **told}
    account = AccountDetails(number=number, **told)
    return record_account(
        actor=walker.holder(Role.STAF), case=case, details=account, seen=seen, why=why, now=walker.tick()
    )
