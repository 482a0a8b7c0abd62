"""Socialisation in a village: who was there, who must still be reached, and what waits for them."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from perkim.accounts.roles import Role
from perkim.audit.models import Entry
from perkim.meetings.actions import Attended, MeetingDetails, fingerprint
from perkim.meetings.models import Attendance, Meeting, Presence
from perkim.schemes.drafts import meetings
from perkim.schemes.stages.year import receiving
from perkim.sipoc.exceptions import ClockBehindError, RefusedError, SipocError, StaleError
from perkim.sipoc.models import Berkas
from perkim.swadaya.kpb.actions import Seat, form_kpb
from perkim.swadaya.kpb.models import KpbOffice
from perkim.swadaya.models import Kpb
from perkim.swadaya.socialisation.actions import mend_meeting, record_meeting
from rtlh.scheme import SCHEME
from tests.cast import give_second_factor
from tests.every_programme.providing import provide
from tests.every_programme.walker import Walker
from tests.rtlh.walks import above, reach, sentences, take

# Each walks several households through many stages.
pytestmark = pytest.mark.slow

HERE, AWAY = Attended(presence=Presence.PRESENT), Attended(presence=Presence.ABSENT)


@pytest.fixture
def today(monkeypatch, walker: Walker) -> None:
    """Requests are made at the walker's moment."""
    monkeypatch.setattr(timezone, "now", lambda: walker.now)


def awarded(walker: Walker, houses: int = 2) -> tuple[Berkas, list[Berkas]]:
    """A village with so many recipients, its year in the stage of socialisation."""
    first = reach(walker, "layak")
    village = above(first, "usulan")
    cases = [first, *(reach(walker, "layak", parent=village) for _ in range(houses - 1))]
    walker.pass_by(above(first, "kegiatan"), ("tim", "penetapan"))
    for case in cases:
        walker.pass_by(case, ("layak",))
    return Berkas.objects.get(pk=village.pk), list(Berkas.objects.filter(pk__in=[c.pk for c in cases]).order_by("pk"))


def meeting(walker: Walker, **changes) -> MeetingDetails:
    told = {
        "held_on": walker.now.date(),
        "starts": time(9),
        "place": "Balai Desa Sumberwuluh",
        "topics": "- Hak penerima\n- Kewajiban penerima",
        "agreement": "Gotong royong tiap Minggu.",
        "others": 12,
    }
    return MeetingDetails(**{**told, **changes})


def record(walker: Walker, village: Berkas, *, by: Role = Role.KORFAS, **changes) -> Meeting:
    now = walker.tick()
    told = meeting(walker, **changes)
    return record_meeting(actor=walker.holder(by), usulan=village, details=told, client_key=uuid4(), now=now)


def sign_in(client: Client, walker: Walker, role: Role) -> Client:
    user = walker.holder(role)
    if not user.authenticator_set.exists():
        give_second_factor(user)
    client.force_login(user)
    return client


def test_who_was_absent_holds_village_and_year_until_a_later_meeting(walker: Walker) -> None:
    village, (first, second) = awarded(walker)
    year = above(village, "kegiatan")
    waiting = "Penerima yang belum terjangkau sosialisasi: Sumberwuluh, Kec. Candipuro (2)."
    assert waiting in sentences(year, "lanjut")
    assert "Sosialisasi dan daftar hadir: pertemuannya belum dicatat." in sentences(village, "selesai")
    record(walker, village, attendance={first.pk: HERE, second.pk: AWAY})
    assert any(
        f"1 penerima belum hadir atau diwakili: {second.title}" in each for each in sentences(village, "selesai")
    )
    assert "Penerima yang belum terjangkau sosialisasi: Sumberwuluh, Kec. Candipuro (1)." in sentences(year, "lanjut")
    by_son = Attended(presence=Presence.REPRESENTED, by_name="Budi,  anaknya")
    record(walker, village, attendance={second.pk: by_son}, place="Rumah penerima", by=Role.TFL)
    assert not [each for each in sentences(year, "lanjut") if "terjangkau" in each]
    assert Attendance.objects.get(by_name="Budi, anaknya").berkas == second
    assert Attendance.objects.filter(presence=Presence.ABSENT).count() == 1
    logged = Entry.objects.filter(subject=village.subject, action="sosialisasi.dicatat").last()
    assert "Budi" not in str(logged.data)


def test_reserves_and_who_dropped_out_need_no_meeting(walker: Walker) -> None:
    village, (first, second) = awarded(walker)
    take(walker, second, "gugur", by=Role.KABID_PRM)
    reach(walker, "layak", parent=village)
    assert list(receiving(SCHEME).unreached([village], village.declared_programme)) == [first]


