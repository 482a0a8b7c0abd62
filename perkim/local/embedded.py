"""The two embedded servers as one thing: started together, each left out where the environment names another."""

from collections.abc import Mapping
from dataclasses import dataclass

from perkim.local import postgres, valkey
from perkim.local.binaries import postgres_programs, valkey_program
from perkim.local.place import ServerFolders, make_sockets
from perkim.local.postgres import Postgres
from perkim.local.supervisor import Child, Supervisor
from perkim.local.valkey import Valkey

DATABASE = "perkim"


@dataclass(frozen=True)
class Embedded:
    """The servers that are ours to run in one place; `addresses` is what settings must know of all."""

    place: ServerFolders
    postgres: Postgres | None
    valkey: Valkey | None
    addresses: dict[str, str]

    def start(self, supervisor: Supervisor) -> None:
        if self.postgres or self.valkey:
            make_sockets(self.place)
        if self.postgres:
            server = self.postgres
            supervisor.add(Child("PostgreSQL", server.log, server.start, postgres.STOP_STEPS))
            server.create_database(DATABASE)
        if self.valkey:
            supervisor.add(Child("Valkey", self.valkey.log, self.valkey.start, valkey.STOP_STEPS))


def embedded(place: ServerFolders, environment: Mapping[str, str]) -> Embedded:
    """Decides which servers are ours to run; nothing is started yet."""
    given = {name: environment[name] for name in ("DATABASE_URL", "REDIS_URL") if environment.get(name)}
    ours = {}
    own_postgres = own_valkey = None
    if "DATABASE_URL" not in given:
        own_postgres = Postgres(place, postgres_programs(place))
        ours["DATABASE_URL"] = own_postgres.url(DATABASE)
        # The machine's own pg_dump, if any, may be older than the server, and would refuse it.
        ours["POSTGRES_PROGRAMS"] = str(own_postgres.programs)
    if "REDIS_URL" not in given:
        own_valkey = Valkey(place, valkey_program(place))
        ours["REDIS_URL"] = own_valkey.url()
    return Embedded(place, own_postgres, own_valkey, given | ours)
