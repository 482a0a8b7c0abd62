"""How field work is provided: a visit with its position, and a photo of every side."""

from decimal import Decimal
from uuid import uuid4

from perkim.demo.hands import Hands
from perkim.demo.providing import provide
from perkim.sipoc.models import Berkas
from perkim.visits.actions.photos import add_photo
from perkim.visits.actions.visiting import Report, VisitPosition, record_visit
from perkim.visits.requirements import PhotosTaken, VisitRecorded
from perkim.visits.terms import VisitOutcome

# Near the middle of Desa Sumberwuluh; and far enough to be another house (`perkim.swadaya.parameters.SAME_PLACE`).
HOME = (Decimal("-8.179503"), Decimal("113.041126"))
NEXT_DOOR = Decimal("0.000200")


@provide.register
def _(requirement: VisitRecorded, hands: Hands, case: Berkas) -> None:
    """Each house gets a place of its own: aid follows the house."""
    now = hands.tick()
    north, east = NEXT_DOOR * (case.pk % 20), NEXT_DOOR * (case.pk // 20 % 20)
    position = VisitPosition(latitude=HOME[0] + north, longitude=HOME[1] + east, accuracy_m=8)
    report = Report(
        outcome=VisitOutcome(requirement.outcomes[0]), visited_at=now, client_key=uuid4(), position=position
    )
    record_visit(actor=hands.provider(requirement, case), case=case, key=requirement.key, report=report, now=now)


@provide.register
def _(requirement: PhotosTaken, hands: Hands, case: Berkas) -> None:
    actor = hands.provider(requirement, case)
    for place, slot in enumerate(requirement.photos.slots):
        file, now = hands.photo(place, slot.title), hands.tick()
        add_photo(actor=actor, case=case, key=requirement.key, slot=slot.key, file=file, client_key=uuid4(), now=now)
