"""People who work on while servers die: each looks whether a step stands, takes it if not, and looks again.

What was answered with "done" is believed from then on, and must be found at the end.
"""

import html
import os
import random
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from perkim.accounts.roles import Role
from perkim.demo.office import SECOND_FACTOR_KEY
from perkim.sipoc.declarations import Process
from tests.faults.chaos.browser import Browser, BrowserResponse, File, Form, LostError, NotShownError

# How many houses a village proposes, and for how many of them there is money.
HOUSES_EACH, PLACES_EACH = 3, 2
# How long one step may take, with every server dying again and again meanwhile.
PATIENCE_SECONDS = 240
MOST_REFUSALS = 20
AGAIN_BLINDLY, TWICE_ANYWAY = 0.5, 0.15
# What people may do again although it is done: answers are kept one group at a time, a sheet is ordered at each try.
SAID_AGAIN = ("survei", "konsep")


class SiteRefusedError(Exception):
    """The site said no, and why."""


@dataclass(frozen=True)
class Belief:
    """Something that the site has said is done: what, about which case (its address), by which key."""

    what: str
    case: str
    key: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Case:
    """A case as people know it: by its address and kind."""

    url: str
    process: Process

    @property
    def id(self) -> str:
        return self.url.strip("/").rpartition("/")[2]


@dataclass
class CasePage:
    """What the page of a case says: its stage (empty when it is closed) and what is there of what the stage asks."""

    answer: BrowserResponse
    stage: str
    items: dict[str, bool]


@dataclass
class SimulatedOffice:
    """`browsers` by user name; `villages` that propose, by code; `village_of` a proposal, by its id."""

    browsers: dict[str, Browser]
    passwords: dict[str, str]
    seed: int
    villages: Sequence[str]
    beliefs: list[Belief] = field(default_factory=list)
    untrue: list[Belief] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    village_of: dict[str, str] = field(default_factory=dict)
    _own: threading.local = field(default_factory=threading.local)
    _sign_in: threading.Lock = field(default_factory=threading.Lock)

    @property
    def chance(self) -> random.Random:
        """Each thread its own, so that a seed tells as much as it can."""
        if not hasattr(self._own, "chance"):
            self._own.chance = random.Random(f"{self.seed} {threading.current_thread().name}")  # noqa: S311
        return self._own.chance

    def open(self, who: str, path: str) -> BrowserResponse:
        answer = self.browsers[who].get(path)
        if answer.path.startswith("/masuk/"):
            self.sign_in(who)
            answer = self.browsers[who].get(path)
            if answer.path.startswith("/masuk/"):
                # Signing in was cut off by a server that died; what came is not the page that was asked for.
                raise SiteRefusedError(f"{who} is not signed in at {path}")
        if answer.status != 200:
            raise SiteRefusedError(f"{who} {path}: {answer.status} {answer.words[:300]}")
        return answer

    def sign_in(self, who: str) -> None:
        """As people do, with the second factor where the site asks for it. Codes count once: the next one is tried."""
        with self._sign_in:
            browser = self.browsers[who]
            if browser.get("/akun/saya/").path == "/akun/saya/":
                return
            page = browser.get("/masuk/")
            # Whoever was cut off after the password is asked for the code only.
            if page.path == "/masuk/":
                page = browser.get(browser.send(page.form("/masuk/$"), self._words_of(who)).location or "/masuk/")
            if page.path == "/masuk/kode/" and not any(self._takes(browser, code) for code in codes_of_now()):
                raise SiteRefusedError(f"{who} has no code that counts just now")

    def _words_of(self, who: str) -> dict[str, str]:
        return {"login": who, "password": self.passwords[who]}

    def _takes(self, browser: Browser, code: str) -> bool:
        return browser.send(browser.get("/masuk/kode/").form("/masuk/kode/"), {"code": code}).moved

    def see_to(self, what: str, stands: Callable[[], bool], take: Callable[[], None]) -> None:
        """Look, do, look again, until it stands. What was looked at before something was done is old."""
        until, last, refusals = time.monotonic() + PATIENCE_SECONDS, "never tried", 0
        while not self.stop.is_set():
            try:
                if stands():
                    return
                try:
                    take()
                finally:
                    self.forget_pages()
            except LostError as error:
                last = str(error)
                time.sleep(self.chance.uniform(0.1, 0.6))
            except (SiteRefusedError, NotShownError) as error:
                last, refusals = str(error), refusals + 1
                time.sleep(0.3)
            if time.monotonic() > until or refusals > MOST_REFUSALS:
                raise AssertionError(f"{what} cannot be done. Last: {last}")
        raise AssertionError(f"{what} was broken off")

    def send(
        self,
        who: str,
        form: Form,
        typed: dict[str, Any],
        files: dict[str, File] | None = None,
        belief: Belief | None = None,
    ) -> BrowserResponse:
        """Send a form; sometimes once more although it was answered, and after a lost line often the very same again.

        Raises LostError, and RefusedError for an answer that is not "done".
        """
        while True:
            try:
                answer = self.browsers[who].send(form, typed, files)
            except LostError:
                if self.chance.random() < AGAIN_BLINDLY:
                    time.sleep(self.chance.uniform(0, 1.5))
                    continue
                raise
            if not answer.moved and answer.status != 201:
                raise SiteRefusedError(f"{who} {form.action}: {answer.status} {answer.words[:400]}")
            if answer.location.startswith("/masuk/"):
                raise SiteRefusedError(f"{who} is not signed in any more")
            if belief:
                self._believe(belief)
            if self.chance.random() < TWICE_ANYWAY:
                self._once_more(who, form, typed, files)
            return answer

    def _believe(self, belief: Belief) -> None:
        """Somebody who opened the page again and still found nothing done has been told something untrue before."""
        if belief in self.beliefs and belief.what not in SAID_AGAIN:
            self.untrue.append(belief)
        self.beliefs.append(belief)

    def ask(self, who: str, form: Form, typed: dict[str, Any]) -> BrowserResponse:
        """Send what changes nothing yet; the page that asks whether it is meant."""
        answer = self.browsers[who].send(form, typed)
        if answer.status != 200:
            raise SiteRefusedError(f"{who} {form.action}: {answer.status} {answer.words[:400]}")
        return answer

    def _once_more(self, who: str, form: Form, typed: dict[str, Any], files: dict[str, File] | None) -> None:
        """A double click. What it answers is nobody's business, as long as it changes nothing."""
        try:
            self.browsers[who].send(form, typed, files)
        except LostError:
            return

    def look(self, who: str, case: Case) -> CasePage:
        """The page of a case. Whoever has done nothing since he read it has it before him still."""
        if (who, case.url) not in self._pages:
            self._pages[who, case.url] = read_case_page(self.open(who, case.url), case.process)
        return self._pages[who, case.url]

    def forget_pages(self) -> None:
        """Something was done, by this thread or another: what it has read is old."""
        self._pages.clear()

    @property
    def _pages(self) -> dict[tuple[str, str], CasePage]:
        """Each thread its own."""
        if not hasattr(self._own, "pages"):
            self._own.pages = {}
        return self._own.pages


