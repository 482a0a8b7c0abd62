"""What must hold after everything: each a function that returns sentences about what is wrong."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from redis import Redis

from perkim.audit.models import Entry as LogEntry
from perkim.documents.models import Dokumen, Konsep
from perkim.files.models import Upload
from perkim.files.storing import open_stored
from perkim.funds.case_funds import funds_of
from perkim.funds.models import LedgerEntry, Lpd, Measure
from perkim.imports.models import Batch
from perkim.meetings.models import Meeting
from perkim.notices.models import Notice
from perkim.outbox.models import Work
from perkim.sipoc.models import Berkas, StageVisit, Tugas
from perkim.swadaya.models import Calon, HouseSurvey, Ranking
from perkim.visits.models import Photo, Visit
from tests.faults.chaos.aid import HouseholdAid
from tests.faults.chaos.office import HOUSES_EACH, Belief, Case, SimulatedOffice
from tests.faults.chaos.providing import MATERIAL, WAGES, receipts
from tests.faults.chaos.site import ChaosSite


def broken(aid: HouseholdAid, site: ChaosSite, office: SimulatedOffice) -> list[str]:
    """All that is wrong, from every invariant."""
    return [
        *done_is_said_of_what_is_done(office),
        *nothing_believed_is_lost(office),
        *nothing_is_there_twice(aid, office),
        *every_rupiah_is_where_it_belongs(aid),
        *numbers_have_no_gaps(),
        *the_log_is_whole(site),
        *nothing_waits_for_ever(site),
        *everything_is_closed(),
        *uploads_are_as_they_were_sent(),
        *papers_were_written(),
        *everybody_was_mailed_once(site),
        *the_site_never_blamed_itself(site),
    ]


def waiting(site: ChaosSite) -> list[str]:
    """What the background still has to do."""
    undone = [f"{work.kind} ({work.attempts})" for work in Work.objects.filter(done_at=None)]
    if unmailed := unmailed_notices():
        undone.append(f"{unmailed} notices to be mailed")
    return undone + [f"{count} messages in {name}" for name, count in _queue(site).items() if count]


def unmailed_notices() -> int:
    return Notice.objects.filter(mailed_at=None, read_at=None).exclude(recipient__email="").count()


def _queue(site: ChaosSite) -> dict[str, int]:
    with Redis.from_url(site.production.addresses["REDIS_URL"]) as redis:
        return {"the queue": int(redis.llen("celery")), "the hands of workers": int(redis.hlen("unacked"))}


def done_is_said_of_what_is_done(office: SimulatedOffice) -> list[str]:
    """Nobody was answered "done" and then found on the page that it was not."""
    return [f"untrue: the site said done to {belief}, and its page did not know of it" for belief in office.untrue]


def nothing_believed_is_lost(office: SimulatedOffice) -> list[str]:
    """Whatever was answered with "done" is there."""
    found = {
        "naskah": _seen(Dokumen, "key", "number"),
        "konsep": _seen(Konsep, "key"),
        "kunjungan": _seen(Visit, "key"),
        "foto": {
            (case, f"foto_{key.rpartition('_')[2]}", slot) for case, key, slot in _seen(Photo, "photo_set", "slot")
        },
        "tugas": _seen(Tugas.objects.exclude(done_at=None), "key"),
        "putusan": _seen(StageVisit, "stage", "move"),
        "buku": {(case, reference) for case, reference in _rows(LedgerEntry, "plan__berkas__public_id", "reference")},
    }
    lost = []
    for belief in dict.fromkeys(office.beliefs):
        if belief.what in found and _looked_up(belief) not in found[belief.what]:
            lost.append(f"lost: the site said done to {belief}, and it is not there")
    return lost


def _looked_up(belief: Belief) -> tuple[str, ...]:
    short = {"konsep": (belief.key,), "kunjungan": (belief.key,), "tugas": (belief.key,), "buku": (belief.detail,)}
    return (belief.case, *short.get(belief.what, (belief.key, belief.detail)))


def _seen(rows: Any, *names: str) -> set[tuple[str, ...]]:
    return {tuple(row) for row in _rows(rows, "berkas__public_id", *names)}


def _rows(rows: Any, *names: str) -> list[tuple[str, ...]]:
    manager = getattr(rows, "objects", rows)
    return [tuple(str(value) for value in row) for row in manager.values_list(*names)]


def nothing_is_there_twice(aid: HouseholdAid, office: SimulatedOffice) -> list[str]:
    """What is done once in a year of this office stands once, in tables that would take it twice."""
    once: dict[str, list[tuple[str, ...]]] = {
        "case by title and place": _rows(Berkas, "process", "title", "region_id"),
        "household of a person": _rows(Calon, "person_id"),
        "stay in a stage": _rows(StageVisit, "berkas__public_id", "stage"),
        "visit": _rows(Visit, "berkas__public_id", "key"),
        "photo": _rows(Photo, "berkas__public_id", "photo_set", "slot"),
        "paper": _rows(Dokumen, "berkas__public_id", "key"),
        "booking": _rows(LedgerEntry, "plan__berkas__public_id", "kind", "term"),
        "measure": _rows(Measure, "berkas__public_id", "percent"),
        "report": _rows(Lpd, "berkas__public_id", "term"),
        "ranking": _rows(Ranking, "berkas__public_id"),
        "meeting": _rows(Meeting, "berkas__public_id"),
        "task": _rows(Tugas, "berkas__public_id", "visit_id", "key", "title"),
        "piece of outside work": _rows(Work, "kind", "key"),
    }
    twice = [f"twice: {what} {row} is there {count} times" for what, rows in once.items() for row, count in _many(rows)]
    villages = len(office.village_of)
    counted = {
        "years": (Berkas.objects.of(aid.programme.slug, aid.year.key).count(), 1),
        "proposals": (Berkas.objects.of(aid.programme.slug, aid.proposal.key).count(), villages),
        "households": (Berkas.objects.of(aid.programme.slug, aid.house.key).count(), villages * HOUSES_EACH),
        "surveys": (HouseSurvey.objects.count(), villages * HOUSES_EACH),
        "imports": (Batch.objects.exclude(stored=0).count(), villages),
    }
    return twice + [
        f"counted: {is_} {what} instead of {should}" for what, (is_, should) in counted.items() if is_ != should
    ]


def _many(rows: Iterable[tuple[str, ...]]) -> list[tuple[tuple[str, ...], int]]:
    return [(row, count) for row, count in Counter(rows).items() if count > 1]


def every_rupiah_is_where_it_belongs(aid: HouseholdAid) -> list[str]:
    """Each ledger holds exactly what the office booked in it, and its account is empty."""
    wrong = []
    awarded = Berkas.objects.of(aid.programme.slug, aid.house.key).filter(outcome="SELESAI")
    for case in awarded:
        shop = {term: receipts(Case(case.get_absolute_url(), aid.house), term) for term in (1, 2)}
        should = {("SALUR", None): MATERIAL + WAGES}
        should |= {("BAHAN", term): shop[term] for term in (1, 2)} | {("UPAH", term): WAGES // 2 for term in (1, 2)}
        booked = {}
        for entry in LedgerEntry.objects.filter(plan__berkas=case):
            place = (entry.kind, entry.term)
            booked[place] = booked.get(place, 0) + entry.amount
        if booked != should:
            wrong.append(f"money: {case} has {booked} instead of {should}")
        if balance := funds_of(case).balance:
            wrong.append(f"money: the account of {case} still holds Rp{balance}")
    if strangers := LedgerEntry.objects.exclude(plan__berkas__in=awarded).count():
        wrong.append(f"money: {strangers} bookings on households that are not awarded")
    return wrong


def numbers_have_no_gaps() -> list[str]:
    """Numbers of cases follow each other from 1, by kind and year."""
    books: dict[str, list[int]] = {}
    for number in Berkas.objects.exclude(number="").values_list("number", flat=True):
        book, _, place = number.rpartition("-")
        books.setdefault(book, []).append(int(place))
    return [
        f"numbers: {book} has {sorted(places)}"
        for book, places in books.items()
        if sorted(places) != list(range(1, len(places) + 1))
    ]


def the_log_is_whole(site: ChaosSite) -> list[str]:
    """`verify_log`, which compares the digests outside, finds nothing, and each money entry is told by the log once."""
    run = site.production.manage("verify_log", service="worker")
    wrong = [] if run.returncode == 0 else [f"log: {run.stdout[-1500:]} {run.stderr[-1500:]}"]
    if "sidik luar dibandingkan dengan" not in run.stdout:
        wrong.append(f"log: no digest of it lies outside: {run.stdout[-1500:]}")
    told = Counter(
        each["id"]
        for data in LogEntry.objects.filter(data__has_key="pembukuan").values_list("data", flat=True)
        for each in data["pembukuan"]
    )
    kept = Counter(LedgerEntry.objects.values_list("pk", flat=True))
    return wrong + ([] if told == kept else [f"log: it tells of bookings {told} where there are {kept}"])


def nothing_waits_for_ever(site: ChaosSite) -> list[str]:
    """No outside work is left or was given up, no message lies in the queue."""
    given_up = Work.objects.exclude(given_up_at=None).values_list("kind", "last_error")
    return [f"outbox: {left} is still waiting" for left in waiting(site)] + [
        f"outbox: gave up {work}" for work in given_up
    ]


def everything_is_closed() -> list[str]:
    """The year is over: no case is open, nobody is asked for anything any more."""
    still = [f"open: {case.process} {case} in {case.stage}" for case in Berkas.objects.filter(outcome="")]
    return still + [
        f"open: task {tugas} of {tugas.berkas}" for tugas in Tugas.objects.waiting().select_related("berkas")
    ]


def uploads_are_as_they_were_sent() -> list[str]:
    """Every kept file can be read and has the bytes that it had."""
    wrong = []
    for upload in Upload.objects.all():
        try:
            with open_stored(upload.stored) as file:
                content = file.read()
        except OSError as error:
            wrong.append(f"uploads: {upload.pk} cannot be read ({type(error).__name__})")
            continue
        if hashlib.sha256(content).hexdigest() != upload.sha256:
            wrong.append(f"uploads: {upload.pk} has other bytes than it had")
    return wrong


def papers_were_written() -> list[str]:
    """Each ordered sheet is there as a PDF."""
    rows = Konsep.objects.current().exclude(state=Konsep.State.READY)
    return [f"papers: the sheet {each.key} of {each.berkas_id} is {each.state}" for each in rows]


def everybody_was_mailed_once(site: ChaosSite) -> list[str]:
    """No notice is left unmailed, and no two different digests tell of one notice: a copy has the same Message-ID."""
    digests = Notice.objects.exclude(mailed_at=None).values("recipient_id", "mailed_at").distinct().count()
    received = {message["Message-ID"] for message in site.mailbox.messages}
    unmailed = unmailed_notices()
    wrong = [f"mail: {unmailed} notices were never mailed"] if unmailed else []
    if len(received) < digests:
        wrong.append(f"mail: {digests} digests are told as mailed, {len(received)} arrived")
    return wrong


def the_site_never_blamed_itself(site: ChaosSite) -> list[str]:
    """A server that is away is no fault of the page: 503 asks to come back, 500 would be ours."""
    return [f"pages: {site.told[500]} answers were 500"] if site.told[500] else []
