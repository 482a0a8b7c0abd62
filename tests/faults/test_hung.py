"""A site whose database, queue, mail server, storage or scanner hangs: stopped, not dead; no call fails by itself.

Visitors are answered in time and told what is late, monitors are answered always, and all is well afterwards.
"""

import json
import os
import re
import signal
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.files.actions import keep
from perkim.files.kinds import PDF
from perkim.files.models import Upload
from perkim.outbox.models import Work
from perkim.parameters.seeding import load_first_values
from perkim.regions.models import Region
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.models import Berkas, Note
from perkim.sipoc.registry import programme
from tests.cast import KABUPATEN, PASSWORD, employ, open_account
from tests.faults.hung.visitor import TimedResponse, Visitor
from tests.perkim.files.owner import OWN
from tests.perkim.files.samples import pdf, sent
from tests.ports import free_port
from tests.production.processes import Production, of_database, wait_for

# What a visitor is promised, on whatever page.
ANSWER_SECONDS = 5.0
PAGES = ("/", "/masuk/", "/kerja/", "/sehat/")
ASK_FOR_PASSWORD = "/masuk/lupa-sandi/"
EMAIL = "sri@lumajang.example"

pytestmark = [pytest.mark.slow, pytest.mark.alone, pytest.mark.timeout(300)]


@dataclass
class Hung:
    """The running sites: `site` as usual; `silent` has a scanner, a mail server and a bucket that say nothing."""

    site: Visitor
    silent: Visitor
    upload: Upload
    folder: Path
    case: Berkas


@pytest.fixture(scope="module")
def silence() -> Iterator[int]:
    """A port that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def hung(
    fresh_database: str, uploads_folder: Path, collected: Path, tmp_path: Path, silence: int, settings
) -> Iterator[Hung]:
    staff, _ = employ(Role.STAF, username="staf"), open_account("sri", email=EMAIL)
    # Those of the site are not the tests' quick ones.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    staff.set_password(PASSWORD)
    staff.save()
    upload = keep(actor=staff, file=sent(pdf()), purpose=OWN, accepts=PDF, subject="uji:1", now=timezone.now())
    case = opened_case()
    addresses = {"DATABASE_URL": of_database(fresh_database), "REDIS_URL": os.environ["REDIS_URL"]}
    addresses |= {name: os.environ[name] for name in ("LOG_KEY", "PEOPLE_KEYS", "PEOPLE_INDEX_KEY")}
    production = Production(tmp_path, {**addresses, "UPLOADS_ROOT": str(uploads_folder)}, static=collected)
    mute = {"CLAMD_ADDRESS": f"tcp://127.0.0.1:{silence}", "EMAIL_URL": f"smtp://127.0.0.1:{silence}"}
    bucket = {"S3_BUCKET": "unggahan", "S3_ENDPOINT": f"http://127.0.0.1:{silence}", "S3_REGION": "id"}
    bucket |= {"S3_ACCESS_KEY": "kunci", "S3_SECRET_KEY": "rahasia"}
    kinds = {"biasa": mute, "bisu": mute | bucket}
    with ExitStack() as running:
        sites = [running.enter_context(_serving(production, tmp_path / name, more)) for name, more in kinds.items()]
        for site in sites:
            wait_for(lambda site=site: site.get("/sehat/hidup").status == 200, "the web server answers")
            site.get("/masuk/")
            signed_in = site.post("/masuk/", {"login": "staf", "password": PASSWORD})
            assert signed_in.status == 302, signed_in
            assert site.get("/kerja/").status == 200
        assert case.title in sites[0].get(case.get_absolute_url()).text
        connection.close()
        yield Hung(*sites, upload, uploads_folder, case)


def opened_case() -> Berkas:
    """One that its reader may open and write about."""
    load_first_values()
    aid = programme("rtlh")
    process = aid.processes[0]
    new = NewCase(title="Tahun yang macet", regions=[Region.objects.get(pk=KABUPATEN)])
    opener = employ(process.opened_by[0], username="pembuka")
    return open_case(actor=opener, programme=aid, process=process, new=new, now=timezone.now())


@contextmanager
def _serving(production: Production, folder: Path, more: dict[str, str]) -> Iterator[Visitor]:
    """Web alone, in one process of four threads."""
    folder.mkdir()
    addresses = {**production.addresses, **more, "WEB_CONCURRENCY": "1"}
    own = Production(folder, addresses, production.values, production.static)
    port = free_port()
    with own.running("web", **{"0.0.0.0:8000": f"127.0.0.1:{port}", "perkim.wsgi": "tests.faults.hung.wsgi"}):
        yield Visitor(port)


@contextmanager
def stopped(pids: list[int]) -> Iterator[None]:
    try:
        for pid in pids:
            _tell(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in reversed(pids):
            _tell(pid, signal.SIGCONT)


def _tell(pid: int, what: signal.Signals) -> None:
    """A connection that has ended since needs no stopping."""
    with suppress(ProcessLookupError):
        os.kill(pid, what)


def database_processes() -> list[int]:
    """Of the tests' own server: the one that takes connections, and one for each of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        status = Path(f"/proc/{cursor.fetchone()[0]}/status").read_text()
    parent = int(re.findall(r"^PPid:\s*(\d+)", status, re.MULTILINE)[0])
    connection.close()
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [parent, *map(int, children)]


def in_time(*visits: TimedResponse) -> None:
    late = [visit for visit in visits if visit.seconds > ANSWER_SECONDS]
    assert not late, late


