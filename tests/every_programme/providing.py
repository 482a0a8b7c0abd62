"""How each kind of requirement is met through the real actions. A programme with requirements of its own registers
theirs in `tests/<programme>/providing.py`."""

import io
from collections.abc import Callable
from decimal import Decimal
from functools import singledispatch
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfWriter

from perkim.documents.actions import SignedPaper, record_paper
from perkim.documents.papers import Paper, PapersBelow
from perkim.documents.scans import examine_scan
from perkim.funds.actions.booking import Booking, give_back, pay, transfer
from perkim.funds.actions.measuring import Look, measure
from perkim.funds.actions.reporting import Figures, check_report, enter_report, fingerprint
from perkim.funds.requirements import AccountEmpty, Checked, Measured, Paid, Reported, Transferred
from perkim.funds.standing import gates_on, standing_of
from perkim.funds.terms import EntryKind
from perkim.parameters.reading import value_on
from perkim.sipoc.actions.assigning import report
from perkim.sipoc.declarations import Requirement
from perkim.sipoc.models import Berkas, Tugas
from perkim.sipoc.registry import programmes
from perkim.sipoc.requirements import CasesBelow, Deed
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.swadaya.verdict.requirements import VerdictReached
from perkim.visits.actions.photos import add_photo
from perkim.visits.actions.visiting import Position, record_visit
from perkim.visits.requirements import PhotosTaken, VisitRecorded
from tests.samples.field_work import HOME, examined, house_photo
from tests.samples.field_work import report as report_of_visit
from tests.samples.houses import fill_in

# How cases with data of their own are opened: by programme and process, `(walker, process, region, parent) -> case`.
OPENERS: dict[tuple[str, str], Callable[..., Berkas]] = {}
STEP = Decimal("0.0002")
TESTS = Path(__file__).resolve().parent.parent


@singledispatch
def provide(requirement: Requirement, walker, case: Berkas) -> None:
    raise NotImplementedError(f"tests/{case.programme}/providing.py does not say how {requirement} is met")


@provide.register
def _(requirement: Deed, walker, case: Berkas) -> None:
    tugas = Tugas.objects.waiting().select_related("berkas").get(berkas=case, key=requirement.key)
    report(actor=walker.holder(requirement.worked_by), tugas=tugas, text="Sudah dikerjakan.", now=walker.tick())


@provide.register
def _(requirement: Paper, walker, case: Berkas) -> None:
    now = walker.tick()
    signed = SignedPaper(scan=examine_scan(SimpleUploadedFile("naskah.pdf", blank_page())))
    if requirement.numbered:
        walker.papers += 1
        signed = SignedPaper(scan=signed.scan, number=f"{walker.papers}/{now.year}", dated=timezone.localdate(now))
    actor = walker.holder(requirement.worked_by or case.declared_stage.worked_by)
    record_paper(actor=actor, case=case, key=requirement.key, signed=signed, now=now)


@provide.register
def _(requirement: CasesBelow, walker, case: Berkas) -> None:
    while case.children.filter(process=requirement.process).count() < requirement.least:
        walker.open(case.declared_programme.process(requirement.process), parent=case)
    for child in case.children.filter(process=requirement.process, outcome="", stage__in=requirement.not_in):
        walker.pass_by(child, requirement.not_in)


@provide.register
def _(requirement: PapersBelow, walker, case: Berkas) -> None:
    for child in case.children.filter(process=requirement.process, stage__in=requirement.stages, outcome=""):
        if requirement.paper.missing(Berkas.objects.filter(pk=child.pk)):
            provide(requirement.paper, walker, child)