def test_a_village_whose_candidates_all_wait_holds_no_year(walker: Walker) -> None:
    village, cases = awarded(walker)
    for case in cases:
        take(walker, case, "gugur", by=Role.KABID_PRM)
    assert sentences(above(village, "kegiatan"), "lanjut") == []


def test_what_cannot_be_is_refused_and_nothing_is_kept(walker: Walker) -> None:
    village, (first, _) = awarded(walker)
    stranger = reach(walker, "layak", parent=village)
    nobody = Attended(presence=Presence.REPRESENTED)
    day = walker.now.date()
    for changes, words in (
        ({"held_on": day + timedelta(days=1)}, "belum tiba"),
        ({"held_on": day - timedelta(days=400)}, "lebih awal daripada usulan"),
        ({"place": " "}, "Isi tempat"),
        ({"attendance": {stranger.pk: HERE}}, "Daftar penerima berubah"),
        ({"attendance": {first.pk: nobody}}, "Tulis nama wakil"),
    ):
        with pytest.raises(SipocError, match=words):
            record(walker, village, **changes)
    for role in (Role.STAF, Role.KABID_PRM, Role.KADES):
        with pytest.raises(RefusedError, match="Korfas"):
            record(walker, village, by=role)
    assert not Meeting.objects.exists()


def test_the_same_form_sent_twice_is_one_meeting(walker: Walker) -> None:
    village, (first, second) = awarded(walker)
    told, key, now = meeting(walker, attendance={first.pk: HERE, second.pk: AWAY}), uuid4(), walker.tick()
    korfas = walker.holder(Role.KORFAS)
    made = [record_meeting(actor=korfas, usulan=village, details=told, client_key=key, now=now) for _ in range(2)]
    assert made[0] == made[1]
    assert Attendance.objects.count() == 2


def test_what_was_recorded_wrong_is_mended_unless_a_colleague_did(walker: Walker) -> None:
    village, (first, second) = awarded(walker)
    kept = record(walker, village, attendance={first.pk: HERE, second.pk: HERE})
    seen, korfas = fingerprint(kept), walker.holder(Role.KORFAS)
    told = meeting(walker, attendance={first.pk: HERE, second.pk: AWAY}, others=3)
    with pytest.raises(ClockBehindError):
        mend_meeting(actor=korfas, meeting=kept, details=told, seen=seen, now=kept.recorded_at - timedelta(minutes=2))
    mend_meeting(actor=korfas, meeting=kept, details=told, seen=seen, now=walker.tick())
    assert list(receiving(SCHEME).unreached([village], village.declared_programme)) == [second]
    with pytest.raises(StaleError):
        mend_meeting(actor=korfas, meeting=kept, details=told, seen=seen, now=walker.tick())


