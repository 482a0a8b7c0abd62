"""Heirs in tests: one is recorded, named by a decree, given an account, and taken back."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from perkim.accounts.roles import Role
from perkim.banking.actions.confirming import confirm_account
from perkim.banking.models import Account
from perkim.documents.actions.recording import SignedPaper, record_paper
from perkim.documents.models import Dokumen
from perkim.documents.scans import examine_scan
from perkim.sipoc.models import Berkas
from perkim.swadaya.heirs.actions import HeirDetails, name_heir, take_back_heir
from perkim.swadaya.models import Calon, Kinship, Succession
from tests.every_programme.providing import blank_page
from tests.every_programme.walker import Walker
from tests.rtlh.banks import record
from tests.rtlh.providing import identity
from tests.rtlh.walks import above

WIDOW = "Sumiati"


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("bukti.pdf", blank_page(), content_type="application/pdf")


def named(walker: Walker, case: Berkas, *, by: Role = Role.KABID_PRM, **changes: Any) -> Succession:
    told = {
        "identity": identity(700, WIDOW),
        "kinship": Kinship.SPOUSE,
        "died_on": walker.now.date(),
        "lives_there": True,
        "proof": examine_scan(scan()),
        "seen": Calon.objects.get(berkas=case).person_id,
    }
    actor = walker.holder(by)
    return name_heir(actor=actor, case=case, details=HeirDetails(**{**told, **changes}), now=walker.tick())


def amend(walker: Walker, case: Berkas) -> None:
    year = above(case, "kegiatan")
    before = Dokumen.objects.live().filter(berkas=year, key="sk_perubahan").first()
    signed = SignedPaper(
        scan=examine_scan(scan()),
        number=f"188.45/{walker.now:%H%M}/427.12/2026",
        dated=walker.now.date(),
        instead_of=before.pk if before else None,
    )
    record_paper(actor=walker.holder(Role.KABID_PRM), case=year, key="sk_perubahan", signed=signed, now=walker.tick())


def new_account(walker: Walker, case: Berkas) -> None:
    standing = Account.objects.current().filter(berkas=case).first()
    seen = {"seen": standing.pk, "why": "Penerima meninggal."} if standing else {}
    account = record(walker, case, "0038888888", holder=WIDOW.upper(), **seen)
    confirm_account(actor=walker.holder(Role.BENDAHARA), case=case, seen=account.pk, now=walker.tick())


def undone_heir(walker: Walker, made: Succession, reason: str = "NIK salah ketik.", by: Role = Role.KABID_PRM):
    actor, case = walker.holder(by), Berkas.objects.get(pk=made.berkas_id)
    return take_back_heir(actor=actor, case=case, seen=made.pk, reason=reason, now=walker.tick())
