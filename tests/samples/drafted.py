"""The letters with papers that the portal writes: a record to be signed, and a receipt that is only printed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from perkim.accounts.models import User
from perkim.documents.actions.writing import ask_draft
from perkim.documents.drafting import Draft
from perkim.documents.models import Konsep
from perkim.documents.printouts import Printout
from perkim.outbox.jobs import do_what_waits
from perkim.sipoc.declarations import Programme
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from tests.samples.letters import CHECK, DECIDE, DRAFT, LETTERS, SURAT
from tests.samples.office import MONDAY
from tests.samples.papers import BA, JAWABAN, KTP
from tests.samples.sheets import receipt, verification

UNFINISHED, BROKEN = "Belum disurvei", "Rusak"


def _record(case: Berkas, _day: date) -> Mapping[str, Any]:
    """What changes with the case's title; two titles make it impossible, or break it."""
    if case.title == UNFINISHED:
        raise SipocError("Belum ada calon yang disurvei.")
    isi = verification(3)["isi"] | {"tempat": case.title}
    return isi | {"jumlah": {**isi["jumlah"], "calon": "banyak"}} if case.title == BROKEN else isi


def _receipt(case: Berkas, _day: date) -> Mapping[str, Any]:
    return receipt()["isi"] | {"kode": case.receipt, "judul": case.title}


WRITTEN_BA = replace(
    BA, draft=Draft(template="documents/naskah/ba_verifikasi.html", context=_record, title="BA kunjungan")
)
RECEIPT = Printout(
    key="tanda_terima",
    title="Tanda terima",
    draft=Draft(template="documents/naskah/tanda_terima_usulan.html", context=_receipt, title="Tanda terima"),
)


def with_drafts() -> Programme:
    stages = (
        replace(DRAFT, inputs=(KTP,)),
        replace(CHECK, inputs=(WRITTEN_BA,), printouts=(RECEIPT,)),
        replace(DECIDE, outputs=(JAWABAN,)),
    )
    return replace(LETTERS, processes=(replace(SURAT, stages=stages),))


def ask(actor: User, case: Berkas, key: str = "ba", **stated: Any) -> Konsep:
    actor, case = User.objects.get(pk=actor.pk), Berkas.objects.get(pk=case.pk)
    return ask_draft(actor=actor, case=case, key=key, now=MONDAY, **stated)


def written(actor: User, case: Berkas, key: str = "ba", **stated: Any) -> Konsep:
    """Asked for, and rendered by the worker's own code."""
    konsep = ask(actor, case, key, **stated)
    do_what_waits()
    konsep.refresh_from_db()
    return konsep


def rename(case: Berkas, title: str) -> None:
    Berkas.objects.filter(pk=case.pk).update(title=title)
