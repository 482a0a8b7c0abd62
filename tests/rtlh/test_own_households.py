"""What a facilitator reads of a village in which some households were handed to him, and others were not."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.files.models import Upload
from perkim.meetings.actions import Attended, fingerprint
from perkim.meetings.models import Attendance, Meeting, Presence
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas, Participant
from perkim.sipoc.registry import process
from perkim.swadaya.candidates.panel import candidate_panel
from perkim.swadaya.models import Calon
from perkim.swadaya.socialisation.actions import mend_meeting, record_meeting
from tests.every_programme.walker import Walker
from tests.rtlh.test_socialisation import meeting, sign_in
from tests.rtlh.walks import above, reach

OWN, OTHER = "Siti Dampingan", "Rahmat Lainnya"


@pytest.fixture
def today(monkeypatch, walker: Walker) -> None:
    """Requests are made at the walker's moment."""
    monkeypatch.setattr(timezone, "now", lambda: walker.now)


def take_away(walker: Walker, case: Berkas) -> None:
    Participant.objects.filter(berkas=case, user=walker.holder(Role.TFL)).update(until=walker.now)


@pytest.fixture
def village(walker: Walker) -> tuple[Berkas, Berkas, Berkas]:
    """The proposal, and two of its recipients: the first is the facilitator's."""
    first = reach(walker, "ditetapkan")
    usulan = above(first, "usulan")
    second = walker.open(process("rtlh", "penerima"), parent=usulan)
    for case, name in ((first, OWN), (second, OTHER)):
        Berkas.objects.filter(pk=case.pk).update(title=name, stage="ditetapkan")
    take_away(walker, second)
    return usulan, Berkas.objects.get(pk=first.pk), Berkas.objects.get(pk=second.pk)


def held(walker: Walker, usulan: Berkas, by: Role, **changes) -> Meeting:
    told, now = meeting(walker, **changes), walker.tick()
    return record_meeting(actor=walker.holder(by), usulan=usulan, details=told, client_key=uuid4(), now=now)


HERE, AWAY = Attended(presence=Presence.PRESENT), Attended(presence=Presence.ABSENT)


def test_pages_of_groups_and_meetings_name_his_own_alone(walker: Walker, village, client: Client, today) -> None:
    usulan, first, second = village
    mine = held(walker, usulan, Role.KORFAS, attendance={first.pk: HERE, second.pk: AWAY})
    pages = [
        reverse("swadaya:meetings", args=[usulan.public_id]),
        reverse("swadaya:meeting_mend", args=[usulan.public_id, mine.pk]),
        reverse("swadaya:candidates", args=[usulan.public_id]),
        usulan.get_absolute_url(),
        reverse("swadaya:kpb", args=[usulan.public_id]),
    ]
    korfas = sign_in(client, walker, Role.KORFAS)
    assert [OTHER in korfas.get(page).content.decode() for page in pages[:2]] == [True, True]
    tfl = sign_in(client, walker, Role.TFL)
    answers = [tfl.get(page) for page in pages]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert [page for page, answer in zip(pages, answers, strict=True) if OTHER in answer.content.decode()] == []
    assert OWN in answers[1].content.decode()


def test_the_papers_of_the_village_are_not_his(walker: Walker, village, client: Client, today) -> None:
    usulan, first, _ = village
    tfl = sign_in(client, walker, Role.TFL)
    papers = list(Upload.objects.filter(subject=usulan.subject))
    assert papers
    for paper in papers:
        assert tfl.get(reverse("portal:file", args=[paper.public_id])).status_code == 404
    assert tfl.get(reverse("documents:paper", args=[usulan.public_id, "ba_verifikasi"])).status_code == 404
    own = Upload.objects.filter(subject=first.subject).first()
    assert own
    answer = tfl.get(reverse("portal:file", args=[own.public_id]))
    assert (answer.status_code, bool(b"".join(answer.streaming_content))) == (200, True)
    answer.close()


def test_he_tells_of_his_own_alone_and_leaves_the_others_as_they_are(walker: Walker, village) -> None:
    usulan, first, second = village
    with pytest.raises(SipocError, match="Daftar penerima berubah"):
        held(walker, usulan, Role.TFL, attendance={second.pk: HERE})
    kept = held(walker, usulan, Role.KORFAS, attendance={first.pk: AWAY, second.pk: AWAY})
    changed = meeting(walker, attendance={first.pk: HERE})
    tfl = walker.holder(Role.TFL)
    mend_meeting(actor=tfl, meeting=kept, details=changed, seen=fingerprint(kept), now=walker.tick())
    rows = dict(Attendance.objects.filter(meeting=kept).values_list("berkas", "presence"))
    assert rows == {first.pk: Presence.PRESENT, second.pk: Presence.ABSENT}


def test_without_a_household_the_village_is_none_of_his(walker: Walker, village, client: Client, today) -> None:
    usulan, first, _ = village
    take_away(walker, first)
    tfl = sign_in(client, walker, Role.TFL)
    for name in ("swadaya:meetings", "swadaya:kpb", "swadaya:candidates", "portal:case", "portal:case_bundle"):
        assert tfl.get(reverse(name, args=[usulan.public_id])).status_code == 404, name


def test_earlier_aid_of_an_unseen_case_is_told_without_its_number(walker: Walker, village) -> None:
    _, first, second = village
    Calon.objects.filter(berkas=second).update(family=Calon.objects.get(berkas=first).family)
    take_away(walker, first)
    Participant.objects.filter(berkas=second, user=walker.holder(Role.TFL)).update(until=None)
    for role, seen in ((Role.KORFAS, {first.pk}), (Role.TFL, set())):
        panel = candidate_panel(second, walker.holder(role))
        assert panel
        assert [match.aid.pk for match in panel["aid"]] == [first.pk]
        assert panel["seen"] == seen