def test_the_database_holds_names_and_numbers(walker: Walker) -> None:
    village, (first, second) = awarded(walker)
    kept = record(walker, village, attendance={first.pk: HERE})
    for row in (
        {"berkas": second, "presence": Presence.REPRESENTED},
        {"berkas": second, "presence": Presence.ABSENT, "by_name": "Budi"},
        {"berkas": first, "presence": Presence.PRESENT},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.create(meeting=kept, **row)


def test_recording_on_the_page_keeps_what_was_typed(walker: Walker, client: Client, today) -> None:
    village, (first, second) = awarded(walker)
    tfl = sign_in(client, walker, Role.TFL)
    address = reverse("swadaya:meeting_record", args=[village.public_id])
    shown = tfl.get(address).content.decode()
    assert first.title in shown
    sent = {
        "client_key": str(uuid4()),
        "held_on": f"{walker.now:%Y-%m-%d}",
        "starts": "09.00",
        "place": "Balai desa",
        "topics": "Hak dan kewajiban",
        "agreement": "Gotong royong",
        "others": "7",
        f"hadir_{first.pk}": "DIWAKILI",
        f"wakil_{first.pk}": "",
    }
    answer = tfl.post(address, sent)
    assert answer.status_code == 422
    words = answer.content.decode()
    assert f"Tulis nama yang mewakili {first.title}." in words
    assert f"Pilih kehadiran {second.title}." in words
    assert "Gotong royong" in words
    sent |= {f"wakil_{first.pk}": "Siti", f"hadir_{second.pk}": "TIDAK"}
    answer = tfl.post(address, sent, follow=True)
    assert f"1 penerima belum hadir atau diwakili: {second.title}" in answer.content.decode()
    late = tfl.post(address, {**sent, "client_key": str(uuid4())})
    assert "Daftar penerima berubah" in late.content.decode()
    kept = Meeting.objects.get()
    mend = reverse("swadaya:meeting_mend", args=[village.public_id, kept.pk])
    sent |= {"seen": fingerprint(kept), f"hadir_{second.pk}": "HADIR"}
    walker.tick()
    assert tfl.post(mend, sent).status_code == 302
    assert tfl.post(mend, sent).status_code == 409


def test_others_read_and_strangers_find_nothing(walker: Walker, client: Client, today) -> None:
    village, _ = awarded(walker)
    pages = [reverse(f"swadaya:{name}", args=[village.public_id]) for name in ("meetings", "kpb")]
    forms = [reverse(f"swadaya:{name}", args=[village.public_id]) for name in ("meeting_record", "kpb_form")]
    reader = sign_in(client, walker, Role.APIP)
    assert [reader.get(page).status_code for page in (*pages, *forms)] == [200, 200, 403, 403]
    stranger = sign_in(Client(), walker, Role.PEJ_ADUAN)
    assert {stranger.get(page).status_code for page in (*pages, *forms)} == {404}


def test_groups_are_formed_on_their_page(walker: Walker, client: Client, today) -> None:
    village, cases = awarded(walker, 4)
    korfas = sign_in(client, walker, Role.KORFAS)
    address = reverse("swadaya:kpb_form", args=[village.public_id])
    chair, secretary, treasurer, member = cases
    sent = {
        "name": "KPB Krajan 1",
        "formed_on": f"{walker.now:%Y-%m-%d}",
        "chair": chair.pk,
        "secretary": chair.pk,
        "treasurer": treasurer.pk,
        "members": [member.pk],
    }
    answer = korfas.post(address, sent)
    assert answer.status_code == 422
    assert "tiga orang yang berbeda" in answer.content.decode()
    assert korfas.post(address, {**sent, "secretary": secretary.pk}).status_code == 302
    kpb = Kpb.objects.get()
    assert kpb.members.count() == 4
    change = reverse("swadaya:kpb_change", args=[village.public_id, kpb.pk])
    assert "KPB Krajan 1" in korfas.get(change).content.decode()
    sent = {"chair": member.pk, "secretary": secretary.pk, "treasurer": treasurer.pk}
    assert korfas.post(change, sent).status_code == 302
    assert kpb.members.count() == 3


def test_the_papers_say_what_was_recorded(walker: Walker) -> None:
    village, cases = awarded(walker, 3)
    with pytest.raises(SipocError, match="Catat sosialisasi"):
        meetings.socialisation(SCHEME, village, localdate())
    with pytest.raises(SipocError, match="Bentuk KPB"):
        meetings.groups(SCHEME, village, localdate())
    record(walker, village, attendance={cases[0].pk: HERE, cases[1].pk: HERE, cases[2].pk: AWAY})
    record(walker, village, attendance={cases[2].pk: HERE}, place="Rumah penerima")
    with CaptureQueriesContext(connection) as queries:
        isi = meetings.socialisation(SCHEME, village, localdate())
    assert len(queries) <= 9
    assert [each["hadir"] for each in isi["rapat"]] == [2, 1]
    assert isi["rapat"][0]["tidak_hadir"] == [cases[2].title]
    assert isi["rapat"][0]["materi"] == ["Hak penerima", "Kewajiban penerima"]
    korfas = walker.holder(Role.KORFAS)
    form_kpb(
        actor=korfas,
        usulan=village,
        name="KPB Krajan",
        formed_on=walker.now.date(),
        seats=_seats(cases),
        now=walker.tick(),
    )
    isi = meetings.groups(SCHEME, village, localdate())
    assert isi["kpb"][0]["ketua"] == cases[0].title
    assert isi["penanda_tangan"][0]["jabatan"] == "Ketua KPB Krajan"


def test_what_it_asks_does_not_grow_with_the_recipients(walker: Walker) -> None:
    village, _ = awarded(walker)
    year = above(village, "kegiatan")
    asked = [
        *(each for each in village.declared_stage.requirements if each.key == "sosialisasi"),
        *(each for each in year.declared.stage("sosialisasi").requirements),
    ]
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            for each, case in zip(asked, (village, *[year] * (len(asked) - 1)), strict=True):
                each.missing(case.as_queryset())
        counts.append(len(queries))
        late = reach(walker, "layak", parent=village)
        Berkas.objects.filter(pk=late.pk).update(stage="ditetapkan")
    assert counts[0] == counts[1]


def test_the_year_goes_on_when_everybody_was_reached(walker: Walker) -> None:
    village, _ = awarded(walker)
    year = above(village, "kegiatan")
    for asked in year.declared_stage.requirements:
        provide(asked, walker, Berkas.objects.get(pk=year.pk))
    assert take(walker, year, "lanjut").stage == "penutupan"


def _seats(cases: list[Berkas]) -> list[Seat]:
    offices = (KpbOffice.CHAIR, KpbOffice.SECRETARY, KpbOffice.TREASURER)
    return [Seat(berkas=case, office=office) for case, office in zip(cases, offices, strict=True)]