def read_case_page(answer: BrowserResponse, process: Process) -> CasePage:
    """Where the case stands by the rail of its page, and the lines of its requirements."""
    stages = {each.title: each.key for each in process.stages}
    rail = re.search(r'<li class="now" aria-current="step"> ?<span class="l">(.*?)</li>', answer.source)
    titles = [] if rail is None else [*re.findall(r"<small>([^<]+)</small>", rail[1]), rail[1].partition("<")[0]]
    here = [stages[title] for title in map(html.unescape, titles) if title in stages]
    asked = answer.source.partition('<section class="pk-panel" aria-labelledby="syarat">')[2].partition("</section>")[0]
    items = {}
    for item in asked.split("<li>")[1:]:
        title = re.search(r'<span class="grow">(?:<a [^>]*>)?([^<]+)', item)
        if title:
            items[html.unescape(title[1]).strip()] = "</span> Lengkap</span>" in item
    return CasePage(answer, here[0] if here else "", items)


def codes_of_now() -> list[str]:
    """What the authenticator app shows, and what it showed and will show: each counts once."""
    return [format_hotp_value(hotp_value(SECOND_FACTOR_KEY, counter)) for counter in yield_hotp_counters_from_time()]


def name_of(role: Role, village: str = "") -> str:
    """The user name of who holds a role; village desks are named after theirs."""
    return f"{role.lower()}.{village}" if village else role.lower()


# All processes of a run have the same: they must agree on which programme it is about.
SEED = int(os.environ.get("CHAOS_SEED", "0")) or random.Random(  # noqa: S311
    os.environ.get("PYTEST_XDIST_TESTRUNUID")
).randrange(1, 10**9)
