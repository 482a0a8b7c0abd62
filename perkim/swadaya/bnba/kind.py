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
from perkim.imports.lists import kind_listing
from perkim.imports.models import Batch
from perkim.imports.wording import PageTexts
from perkim.lib.nik import NikError
from perkim.people.identities import Identity
from perkim.sipoc.actions.moving import Decision, move_many
from perkim.sipoc.counted import sees_all
from perkim.sipoc.declarations import Process
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet
from perkim.sipoc.registry import process as process_of
from perkim.swadaya.bnba.checks import ANSWERS, FAULTS, ONE_BY_ONE, check
from perkim.swadaya.bnba.columns import COLUMNS, arrange
from perkim.swadaya.bnba.villages import judge
from perkim.swadaya.candidates.actions import Proposal, propose_many
from perkim.swadaya.candidates.policies import refusal_to_propose
from perkim.swadaya.models import Calon

# What its kind is a list of.
LIST = "candidates"


def kind_bringing(programme: str, process: str) -> ImportKind | None:
    """The list that brings the candidates of this kind; None where no list does."""
    return kind_listing(LIST, programme, process)


def bnba_kind(*, key: str, programme: str, process: str, listed_in: str, undone_by: str) -> ImportKind:
    """The list of candidates of one process of a programme, which may have several such lists, each with a key of its
    own: each good row becomes a case of this process. `listed_in` is the stage in which these stand until their usulan
    is accepted, `undone_by` the way by which undoing ends them."""

    def target(*, ref: str, user: User, now: datetime) -> Target | None:
        usulan, below = _usulan(ref, user), process_of(programme, process)
        if usulan is None or (usulan.programme, usulan.process) != (programme, below.parent):
            return None
        return _target(usulan, below, user)

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

    def undo(*, batch: Batch, actor: User, reason: str, now: datetime) -> None:
        brought = Berkas.objects.filter(calon__in=Calon.objects.of_list(batch.public_id)).open()
        undo_list(brought, listed_in, undone_by, actor=actor, reason=reason, now=now)

    return ImportKind(
        key=key,
        of=(LIST, programme, process),
        title="Daftar calon penerima (BNBA)",
        columns=COLUMNS,
        target=target,
        check=check,
        judge=judge,
        arrange=arrange,
        confirm=confirm,
        undo=undo,
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


def undo_list(
    brought: BerkasQuerySet, listed_in: str, undone_by: str, *, actor: User, reason: str, now: datetime
) -> None:
    """End these cases that a list brought and that are still open.

    Raises ImportRefused if one of them went on to the survey already.
    """
    if gone := brought.exclude(stage=listed_in).count():
        raise ImportRefused(
            f"{gone} calon dari impor ini sudah disurvei atau diputuskan, jadi impornya tidak dapat dibatalkan. "
            "Gugurkan calonnya satu per satu di berkasnya."
        )
    cases = list(brought.order_by("id"))
    if cases:
        decision = Decision(move=undone_by, key=uuid4(), reason=f"Impor dibatalkan. {reason}")
        versions = {case.pk: case.lock_version for case in cases}
        try:
            move_many(actor=actor, cases=cases, decision=decision, lock_versions=versions, now=now)
        except SipocError as error:
            raise ImportRefused(str(error)) from error


def _target(usulan: Berkas, process: Process, user: User) -> Target | None:
    # A list names everybody: it is not for who sees only the households that were handed to him.
    if not sees_all(user, usulan.declared_programme, process, str(usulan.region_id)):
        return None
    refusal = refusal_to_propose(user, usulan, process)
    return Target(
        title=usulan.title,
        url=usulan.get_absolute_url(),
        refusal=refusal,
        undo_refusal=refusal,
        lines=(usulan.region.address,),
    )


def _usulan(ref: str, user: User) -> Berkas | None:
    try:
        public_id = UUID(ref)
    except ValueError:
        return None
    return Berkas.objects.visible_to(user).select_related("region__parent").filter(public_id=public_id).first()
