"""Whom a case does not concern reads nothing of it on any page: from the address table, for every open programme.

The cases lie one in the other, the lowest walked far on. Accounts that hold the roles for them, but not today, not for
their programme, not for their place, or without having been handed one, open every address that names one of them, and
every list that could show one.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from perkim.accounts.models import User
from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.files.models import Upload
from perkim.imports.lists import kinds
from perkim.people.models import Person
from perkim.sipoc.declarations import Programme
from perkim.sipoc.models import Berkas
from perkim.sipoc.policies import may_see
from perkim.sipoc.registry import programmes
from tests.cast import TOMPOKERSAN, employ, give, give_second_factor, open_account
from tests.every_programme.conftest import each_programme_in_turn
from tests.every_programme.walker import MONDAY, Walker
from tests.exhaustive import some
from tests.menus import menu_counted_once
from tests.worlds import kept

pytestmark = [pytest.mark.django_db, pytest.mark.long]
OPEN = [each for each in programmes() if each.open]
each_programme = pytest.mark.parametrize("programme", OPEN, ids=[each.slug for each in OPEN])
SINCE = MONDAY.date().replace(month=1)
SECRET = "Rahasia"
# Whoever may open a case below another may know that one's title, wherever he proposes.
NEW = "portal:case_new"
# What is open to everybody, or shows the account itself.
APART = re.compile(r"^(admin/|masuk/|keluar/|akun/saya/|sehat/|layanan/|lacak/|$)")


@dataclass(frozen=True, kw_only=True)
class CaseWords:
    """The cases from the top down, and what a page may not say of them: words, and addresses."""

    programme: Programme
    cases: tuple[Berkas, ...]
    words: frozenset[str]
    ids: frozenset[str]
    keys: tuple[tuple[str, str], ...]

    @property
    def top(self) -> frozenset[str]:
        return frozenset({self.cases[0].number, str(self.cases[0].public_id)})


@kept
def walked_on(walker: Walker) -> Berkas:
    """A case of the lowest kind, about halfway to its end."""
    above = {process.parent for process in walker.programme.processes}
    lowest = next(process for process in walker.programme.processes if process.key not in above)
    case = walker.open(lowest)
    walker.pass_by(case, tuple(stage.key for stage in lowest.stages[: len(lowest.stages) // 2]))
    return Berkas.objects.get(pk=case.pk)


def world_of(walker: Walker) -> CaseWords:
    case = walked_on(walker)
    line = [case]
    while line[0].parent_id:
        line.insert(0, Berkas.objects.get(pk=line[0].parent_id))
    for each in line:
        Berkas.objects.filter(pk=each.pk).update(title=f"{SECRET} {each.process}")
    cases = tuple(Berkas.objects.get(pk=each.pk) for each in line)
    names = set(Person.objects.values_list("name", flat=True))
    return CaseWords(
        programme=walker.programme,
        cases=cases,
        words=frozenset({SECRET, *names, *(each.number for each in cases if each.number)}),
        ids=frozenset(str(each.public_id) for each in cases),
        keys=tuple(
            (asked.page, asked.key)
            for process in walker.programme.processes
            for stage in process.stages
            for asked in (*stage.requirements, *stage.printouts)
            if asked.page
        ),
    )


def outsiders(walker: Walker, world: CaseWords) -> Iterator[tuple[str, User]]:
    """Who was handed the lowest case and holds his role no more; who holds for all of the regency what works only cases
    that were handed to it; and who holds roles of the office, but for another programme, or for another place."""
    for role in world.cases[-1].declared.own_roles:
        holder = walker.holder(role)
        assert may_see(holder, world.cases[-1])
        holder.assignments.update(ends=MONDAY.date())
        yield f"an ended {role}", User.objects.get(pk=holder.pk)
        yield f"{role} without a case", employ(role, username=f"tanpa.{role.lower()}", starts=SINCE)
    yield "the office elsewhere", stranger(world.programme)


def stranger(programme: Programme) -> User:
    """Roles that open these cases, hand them out and sign them, held for all but them."""
    user = open_account("orang.lain")
    roles = {role for process in programme.processes for role in (*process.opened_by, *process.own_roles.values())}
    for role in sorted({*roles, Role.KADIS}):
        village = role in VILLAGE_ROLES
        give(user, role, starts=SINCE, programme="lain", region="")
        give(user, role, starts=SINCE, programme=programme.slug, region=TOMPOKERSAN if village else "35.08.10")
    give_second_factor(user)
    return User.objects.get(pk=user.pk)


def walk(patterns: list[URLPattern | URLResolver], space: str = "", prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every route with the name by which it is reversed."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, inner, route)
        elif pattern.name:
            yield route, f"{space}{pattern.name}"


ROUTES = [(route, name) for route, name in walk(get_resolver().url_patterns) if not APART.match(route)]


def addresses_of(world: CaseWords, case: Berkas) -> Iterator[str]:
    """Every address that names the case, with the keys of what is asked for there."""
    for route, name in ROUTES:
        if "<uuid:public_id>" not in route or ("berkas/" not in route and "persetujuan/" not in route):
            continue
        room = f"{name.partition(':')[0]}:"
        known = [key for page, key in world.keys if page == name] or [key for page, key in world.keys if room in page]
        key = known[0] if known else "x"
        told: dict[str, Any] = {"public_id": case.public_id, "key": key, "pk": 1, "role": Role.TFL}
        given = re.findall(r"<(?:\w+:)?(\w+)>", route)
        yield reverse(name, kwargs={each: told.get(each, "x") for each in given})
    for upload in Upload.objects.filter(subject=case.subject).order_by("pk")[:3]:
        yield reverse("portal:file", args=[upload.public_id])
    for kind in kinds():
        if world.programme.slug in kind.of:
            yield reverse("imports:upload", args=[kind.key, case.public_id])


def lists_of(world: CaseWords) -> Iterator[str]:
    """Every address without a case: lists, their spreadsheets, and pages on which something is opened."""
    slug = world.programme.slug
    for route, name in ROUTES:
        if "<" not in route:
            try:
                yield reverse(name)
            except NoReverseMatch:
                continue
    for tab in ("saya", "antrean", "lain", "selesai"):
        yield f"{reverse('portal:worklist')}?tab={tab}"
        yield f"{reverse('portal:worklist_sheet')}?tab={tab}"
    for process in world.programme.processes:
        for page in ("portal:cases", "portal:cases_sheet"):
            yield f"{reverse(page, args=[slug])}?proses={process.key}&status=semua"
        yield reverse(NEW, args=[slug, process.key])


def said(answer: HttpResponse) -> str:
    """All that an answer tells: of a spreadsheet or a ZIP, what its files hold."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    return content.decode(errors="replace") + answer.headers.get("Location", "")


