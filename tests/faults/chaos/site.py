"""A whole site of its own, run by a machine room as production runs it: servers, web, worker, beat, a mail server."""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection, connections

from perkim.accounts.roles import VILLAGE_ROLES, Role
from perkim.local.embedded import DATABASE
from tests.cast import PASSWORD, give, give_second_factor, open_account
from tests.faults.chaos.browser import SERVER_FAULT, Browser
from tests.faults.chaos.machines import KINDS
from tests.faults.chaos.office import SimulatedOffice, name_of
from tests.ports import free_port
from tests.production.compose import ROOT, command_of
from tests.production.processes import HOST, Production

SERVICES = ("web", "worker", "beat")
# How a form is answered that has been taken.
DONE = 302
KEYS = ("LOG_KEY", "PEOPLE_KEYS", "PEOPLE_INDEX_KEY")


class SiteMailbox:
    """Takes every message."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.messages.append(message_from_bytes(envelope.content))
        return "250 OK"


@dataclass
class MachineRoomPipe:
    """The machine room at the other end of a pipe. Only one thread may talk to it."""

    process: subprocess.Popen[str]

    def tell(self, do: str, **words: Any) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"do": do, **words}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the machine room has died"
        return json.loads(line)


@dataclass
class ChaosSite:
    room: MachineRoomPipe
    production: Production
    port: int
    mailbox: SiteMailbox
    killed: Counter[str] = field(default_factory=Counter)
    told: Counter[int] = field(default_factory=Counter)

    @property
    def answered(self) -> int:
        """How many requests came back with an answer that is not about a server that is away."""
        return sum(count for status, count in list(self.told.items()) if 0 < status < SERVER_FAULT)

    def kill(self, kind: str, seed: int) -> bool:
        """SIGKILL for a process of this kind; whether there was one."""
        victim = self.room.tell("kill", kind=kind, seed=seed)["killed"]
        self.killed[kind] += bool(victim)
        return bool(victim)

    def browser(self, number: int) -> Browser:
        return Browser(self.port, HOST, f"203.0.113.{number}", self.told)

    def logs(self) -> str:
        return "\n".join(
            f"== {name}\n" + (self.production.folder / f"{name}.log").read_text()[-6000:]
            for name in ("room", *SERVICES)
        )


@contextmanager
def running_site(folder: Path, static: Path, settings: Any) -> Iterator[ChaosSite]:
    """Everything started and prepared; this process's ORM looks into the same database."""
    mailbox = SiteMailbox()
    mail = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    mail.start()
    command = [sys.executable, "-m", "tests.faults.chaos.machines", f"chaos-{os.getpid()}"]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with (folder / "room.log").open("w") as log, subprocess.Popen(command, cwd=ROOT, stderr=log, **pipes) as process:
        try:
            room = MachineRoomPipe(process)
            addresses = {**room.tell("begin_servers")["addresses"], **{name: os.environ[name] for name in KEYS}}
            addresses["EMAIL_URL"] = f"smtp://127.0.0.1:{mail.port}"
            site = ChaosSite(room, Production(folder, addresses, static=static), free_port(), mailbox)
            _prepare(site.production)
            settings.SECRET_KEY = site.production.values["SECRET_KEY"]
            with _looking_into(addresses["DATABASE_URL"]):
                settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
                yield site
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait(90)
            mail.stop()


def _prepare(production: Production) -> None:
    run = production.run("sh", "ops/prepare.sh")
    assert run.returncode == 0, run.stderr


@contextmanager
def _looking_into(url: str) -> Iterator[None]:
    """Points the connections of all threads to the site's database."""
    told = environ.Env.db_url_config(url)
    before = dict(connection.settings_dict)
    there = {"HOST": unquote(told["HOST"]), "PORT": told["PORT"], "USER": told["USER"], "NAME": DATABASE}
    connections.close_all()
    connection.settings_dict.update(there)
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict.update(before)


def begin(site: ChaosSite) -> None:
    """Web, worker and beat with their commands of docker-compose.yml."""
    replaced = {"0.0.0.0:8000": f"127.0.0.1:{site.port}"}
    replaced["--schedule=/tmp/beat-schedule"] = f"--schedule={site.production.folder / 'beat-schedule'}"
    for name in SERVICES:
        words = [replaced.get(word, word) for word in command_of(name, site.production.values)]
        if words[0] == "celery":
            words[words.index("perkim")] = "tests.faults.chaos.impatient"
            words = [sys.executable, "-m", *words]
        else:
            words = [sys.executable, "-m", *words]
        log = site.production.folder / f"{name}.log"
        site.room.tell("begin", name=name, command=words, environment=site.production.environment(name), log=str(log))


def open_office(site: ChaosSite, villages: list[str], seed: int) -> SimulatedOffice:
    """One account for each role, and for each village its two desks; all have an address for mails."""
    office = SimulatedOffice({}, {}, seed, villages)
    desks = [(role, village) for role in sorted(VILLAGE_ROLES) for village in villages]
    for number, (role, village) in enumerate([*((role, "") for role in Role if role not in VILLAGE_ROLES), *desks]):
        name = name_of(role, village)
        user = open_account(name, email=f"{name}@lumajang.example")
        give(user, role, region=village)
        if user.needs_second_factor:
            give_second_factor(user)
        office.browsers[name], office.passwords[name] = site.browser(number + 1), PASSWORD
    return office


def plan_of_kills(chance: random.Random, each: int) -> Iterator[str]:
    """Every kind so many times in a random order, then any kind for ever."""
    first = [kind for kind in KINDS for _ in range(each)]
    chance.shuffle(first)
    yield from first
    while True:
        yield chance.choice(KINDS)