def part_of_file(visitor: Visitor) -> TimedResponse:
    asked = f"kunci={uuid4().hex}&nama=surat.pdf&ukuran={len(pdf())}&mulai=0"
    return visitor.send_part(f"/titipan/naskah/?{asked}", pdf())


def ask_for_password(visitor: Visitor, email: str) -> TimedResponse:
    """One address is mailed once in five minutes, so each ask has its own."""
    return visitor.post(ASK_FOR_PASSWORD, {"email": email})


def test_a_site_answers_whichever_part_hangs(hung: Hung, valkey) -> None:
    with_a_hung_mail_server(hung)
    with_a_hung_scanner(hung)
    with_a_hung_disk(hung)
    with_a_hung_bucket(hung)
    with_a_hung_queue(hung.site, valkey.info()["process_id"], hung.case)
    with_a_hung_database(hung.site, hung.case)


def write_note(visitor: Visitor, case: Berkas, text: str) -> TimedResponse:
    return visitor.post(reverse("portal:case_note", args=[case.public_id]), {"key": str(uuid4()), "text": text})


def with_a_hung_database(site: Visitor, case: Berkas) -> None:
    pids = database_processes()
    with stopped(pids):
        crowd = at_once(*[lambda path=path: site.get(path) for path in (*PAGES, *PAGES)])
        in_time(*crowd)
        assert {visit.status for visit in crowd} <= {200, 503}
        said = [visit for visit in crowd if visit.status == 503 and "Basis data sedang lambat menjawab" in visit.text]
        assert said, crowd
        typed = site.post("/masuk/lupa-sandi/", {"email": EMAIL})
        in_time(typed)
        assert typed.status == 503
        assert "Kirim lagi" in typed.text
        page, noted = site.get(case.get_absolute_url()), write_note(site, case, "Ditulis saat macet")
        in_time(page, noted)
        assert (page.status, noted.status) == (503, 503)
        assert "Basis data sedang lambat menjawab" in page.text
        assert 'value="Ditulis saat macet"' in noted.text
        alive, ready = site.get("/sehat/hidup"), site.get("/sehat/siap")
        in_time(alive, ready)
        assert alive.status == 200
        assert ready.status == 503
        assert json.loads(ready.text)["bagian"]["database"]["keterangan"] == "Tidak menjawab pada waktunya."
    wait_for(lambda: site.get("/sehat/siap").status == 200, "the database is found again")
    assert {site.get(path).status for path in (*PAGES, case.get_absolute_url())} <= {200, 302}
    # What was said not to be stored is not stored later either.
    assert not Note.objects.filter(berkas=case, text="Ditulis saat macet").exists()


def with_a_hung_queue(site: Visitor, queue: int, case: Berkas) -> None:
    before = Work.objects.count()
    connection.close()
    with stopped([queue]):
        asked = ask_for_password(site, "lain@lumajang.example")
        in_time(asked, *[site.get(path) for path in PAGES])
        assert asked.status == 302
        page, noted = site.get(case.get_absolute_url()), write_note(site, case, "Tanpa antrean")
        in_time(page, noted)
        assert (page.status, noted.status) == (200, 302)
        ready = site.get("/sehat/siap")
        in_time(ready)
        assert ready.status == 200
        assert json.loads(ready.text)["bagian"]["redis"]["sehat"] is False
    assert Note.objects.filter(berkas=case, text="Tanpa antrean").count() == 1
    # The schedule finds it.
    assert Work.objects.count() == before + 1
    assert json.loads(site.get("/sehat/siap").text)["bagian"]["redis"]["sehat"] is True


def with_a_hung_mail_server(hung: Hung) -> None:
    asked = ask_for_password(hung.site, EMAIL)
    in_time(asked)
    assert asked.status == 302
    assert asked.seconds < ANSWER_SECONDS / 2


def with_a_hung_scanner(hung: Hung) -> None:
    sent_file = hung.site.send_file("/uji/unggah/", "paper", pdf())
    in_time(sent_file)
    assert "File belum dapat diperiksa dari virus" in sent_file.text
    assert Upload.objects.count() == 1


def with_a_hung_disk(hung: Hung) -> None:
    stored = hung.folder / hung.upload.stored
    content = stored.read_bytes()
    stored.unlink()
    os.mkfifo(stored)
    fetched = hung.site.get(hung.upload.get_absolute_url())
    in_time(fetched, *[hung.site.get(path) for path in PAGES])
    assert fetched.status == 503
    assert "Penyimpanan berkas sedang lambat menjawab" in fetched.text
    with stored.open("wb"):
        stored.unlink()
    stored.write_bytes(content)
    wait_for(lambda: hung.site.get(hung.upload.get_absolute_url()).status == 200, "the disk is found again")


def with_a_hung_bucket(hung: Hung) -> None:
    fetched, held = hung.silent.get(hung.upload.get_absolute_url()), part_of_file(hung.silent)
    in_time(fetched, held, *[hung.silent.get(path) for path in PAGES])
    assert (fetched.status, held.status) == (503, 503)
    assert "Penyimpanan berkas sedang lambat menjawab" in fetched.text


def at_once(*visits: Callable[[], TimedResponse]) -> list[TimedResponse]:
    with ThreadPoolExecutor(len(visits)) as crowd:
        return [each.result() for each in [crowd.submit(visit) for visit in visits]]
