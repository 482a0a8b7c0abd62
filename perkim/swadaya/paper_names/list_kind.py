"""The list of names that a paper from outside brings for one year's activity, as a kind of import.

It says nothing of ours: whoever reads it in sees the names of the file, and what differs on the page of the list.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from perkim.accounts.models import User
from perkim.imports.declarations import ImportKind, ImportRefused, Progress, Result, Row, Target
from perkim.imports.lists import kind_listing
from perkim.imports.models import Batch
from perkim.imports.wording import PageTexts
from perkim.sipoc.exceptions import SipocError
from perkim.sipoc.models import Berkas
from perkim.swadaya.paper_names.actions import NameOnPaper, store_names, take_back_names
from perkim.swadaya.paper_names.columns import COLUMNS, SHOWN
from perkim.swadaya.paper_names.policies import list_refusal, recorded_paper, take_back_refusal
from perkim.swadaya.paper_names.requirements import PAGE, NamesAgree
from perkim.swadaya.places import Places

FAULTS = {"duplicate_nik": "NIK tercantum dua kali", "place": "Desa tidak dikenal"}
# What its kind is a list of.
LIST = "paper_names"
OF_ANOTHER_PAPER = (
    "Naskahnya dicatat sesudah file ini diunggah. Batalkan impor ini, lalu unggah daftar yang menyertai naskah itu."
)
TEXTS = PageTexts(
    noun="nama",
    intro=(
        "Unggah daftar nama yang menyertai naskah dari luar dinas. Data diperiksa dahulu, lalu dibandingkan dengan "
        "nama di portal."
    ),
    expected=(
        "Satu baris satu orang: nama dan NIK; bila ada juga desa, kecamatan, jenis (PK atau PB), dan nilai bantuan.",
        "Kolom NIK sebagai teks, supaya angkanya tidak rusak.",
        "Daftar yang utuh: daftar baru menggantikan seluruh daftar sebelumnya.",
    ),
    effect="Nama di daftar dibandingkan dengan nama di portal. Data calon tidak berubah.",
    later="Baris yang belum baik tidak ikut dibandingkan. Perbaiki dahulu, atau unggah lagi daftar yang utuh.",
    undo_effect="Daftar ini tidak lagi dibandingkan. Daftar sebelumnya, bila ada, berlaku lagi.",
)


def kind_of_names(year: Berkas, paper: str) -> ImportKind | None:
    """The list that brings the names of this paper of a year's activity; None where no list does."""
    return kind_listing(LIST, year.programme, year.process, paper)


def paper_names_kind(*, key: str, programme: str, year: str, names: NamesAgree, title: str) -> ImportKind:
    """The list of the paper that `names` compares, for the cases `year` of one programme. Each paper has a list of its
    own, each with a key of its own; `title` is what screens call it."""

    def target(*, ref: str, user: User, now: datetime) -> Target | None:
        case = _year(ref, user)
        if case is None or (case.programme, case.process) != (programme, year):
            return None
        refusal, undo_refusal = list_refusal(user, case, names), take_back_refusal(user, case, names)
        where = _url(case, names)
        return Target(title=case.title, url=where, refusal=refusal, undo_refusal=undo_refusal, lines=(title,))

    def confirm(rows: Sequence[Row], *, batch: Batch, actor: User, now: datetime, progress: Progress) -> Result:
        case, places = Berkas.objects.get(public_id=batch.ref), Places.all()
        _refuse_of_another_paper(batch, case, names)
        try:
            store_names(
                actor=actor,
                case=case,
                requirement=names,
                names=[_name_of(row, places) for row in rows],
                batch=batch.public_id,
                left_out=max(batch.total - len(rows), 0),
                now=now,
            )
        except SipocError as error:
            raise ImportRefused(str(error)) from error
        progress(len(rows), len(rows))
        return Result(count=len(rows), url=_url(case, names))

    def undo(*, batch: Batch, actor: User, reason: str, now: datetime) -> None:
        case = Berkas.objects.get(public_id=batch.ref)
        try:
            take_back_names(actor=actor, case=case, requirement=names, batch=batch.public_id, reason=reason, now=now)
        except SipocError as error:
            raise ImportRefused(str(error)) from error

    return ImportKind(
        key=key,
        of=(LIST, programme, year, names.paper),
        title=title,
        columns=COLUMNS,
        shown=SHOWN,
        target=target,
        check=check,
        confirm=confirm,
        undo=undo,
        faults=FAULTS,
        texts=TEXTS,
    )


def check(rows: Sequence[Row], *, ref: str, now: datetime) -> None:
    """Nobody stands in a list twice, and villages are known. One query."""
    places = Places.all()
    first: dict[str, str] = {}
    for row in rows:
        values = row.values
        nik = values.get("nik")
        if nik and nik in first:
            what = f"NIK ini sudah ada di {first[nik]}."
            row.error("duplicate_nik", "nik", what, "Cocokkan dengan naskahnya. Keluarkan baris yang ganda.")
        elif nik:
            first[nik] = row.where
        if fault := places.fault("", values.get("village") or "", values.get("kecamatan") or ""):
            mend = "Tulis nama desa dan kecamatannya; tanpa itu baris hanya dibandingkan menurut NIK dan nama."
            row.warn("place", "village", fault, mend)


def _refuse_of_another_paper(batch: Batch, case: Berkas, names: NamesAgree) -> None:
    """A file that was read before the paper was recorded came with the one before it."""
    paper = recorded_paper(case, names)
    if paper and batch.created_at < paper.recorded_at:
        raise ImportRefused(OF_ANOTHER_PAPER)


def _name_of(row: Row, places: Places) -> NameOnPaper:
    values = row.values
    return NameOnPaper(
        line=row.number,
        name=values["name"],
        nik=values["nik"],
        region_code=places.code("", values["village"] or "", values["kecamatan"] or ""),
        kind=values["kind"] or "",
        amount=values["amount"],
    )


def _url(case: Berkas, names: NamesAgree) -> str:
    return reverse(PAGE, args=[case.public_id, names.key])


def _year(ref: str, user: User) -> Berkas | None:
    """A list names everybody: it is not for who sees the year only from a case below."""
    try:
        public_id = UUID(ref)
    except ValueError:
        return None
    return Berkas.objects.seen_whole_by(user).select_related("region__parent").filter(public_id=public_id).first()
