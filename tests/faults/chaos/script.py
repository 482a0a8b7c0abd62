"""The office's year: two villages propose, houses are surveyed, ranked, awarded, repaired and paid, all is closed."""

import html
import re
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db import connection

from perkim.accounts.roles import Role
from perkim.sipoc.declarations import Process
from tests.cast import KABUPATEN
from tests.faults.chaos.aid import HouseholdAid
from tests.faults.chaos.browser import NotShownError
from tests.faults.chaos.office import HOUSES_EACH, Belief, Case, SimulatedOffice, name_of
from tests.faults.chaos.ranking import award, rank
from tests.faults.chaos.working import advance, go_on, look_at, meet_all
from tests.perkim.imports.files import XLSX, workbook

HEADING = ("NO", "NAMA CALON PENERIMA", "L/P", "NIK", "NO. KK", "TEMPAT, TGL LAHIR", "DUSUN", "RT", "RW")
HEADING += ("PENGHASILAN / BULAN (Rp)", "JML PENGHUNI", "BUKTI TANAH")

Doing = Callable[[], Any]


def in_parallel(office: SimulatedOffice, doings: Sequence[tuple[str, Doing]]) -> None:
    """Each in a thread of its own. The first that fails stops the others, and is raised here."""
    failed: list[BaseException] = []

    def run(doing: Doing) -> None:
        try:
            doing()
        except BaseException as error:
            failed.append(error)
            office.stop.set()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[doing], name=name) for name, doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    office.forget_pages()
    if failed:
        raise failed[0]


def work_the_year(aid: HouseholdAid, office: SimulatedOffice) -> None:
    """Everything, in order; what may be done at once is done at once."""
    staff = name_of(aid.year.opened_by[0])
    year = open_case(office, staff, aid, aid.year, f"Perbaikan {aid.programme.title}")
    go_on(office, year, staff)
    villages = office.villages
    proposals = {
        village: open_case(office, desk_of(village), aid, aid.proposal, f"Usulan {village}") for village in villages
    }
    houses: list[Case] = []
    in_parallel(office, [(f"desa {v}", partial(propose, office, aid, v, proposals[v], houses)) for v in villages])
    in_parallel(office, [(f"survei {house.id}", partial(survey, office, house)) for house in houses])
    for village, proposal in proposals.items():
        go_on(office, proposal, desk_of(village))
    rank(office, aid, year)
    go_on(office, year, staff)
    awarded = award(office, aid, year, houses)
    repairs = [(f"rumah {house.id}", partial(repair, office, house)) for house in awarded]
    in_parallel(office, [*repairs, ("desa", partial(reach, office, year, list(proposals.values())))])
    for house in houses:
        if house not in awarded:
            advance(office, house, aid.reserve_closed)
    for village, proposal in proposals.items():
        go_on(office, proposal, desk_of(village))
    go_on(office, year, staff)


def desk_of(village: str) -> str:
    return name_of(Role.OPERATOR_DESA, village)


def open_case(office: SimulatedOffice, who: str, aid: HouseholdAid, kind: Process, title: str) -> Case:
    known: list[str] = []
    cases = f"/kerja/{aid.programme.slug}/"

    def stands() -> bool:
        page = office.open(who, f"{cases}?proses={kind.key}&status=semua")
        known[:] = re.findall(r'href="(/berkas/[0-9a-f-]{36}/)"', page.source)
        return bool(known)

    def take() -> None:
        form = office.open(who, f"{cases}{kind.key}/baru/").form("/baru/")
        where = {"regions": KABUPATEN, "amount": "1.000.000.000"} if kind is aid.year else {}
        office.send(who, form, {"title": title, **where}, None, Belief("buka", "", kind.key, title))

    office.see_to(f"opening {title}", stands, take)
    return Case(known[0], kind)


def propose(office: SimulatedOffice, aid: HouseholdAid, village: str, proposal: Case, houses: list[Case]) -> None:
    """The village sends its list, and the office takes it on."""
    office.village_of[proposal.id] = village
    listed = bring_list(office, aid, village, proposal)
    houses += listed
    while look_at(office, listed[0], desk_of(village)).stage == aid.house.first.key:
        go_on(office, proposal, desk_of(village))


def bring_list(office: SimulatedOffice, aid: HouseholdAid, village: str, proposal: Case) -> list[Case]:
    """The village's list: handed in, read by the worker, looked at, stored by the worker."""
    who, path = desk_of(village), f"/impor/{aid.candidates.key}/{proposal.id}/"
    known: list[str] = []

    def stands() -> bool:
        page = office.open(who, f"{proposal.url}calon/")
        known[:] = re.findall(r'<a class="t" href="(/berkas/[0-9a-f-]{36}/)"', page.source)
        return len(known) == HOUSES_EACH

    def take() -> None:
        batches = re.findall(r'href="(/impor/[0-9a-f-]{36}/)"', office.open(who, f"{proposal.url}calon/").source)
        if not batches:
            file = {"file": (f"{village}.xlsx", XLSX, sheet(village))}
            office.send(who, office.open(who, path).form(path), {}, file, Belief("impor", proposal.id))
            return
        page = office.open(who, batches[0])
        try:
            form = page.form("/simpan/$")
        except NotShownError:
            # The worker is at it.
            time.sleep(0.5)
            return
        office.send(who, form, {})

    office.see_to(f"the list of {village}", stands, take)
    return [Case(url, aid.house) for url in known]


def sheet(village: str) -> bytes:
    """A good list. Serial numbers from 99 on, so that nobody real is meant."""
    lines: list[tuple[Any, ...]] = [HEADING]
    for number in range(1, HOUSES_EACH + 1):
        mark = f"{village[-1]}{number}"
        person = (number, f"Calon {mark}", "L", f"35080312126099{mark}", f"35080320082399{mark}")
        lines.append((*person, "Lumajang, 12-12-1960", "Krajan", "001", "002", 1_500_000, 3, "SK Desa"))
    return workbook(lines)


def survey(office: SimulatedOffice, house: Case) -> None:
    who = name_of(Role.KORFAS)

    def take() -> None:
        form = office.open(who, house.url).form("/serah/TFL/$")
        person = next(each for each in form.choices["to"] if each)
        office.send(who, form, {"to": person}, None, Belief("serah", house.id))

    def stands() -> bool:
        return "Ganti " in html.unescape(office.open(who, house.url).source)

    office.see_to("handing a house over", stands, take)
    go_on(office, house, who)


def repair(office: SimulatedOffice, house: Case) -> None:
    """Every stage of a household from its award on, each by who works it."""
    while look_at(office, house, name_of(Role.KORFAS)).stage:
        go_on(office, house, name_of(Role.KORFAS))


def reach(office: SimulatedOffice, year: Case, villages: Sequence[Case]) -> None:
    """The meetings in the villages, their papers, and the year goes on."""
    for village in villages:
        meet_all(office, village, name_of(Role.KORFAS))
    go_on(office, year, name_of(year.process.opened_by[0]))
