"""The drill: a site is saved while it is written to, lost with its server, and brought back on another one.

The new server counts transactions from its beginning, as a new machine's does; the log must go on all the same.
"""

import io
import os
import shutil
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from pypdf import PdfWriter

from perkim.accounts.roles import Role
from perkim.audit.actions import seal
from perkim.audit.models import Entry, Seal
from perkim.audit.outside import append, digest_of
from perkim.files.actions import keep
from perkim.files.kinds import PDF
from perkim.files.models import Upload
from perkim.local.embedded import Embedded, embedded
from perkim.local.place import place_for
from perkim.local.supervisor import Supervisor
from perkim.operations.folder import whole_backups
from perkim.people.actions import register
from perkim.people.identities import Identity
from tests.cast import employ, open_account
from tests.perkim.audit.sealing import all_final
from tests.perkim.files.owner import OWN
from tests.production.processes import Production, of_database

NIK, KK = "3508030101900001", "3508030101100001"
# So many transactions the lost server had behind it that no new one has by chance.
BEHIND = 30_000
READ_BACK = """
import hashlib
from django.contrib.sessions.models import Session
from django.utils import timezone
from perkim.audit.actions import seal
from perkim.files.models import Upload
from perkim.files.storing import open_stored
from perkim.people.models import Person
from tests.perkim.audit.sealing import all_final
uploads = [(upload.sha256, open_stored(upload.stored).read()) for upload in Upload.objects.all()]
print("nik", [person.nik for person in Person.objects.all()])
print("files", len(uploads), all(hashlib.sha256(content).hexdigest() == told for told, content in uploads))
print("sessions", Session.objects.count())
all_final()
print("sealed", seal(now=timezone.now()).entries)
"""
CHANGE_THE_LOG = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("UPDATE audit_entry SET action = 'akun.dikunci' WHERE id = (SELECT min(id) FROM audit_entry)")
"""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def paper() -> SimpleUploadedFile:
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=100, height=100)
    writer.write(content)
    return SimpleUploadedFile("surat.pdf", content.getvalue())


def use_up_transactions(count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN FOR n IN 1..{count} LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """The file on another machine to which digests of the log go."""
    return tmp_path / "sidik.txt"


@pytest.fixture
def lived_in(fresh_database: str, uploads_folder: Path, outside: Path) -> int:
    """An office with people, papers and a sealed log; how many uploads it has."""
    use_up_transactions(BEHIND)
    staff = employ(Role.STAF)
    for _ in range(3):
        keep(actor=staff, file=paper(), purpose=OWN, accepts=PDF, subject="uji:1", now=timezone.now())
    register([Identity(nik=NIK, name="Sumarni", sex="L", kk=KK, birth_date=date(1990, 1, 1))], now=timezone.now())
    all_final()
    seal(now=timezone.now())
    assert Seal.objects.count() == 1
    append(outside, digest_of(Seal.objects.get(), timezone.localdate()))
    open_account("sesudah.segel")
    return Upload.objects.count()


@pytest.fixture
def production(lived_in: int, fresh_database: str, uploads_folder: Path, tmp_path: Path) -> Production:
    addresses = {"DATABASE_URL": of_database(fresh_database), "REDIS_URL": os.environ["REDIS_URL"]}
    programs = os.environ.get("POSTGRES_PROGRAMS", "")
    keys = {name: os.environ[name] for name in ("SECRET_KEY", "LOG_KEY", "PEOPLE_KEYS", "PEOPLE_INDEX_KEY")}
    site = Production(tmp_path, {**addresses, **keys, "POSTGRES_PROGRAMS": programs})
    assert site.environment("backup")["UPLOADS_ROOT"] == str(uploads_folder)
    return site


@pytest.fixture
def new_server() -> Iterator[Embedded]:
    """PostgreSQL as on a new machine: made anew, with its first transactions before it."""
    place = place_for(f"test-drill-{os.getpid()}")
    servers, supervisor = embedded(place, {"REDIS_URL": os.environ["REDIS_URL"]}), Supervisor()
    try:
        servers.start(supervisor)
        yield servers
    finally:
        supervisor.stop()
        shutil.rmtree(place.state)


@pytest.fixture
def new_machine(production: Production, new_server: Embedded) -> Production:
    """That server, an empty storage, and no keys yet."""
    folder = production.folder / "baru"
    folder.mkdir()
    return Production(folder, dict(new_server.addresses), production.values)


def test_a_lost_site_comes_back_whole(
    production: Production, new_machine: Production, lived_in: int, outside: Path
) -> None:
    backups = production.folder / "cadangan"
    writing, stop = threading.Thread(target=lambda: _write_until(stop)), threading.Event()
    writing.start()
    made = production.manage("backup", str(backups), service="backup")
    stop.set()
    writing.join()
    assert made.returncode == 0, made.stderr
    (backup,) = whole_backups(backups)

    refused = new_machine.manage("restore", str(backup), service="backup")
    assert refused.returncode == 1
    assert "LOG_KEY is not that of the site" in refused.stderr
    new_machine.addresses |= _keys_of(new_machine, backup)
    checked = new_machine.manage("restore", str(backup), "--check", service="backup")
    assert checked.returncode == 0, checked.stderr

    restored = new_machine.manage("restore", str(backup), service="backup")
    assert restored.returncode == 0, restored.stderr + restored.stdout
    assert "System check identified no issues" in restored.stdout
    assert f"segel 1: {bytes(Seal.objects.get(number=1).digest).hex()}" in restored.stdout

    told = new_machine.manage("shell", "-v", "0", "-c", READ_BACK)
    assert told.returncode == 0, told.stderr
    answers = dict(line.split(" ", 1) for line in told.stdout.splitlines())
    assert answers["nik"] == f"['{NIK}']"
    assert answers["files"] == f"{lived_in} True"
    assert answers["sessions"] == "0"
    # What was written after the last seal, and what is written from now on, is sealed.
    assert int(answers["sealed"]) >= 2
    verified = new_machine.manage("verify_log", LOG_DIGEST_FILE=str(outside))
    assert verified.returncode == 0, verified.stderr
    assert "segel 2:" in verified.stdout
    assert f"1 sidik luar dibandingkan dengan {outside}, 0 berbeda" in verified.stdout

    again = new_machine.manage("restore", str(backup), service="backup")
    assert "is not empty" in again.stderr


def test_a_restore_that_was_cut_off_is_repeated_and_a_changed_log_is_found_out(
    production: Production, new_machine: Production
) -> None:
    backups = production.folder / "cadangan"
    assert production.manage("backup", str(backups), service="backup").returncode == 0
    (backup,) = whole_backups(backups)
    new_machine.addresses |= _keys_of(new_machine, backup)
    without = new_machine.manage("restore", str(backup), service="backup", POSTGRES_PROGRAMS="/tidak/ada")
    assert without.returncode == 1
    assert "pg_restore is not in /tidak/ada" in without.stderr
    upload = Upload.objects.order_by("pk")[0]
    brought = new_machine.folder / "uploads" / upload.stored
    whole = brought.read_bytes()
    # As a power cut leaves it in the middle of writing.
    brought.write_bytes(whole[: len(whole) // 2])
    again = new_machine.manage("restore", str(backup), service="backup")
    assert again.returncode == 0, again.stderr
    assert brought.read_bytes() == whole
    # Somebody changes the log of the restored database: the drill would tell.
    assert new_machine.manage("shell", "-v", "0", "-c", CHANGE_THE_LOG).returncode == 0
    verified = new_machine.manage("verify_log")
    assert verified.returncode == 1
    assert "isinya diubah" in verified.stderr


def test_one_bad_byte_does_not_keep_the_rest_back(
    production: Production, new_machine: Production, lived_in: int
) -> None:
    backups = production.folder / "cadangan"
    assert production.manage("backup", str(backups), service="backup").returncode == 0
    (backup,) = whole_backups(backups)
    upload = Upload.objects.order_by("pk")[0]
    hurt = backup / "uploads" / upload.stored
    hurt.write_bytes(hurt.read_bytes()[:-1] + b"?")
    new_machine.addresses |= _keys_of(new_machine, backup)
    refused = new_machine.manage("restore", str(backup), service="backup")
    assert refused.returncode == 1
    assert f"{upload.stored} is damaged" in refused.stderr
    restored = new_machine.manage("restore", str(backup), "--without-damaged", service="backup")
    assert restored.returncode == 0, restored.stderr + restored.stdout
    assert f"{upload.stored} was damaged in this backup" in restored.stdout
    assert f"all but 1 uploads: {lived_in} uploads" in restored.stdout
    assert len([file for file in (new_machine.folder / "uploads").rglob("*") if file.is_file()]) == lived_in - 1


def test_what_the_backup_does_not_have_is_told_by_the_digests_outside(
    production: Production, new_machine: Production, outside: Path
) -> None:
    """Sealed after the backup and before the loss: the restore itself goes through, and says that it is older."""
    backups = production.folder / "cadangan"
    assert production.manage("backup", str(backups), service="backup").returncode == 0
    all_final()
    append(outside, digest_of(seal(now=timezone.now()), timezone.localdate() + timedelta(days=1)))
    (backup,) = whole_backups(backups)
    new_machine.addresses |= {**_keys_of(new_machine, backup), "LOG_DIGEST_FILE": str(outside)}
    restored = new_machine.manage("restore", str(backup), service="backup")
    assert restored.returncode == 0, restored.stderr
    assert "lebih baru daripada cadangan yang dipulihkan" in restored.stdout
    assert f"1 sidik luar dibandingkan dengan {outside}, 0 berbeda" in restored.stdout
    verified = new_machine.manage("verify_log")
    assert verified.returncode == 1
    assert f"2 sidik luar dibandingkan dengan {outside}, 1 berbeda" in verified.stdout
    assert "segel 2 (sidik luar hari" in verified.stderr


def _keys_of(machine: Production, backup: Path) -> dict[str, str]:
    """As the operator takes them: with the passphrase, on a machine that has none."""
    passphrase = f"printf '%s\\n' '{machine.values['BACKUP_PASSPHRASE']}'"
    told = machine.run("sh", "-c", f"{passphrase} | python -m perkim.operations keys {backup}")
    assert told.returncode == 0, told.stderr
    return dict(line.split("=", 1) for line in told.stdout.splitlines())


def _write_until(stop: threading.Event) -> None:
    number = 0
    while not stop.is_set():
        number += 1
        open_account(f"baru.{number}")
    assert Entry.objects.exists()
    connection.close()
