"""BNBA: the village's list of candidates by name and address, as a kind of import. Source: `domain.md` §2.2, §3.4."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse

from perkim.accounts.models import User
from perkim.imports.declarations import (
    ImportKind,
    ImportRefused,
    Progress,
    Result,
    Row,
    Target,
)
from perkim.imports.models import Batch
from perkim.imports.wording import PageTexts
from perkim.lib.nik import NikError
from perkim.people.identities import Identity
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.counted import sees_all
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import process as process_of
from perkim.swadaya.bnba.checks import ANSWERS, FAULTS, ONE_BY_ONE, check
from perkim.swadaya.bnba.columns import COLUMNS, arrange
from perkim.swadaya.bnba.villages import judge
from perkim.swadaya.candidates.actions import Proposal, propose_many
from perkim.swadaya.candidates.policies import refusal_to_propose
from perkim.swadaya.models import Calon

# The stage in which candidates of a list stand until their usulan is accepted, and the way by which undoing ends them.
LISTED, UNDO = "daftar", "impor_dibatalkan"


def bnba_kind(*, programme: str, process: str) -> ImportKind:
    """The list of candidates of one programme: each good row becomes a case of this process."""

    def target(*, ref: str, user: User, now: datetime) -> Target | None:
        usulan = _usulan(ref, user)
        if usulan is None or usulan.programme != programme:
            return None
        # A list names everybody: it is not for who sees only the households that were handed to him.
        if not sees_all(user, usulan.declared_programme, process_of(programme, process), str(usulan.region_id)):
            return None
        return Target(
            title=usulan.title,
            url=usulan.get_absolute_url(),
            refusal=refusal_to_propose(user, usulan, process_of(programme, process)),
            undo_refusal=refusal_to_propose(user, usulan, process_of(programme, process)),
            lines=(usulan.region.address,),
        )

    def confirm(rows: list[Row], *, batch: Batch, actor: User, now: datetime, progress: Progress) -> Result:
        usulan = Berkas.objects.select_related("region").get(public_id=batch.ref)
        try:
            made = propose_many(
                actor=actor,
                usulan=usulan,
                process=process_of(programme, process),
                proposals=[proposal_of(row) for row in rows],
                now=now,
                batch=batch.public_id,
            )
        except (SipocError, NikError) as error:
            raise ImportRefused(str(error)) from error
        progress(len(made), len(rows))
        return Result(count=len(made), url=reverse("swadaya:candidates", args=[usulan.public_id]))

    return ImportKind(
        key=f"{programme}-bnba",
        title="Daftar calon penerima (BNBA)",
        columns=COLUMNS,
        target=target,
        check=check,
        judge=judge,
        arrange=arrange,
        confirm=confirm,
        undo=_undo,
        faults=FAULTS,
        answers=ANSWERS,
        one_by_one=ONE_BY_ONE,
        texts=TEXTS,
    )


TEXTS = PageTexts(
    noun="calon",
    intro="Unggah daftar nama dan alamat (BNBA) seperti yang disusun desa. Data diperiksa dahulu, belum disimpan.",
    expected=(
        "Satu baris satu calon, dengan nama, L/P, NIK, No. KK, tanggal lahir, dusun, dan jumlah penghuni.",
        "Kolom NIK dan No. KK sebagai teks, supaya angkanya tidak rusak.",
    ),
    effect="Setiap baris yang baik menjadi satu calon dalam daftar usulan ini.",
    later="Baris yang belum baik dapat diperbaiki lalu diimpor lagi; yang sudah tersimpan tidak menjadi ganda.",
    undo_effect="Semua calon dari impor ini dikeluarkan dari daftar. Yang sudah disurvei tidak dapat dibatalkan.",
)


def proposal_of(row: Row) -> Proposal:
    """What a row without errors proposes."""
    values: dict[str, Any] = row.values
    birth = values["birth"]
    spouse = None
    if values["spouse_nik"]:
        # Of the spouse the list tells no sex; it follows from the number when he or she is registered.
        spouse = Identity(
            nik=values["spouse_nik"], name=values["spouse_name"] or "Pasangan", sex="L" if values["sex"] == "P" else "P"
        )
    same = ("dusun", "rt", "rw", "occupation", "land_proof", "roof", "floor", "wall", "remark")
    words: dict[str, Any] = {name: values[name] or "" for name in same}
    return Proposal(
        identity=Identity(
            nik=values["nik"],
            name=values["name"],
            sex=values["sex"],
            kk=values["kk"],
            birth_place=(birth.place if birth else "")[:60] or values["birth_place"] or "",
            birth_date=birth.day if birth else None,
        ),
        spouse=spouse,
        residents=values["residents"],
        households=values["households"] or 1,
        income=values["income"],
        land_area=values["land_area"],
        house_area=values["house_area"],
        latitude=values["latitude"] if values["longitude"] is not None else None,
        longitude=values["longitude"] if values["latitude"] is not None else None,
        explanation=row.reason[:500],
        line=row.number,
        **words,
    )


def _undo(*, batch: Batch, actor: User, reason: str, now: datetime) -> None:
    undo_list(batch=batch.public_id, actor=actor, reason=reason, now=now)


def undo_list(*, batch: UUID, actor: User, reason: str, now: datetime) -> int:
    """End all cases that a list brought and that are still open; returns how many.

    Raises ImportRefused if one of them went on to the survey already.
    """
    brought = Berkas.objects.filter(calon__in=Calon.objects.of_list(batch)).open()
    if gone := brought.exclude(stage=LISTED).count():
        raise ImportRefused(
            f"{gone} calon dari impor ini sudah disurvei atau diputuskan, jadi impornya tidak dapat dibatalkan. "
            "Gugurkan calonnya satu per satu di berkasnya."
        )
    cases = list(brought.order_by("id"))
    if cases:
        decision = Decision(move=UNDO, key=uuid4(), reason=f"Impor dibatalkan. {reason}")
        versions = {case.pk: case.lock_version for case in cases}
        try:
            move_many(actor=actor, cases=cases, decision=decision, lock_versions=versions, now=now)
        except SipocError as error:
            raise ImportRefused(str(error)) from error
    return len(cases)


def _usulan(ref: str, user: User) -> Berkas | None:
    try:
        public_id = UUID(ref)
    except ValueError:
        return None
    return Berkas.objects.visible_to(user).select_related("region__parent").filter(public_id=public_id).first()