@provide.register
def _(requirement: VisitRecorded, walker, case: Berkas) -> None:
    actor = walker.holder(requirement.worked_by or case.declared_stage.worked_by)
    now = walker.tick()
    # Each house stands somewhere else: aid follows the house.
    position = Position(
        latitude=HOME[0] + STEP * (case.pk % 20), longitude=HOME[1] + STEP * (case.pk // 20 % 20), accuracy_m=8
    )
    report = report_of_visit(visited_at=now, position=position)
    record_visit(actor=actor, case=case, key=requirement.key, report=report, now=now)


@provide.register
def _(requirement: PhotosTaken, walker, case: Berkas) -> None:
    actor = walker.holder(requirement.worked_by or case.declared_stage.worked_by)
    for shade, slot in enumerate(requirement.photos.slots):
        file = examined(house_photo(shade))
        add_photo(
            actor=actor, case=case, key=requirement.key, slot=slot.key, file=file, client_key=uuid4(), now=walker.tick()
        )


@provide.register
def _(requirement: SurveyComplete, walker, case: Berkas) -> None:
    actor = walker.holder(requirement.worked_by or case.declared_stage.worked_by)
    fill_in(actor, case, now=walker.tick())


@provide.register
def _(requirement: VerdictReached, walker, case: Berkas) -> None:
    fill_in(walker.holder(case.declared_stage.worked_by), case, now=walker.tick(), other_house=not requirement.eligible)


@provide.register
def _(requirement: Transferred, walker, case: Berkas) -> None:
    transfer(actor=walker.holder(requirement.worked_by), case=case, asked=requirement, **booked(walker))


@provide.register
def _(requirement: Measured, walker, case: Berkas) -> None:
    """Every component exactly at the gate."""
    now = walker.tick()
    gate = gates_on(now.date())[requirement.term]
    done = dict.fromkeys(value_on(requirement.weights, now.date()), gate)
    look = Look(seen_on=now.date(), done=done, client_key=uuid4())
    measure(actor=walker.holder(case.declared_stage.worked_by), case=case, asked=requirement, look=look, now=now)


@provide.register
def _(requirement: Reported, walker, case: Berkas) -> None:
    """All that the shop may be paid in this term."""
    now = walker.tick()
    standing = standing_of(case)
    ceilings = requirement.ceilings(case, standing)
    figures = Figures(
        shop=next(iter(requirement.shops(case, standing)), "Toko Sumber Makmur"),
        receipt_number=f"NT-{case.pk}-{requirement.term}",
        receipt_date=now.date(),
        receipts=ceilings.material_left(requirement.term, standing.paid(EntryKind.MATERIAL, 1)),
        delivered_on=now.date(),
        delivered=True,
        attendance=True,
        wage_receipt=True,
    )
    seen = fingerprint(standing.reports.get(requirement.term))
    actor = walker.holder(case.declared_stage.worked_by)
    enter_report(actor=actor, case=case, asked=requirement, figures=figures, seen=seen, now=now)


@provide.register
def _(requirement: Checked, walker, case: Berkas) -> None:
    seen = fingerprint(standing_of(case).reports[requirement.term])
    actor = walker.holder(requirement.worked_by)
    check_report(actor=actor, case=case, asked=requirement, seen=seen, now=walker.tick())


@provide.register
def _(requirement: Paid, walker, case: Berkas) -> None:
    pay(actor=walker.holder(requirement.worked_by), case=case, asked=requirement, **booked(walker))


@provide.register
def _(requirement: AccountEmpty, walker, case: Berkas) -> None:
    treasurer = walker.holder(Transferred.find(case.declared).worked_by)
    give_back(actor=treasurer, case=case, **booked(walker, "Rumah tidak dilanjutkan."))


def booked(walker, reason: str = "") -> dict[str, Any]:
    """A booking of this minute, with a number of its own."""
    now = walker.tick()
    return {
        "booking": Booking(dated=now.date(), reference=f"SP2D {now:%H%M}", client_key=uuid4(), reason=reason),
        "now": now,
    }


def blank_page() -> bytes:
    """A page like no other: the same scan for two papers is refused."""
    writer = PdfWriter()
    writer.add_metadata({"/Subject": str(uuid4())})
    writer.add_blank_page(200, 200)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


for _programme in programmes():
    if (TESTS / _programme.slug / "providing.py").is_file():
        import_module(f"tests.{_programme.slug}.providing")