@pytest.fixture
def one_menu() -> Iterator[None]:
    with menu_counted_once():
        yield


@each_programme
@pytest.mark.exhaustive
def test_nobody_reads_of_a_case_that_does_not_concern_him(programme: Programme, client: Client, one_menu: None) -> None:
    walker = Walker(programme)
    world = world_of(walker)
    wrong: list[str] = []
    for turn, (who, user) in enumerate(outsiders(walker, world)):
        client.force_login(user)
        # The topmost is an affair of the office alone: one facilitator stands for all of them.
        for case in world.cases if "without" not in who else world.cases[1:]:
            for address in some(addresses_of(world, case), turn):
                answer = client.get(address)
                if answer.status_code in (302, 405):
                    # Its forms are sent, not opened.
                    answer = client.post(address, {})
                told = said(answer)
                if answer.status_code not in (403, 404) or any(word in told for word in world.words):
                    wrong.append(f"{who}: {address} {answer.status_code}")
        for address in some(lists_of(world), turn):
            told, hidden = said(client.get(address)), world.words | world.ids
            if address.endswith("/baru/") and "elsewhere" in who:
                hidden -= world.top | {SECRET}
            wrong += [f"{who}: {address} tells {word}" for word in sorted(hidden) if word in told]
        for typed in (SECRET, world.cases[-1].number):
            told = said(client.post(reverse("portal:search"), {"q": typed}, follow=True))
            wrong += [f"{who}: found {typed}" for each in world.ids if each in told]
    assert not wrong


@each_programme_in_turn
def test_the_same_pages_tell_whom_they_concern(programme: Programme, client: Client, one_menu: None) -> None:
    """What the others are refused is there: else the test above would look at nothing."""
    walker = Walker(programme)
    world = world_of(walker)
    reader = walker.holder(
        next(role for role in (Role.KADIS, Role.APIP) if may_see(walker.holder(role), world.cases[-1]))
    )
    give_second_factor(reader)
    client.force_login(reader)
    opened = [client.get(address) for address in addresses_of(world, world.cases[-1])]
    assert sum(SECRET in said(answer) for answer in opened if answer.status_code == 200) > 5
    listed = [said(client.get(address)) for address in lists_of(world) if programme.slug in address]
    assert any(world.cases[-1].number in told for told in listed)
