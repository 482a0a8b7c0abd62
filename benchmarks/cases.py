"""Worklist, lists and a case with a million cases: against a thousand, against a bare page, and far down the list."""

from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import dataset
from benchmarks.databases import database, point_to
from benchmarks.pages import getter
from benchmarks.timing import Measurement, compare
from perkim.accounts.models import User
from perkim.portal.lists.keyset import SIZE
from perkim.sipoc.models import Berkas

FEW, MANY = 1_000, 1_000_000
BIG = "perkim_bench_million"
READERS = {
    "desa": "operator.sumberwuluh",
    "TFL": "tfl.candipuro",
    "staf": "staf",
    "kabid": "kabid.perumahan",
    "kadis": "kadis",
}
WORKLIST, OPEN_LIST = "/kerja/", "/kerja/rtlh/?proses=penerima"
CLOSED_LIST = "/kerja/rtlh/?proses=penerima&status=selesai"
FAR_PAGE, MOST_QUERIES = 20_000, 8
LARGER, AGAINST_BARE = 1.3, 2.0


def measure() -> Iterator[Measurement]:
    dataset.fill(FEW, start=0)
    small = str(connection.settings_dict["NAME"])
    with database(BIG, template=small) as big:
        dataset.fill(MANY, start=FEW)
        for reader, username in READERS.items():
            for title, address in (("worklist", WORKLIST), ("list", OPEN_LIST)):
                yield from _page(f"{title} as {reader}", username, address, small=small, big=big)
            yield _case(f"case as {reader}", username, small=small, big=big)
        point_to(big)
        yield _far_page()


def _page(name: str, username: str, address: str, *, small: str, big: str) -> Iterator[Measurement]:
    """One page of one reader: its queries, its time against the small database, and against a bare page."""
    clients = _signed_in(username, small, big)
    get = getter(clients[big], address)
    # The first request of a process reads what later ones know.
    get()
    with CaptureQueriesContext(connection) as queries:
        get()
    count = len(queries)
    yield Measurement(f"{name}: queries", count, "queries", "at most", MOST_QUERIES, count / MOST_QUERIES, 1.0)
    yield _against_few(name, clients, address, small=small, big=big)
    point_to(big)
    yield compare(
        f"{name}: against bare",
        getter(clients[big], address),
        reference=f"bare page, same middleware, session and {SIZE} rows",
        against=getter(clients[big], "/polos/baris/"),
        goal=AGAINST_BARE,
    )


def _case(name: str, username: str, *, small: str, big: str) -> Measurement:
    """The page of one case, which is there in both databases: who may see it is looked up among all others."""
    clients = _signed_in(username, small, big)
    point_to(small)
    case = Berkas.objects.visible_to(User.objects.get(username=username)).of("rtlh", "penerima").latest("pk")
    return _against_few(name, clients, case.get_absolute_url(), small=small, big=big)


def _signed_in(username: str, *places: str) -> dict[str, Client]:
    """A browser for each database; the last one is asked from here on."""
    clients = {}
    for place in places:
        point_to(place)
        clients[place] = Client()
        clients[place].force_login(User.objects.get(username=username))
    return clients


def _against_few(name: str, clients: dict[str, Client], address: str, *, small: str, big: str) -> Measurement:
    return compare(
        f"{name}: {MANY:,} cases",
        getter(clients[big], address),
        place=lambda: point_to(big),
        reference=f"the same page, {FEW:,} cases",
        against=getter(clients[small], address),
        reference_place=lambda: point_to(small),
        goal=LARGER,
    )


def _far_page() -> Measurement:
    """The 20,000th page of the closed cases, reached by its cursor."""
    client = Client()
    client.force_login(User.objects.get(username="kadis"))
    closed = Berkas.objects.filter(programme="rtlh", process="penerima").exclude(outcome="").order_by("-id")
    last = closed.values_list("pk", flat=True)[FAR_PAGE * SIZE]
    return compare(
        f"page {FAR_PAGE:,} by cursor",
        getter(client, f"{CLOSED_LIST}&setelah={last}"),
        reference="the first page",
        against=getter(client, CLOSED_LIST),
        goal=LARGER,
    )
