"""The only writer of persons, households, earlier aid and the NIK of officers."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from perkim.audit.actions import Event, record
from perkim.audit.kinds import declare
from perkim.lib.nik import NikError, read_kk, read_nik
from perkim.lib.person_names import MEND, fault_of_name
from perkim.lib.rows import insert_missing_rows, insert_rows
from perkim.people.cipher import KK, NIK, index_of, seal, seal_many
from perkim.people.identities import Identity, ListedAid, PeopleError, Registered
from perkim.people.models import Aid, Family, OfficerIdentity, Person

OPENED = declare("identitas.dibuka", "NIK dibuka")
SOUGHT = declare("identitas.dicari", "Dicari dengan NIK atau No. KK")
CORRECTED = declare("identitas.diperbaiki", "Identitas diperbaiki")
AID_RECORDED = declare("bantuan.dicatat", "Riwayat bantuan dicatat")
AID_WITHDRAWN = declare("bantuan.ditarik", "Riwayat bantuan ditarik")
OFFICER_NIK_RECORDED = declare("petugas.nik", "NIK petugas dicatat")


@transaction.atomic
def register(identities: Sequence[Identity], *, now: datetime) -> Registered:
    """Find each person and household by number, and make those that are missing. At most six statements, however many.

    Who is known stays as known: another name for the same NIK changes nothing (the caller compares, `correct_person`
    corrects). Within one transaction, register all of its people in one call: two transactions that each register
    twice could wait for each other. Raises NikError.
    """
    niks = [read_nik(each.nik).text for each in identities]
    kks = [read_kk(each.kk) if each.kk else "" for each in identities]
    persons, new_persons = _persons(niks, identities, now)
    families, new_families = _families([kk for kk in kks if kk], now)
    return Registered(
        persons=[persons[nik] for nik in niks],
        families=[families[kk] if kk else None for kk in kks],
        new_persons=new_persons,
        new_families=new_families,
    )


def _persons(niks: Sequence[str], identities: Sequence[Identity], now: datetime) -> tuple[dict[str, Person], int]:
    by_nik: dict[str, Identity] = {}
    for nik, identity in zip(niks, identities, strict=True):
        by_nik.setdefault(nik, identity)
    indexes = {nik: index_of(NIK, nik) for nik in by_nik}
    persons = _persons_by_index(indexes.values())
    missing = [nik for nik in by_nik if indexes[nik] not in persons]
    made = insert_missing_rows(
        [
            Person(
                nik_sealed=sealed,
                nik_index=indexes[nik],
                name=by_nik[nik].name,
                sex=by_nik[nik].sex,
                birth_place=by_nik[nik].birth_place,
                birth_date=by_nik[nik].birth_date,
                registered_at=now,
            )
            for nik, sealed in zip(missing, seal_many(missing), strict=True)
        ],
        "nik_index",
    )
    persons |= {bytes(person.nik_index): person for person in made}
    # Who was registered by another at the same moment.
    persons |= _persons_by_index(index for index in indexes.values() if index not in persons)
    return {nik: persons[index] for nik, index in indexes.items()}, len(made)


def _persons_by_index(indexes: Iterable[bytes]) -> dict[bytes, Person]:
    wanted = list(indexes)
    rows = Person.objects.indexed(wanted) if wanted else []
    return {bytes(person.nik_index): person for person in rows}


def _families(kks: Sequence[str], now: datetime) -> tuple[dict[str, Family], int]:
    indexes = {kk: index_of(KK, kk) for kk in kks}
    families = _families_by_index(indexes.values())
    missing = [kk for kk, index in indexes.items() if index not in families]
    made = insert_missing_rows(
        [
            Family(kk_sealed=sealed, kk_index=indexes[kk], registered_at=now)
            for kk, sealed in zip(missing, seal_many(missing), strict=True)
        ],
        "kk_index",
    )
    families |= {bytes(family.kk_index): family for family in made}
    families |= _families_by_index(index for index in indexes.values() if index not in families)
    return {kk: families[index] for kk, index in indexes.items()}, len(made)


def _families_by_index(indexes: Iterable[bytes]) -> dict[bytes, Family]:
    wanted = list(indexes)
    rows = Family.objects.indexed(wanted) if wanted else []
    return {bytes(family.kk_index): family for family in rows}


@transaction.atomic
def correct_person(
    *, actor: AbstractBaseUser, person: Person, identity: Identity, reason: str, now: datetime
) -> Person:
    """Set name, sex, place and date of birth as the identity card has them. The row as it was stays in the history.

    Raises PeopleError without a reason, for what is no name, for another NIK (that is another person), and if nothing
    would change.
    """
    said = _said(reason, "Tulis alasan perbaikan, misalnya KTP yang dilihat.")
    if what := fault_of_name(identity.name):
        raise PeopleError(f"{what} {MEND}")
    row = Person.objects.select_for_update().get(pk=person.pk)
    if index_of(NIK, read_nik(identity.nik).text) != bytes(row.nik_index):
        raise PeopleError("NIK ini milik orang lain. Ganti orangnya di berkas, jangan identitasnya.")
    new = {
        "name": identity.name,
        "sex": identity.sex,
        "birth_place": identity.birth_place,
        "birth_date": identity.birth_date,
    }
    changed = [name for name, value in new.items() if getattr(row, name) != value]
    if not changed:
        raise PeopleError("Isiannya sama dengan yang tersimpan. Ubah yang keliru, lalu simpan.")
    for name in changed:
        setattr(row, name, new[name])
    row.save(update_fields=changed)
    data = {"orang": row.pk, "diubah": changed, "alasan": said}
    record(actor=actor, action=CORRECTED.action, at=now, event=Event(subject="", data=data))
    return row


@transaction.atomic
def open_nik(*, actor: AbstractBaseUser, person: Person, reason: str, now: datetime, case: str = "") -> str:
    """The whole NIK, after the reason was logged. `case` is the number of the case it is opened for.

    Raises PeopleError without a reason, UnreadableError if it cannot be opened (then nothing is logged).
    """
    said = _said(reason, "Tulis alasan membuka NIK.")
    nik = person.nik
    data = {"orang": person.pk, "berkas": case, "alasan": said}
    record(actor=actor, action=OPENED.action, at=now, event=Event(subject="", data=data))
    return nik


@transaction.atomic
def record_aid_many(*, actor: AbstractBaseUser, aids: Sequence[ListedAid], origin: str, now: datetime) -> list[Aid]:
    """Store aid received before, in one statement. `origin` names the list, by which all of it can be withdrawn.

    Raises NikError for a wrong number and PeopleError for aid that nobody could find again.
    """
    if not all(aid.can_be_sought for aid in aids):
        raise PeopleError("Bantuan tanpa NIK, KK, NIK pasangan, dan koordinat tidak dapat dicari. Isi salah satunya.")
    rows = [_aid(aid, actor, origin, now) for aid in aids]
    insert_rows(rows)
    data = {"asal": origin, "banyaknya": len(rows)}
    record(actor=actor, action=AID_RECORDED.action, at=now, event=Event(subject="", data=data))
    return rows


@transaction.atomic
def withdraw_aid_many(*, actor: AbstractBaseUser, origin: str, reason: str, now: datetime) -> int:
    """Let all aid of one list count no more; returns how many rows. They stay, with who withdrew them."""
    said = _said(reason, "Tulis alasan menarik daftar ini.")
    rows = Aid.objects.live().from_origin(origin)
    withdrawn = rows.update(withdrawn_at=now, withdrawn_by_id=actor.pk)
    data = {"asal": origin, "banyaknya": withdrawn, "alasan": said}
    record(actor=actor, action=AID_WITHDRAWN.action, at=now, event=Event(subject="", data=data))
    return withdrawn


@transaction.atomic
def tell_officer(*, actor: AbstractBaseUser, officer: AbstractBaseUser, nik: str, now: datetime) -> OfficerIdentity:
    """Record whose NIK an account's holder has, or correct it; the log tells of it without the number.

    Raises PeopleError for a number that cannot be, or that another account has.
    """
    try:
        number = read_nik(nik).text
    except NikError as error:
        raise PeopleError(str(error)) from error
    index = index_of(NIK, number)
    if OfficerIdentity.objects.filter(nik_index=index).exclude(user_id=officer.pk).exists():
        raise PeopleError("NIK ini sudah tercatat pada akun lain. Cocokkan dengan KTP petugasnya.")
    identity, _made = OfficerIdentity.objects.update_or_create(
        user_id=officer.pk,
        defaults={
            "nik_sealed": seal(number),
            "nik_index": index,
            "nik_index_next": None,
            "told_by_id": actor.pk,
            "told_at": now,
        },
    )
    record(actor=actor, action=OFFICER_NIK_RECORDED.action, at=now, event=Event(subject="", data={"akun": officer.pk}))
    return identity


def _aid(listed: ListedAid, actor: AbstractBaseUser, origin: str, now: datetime) -> Aid:
    nik, kk, spouse = _sealed_nik(listed.nik), _sealed_kk(listed.kk), _sealed_nik(listed.spouse_nik)
    return Aid(
        holder_name=listed.holder_name,
        nik_sealed=nik[0],
        nik_index=nik[1],
        kk_sealed=kk[0],
        kk_index=kk[1],
        spouse_sealed=spouse[0],
        spouse_index=spouse[1],
        programme=listed.programme,
        source=listed.source,
        year=listed.year,
        granted_on=listed.granted_on,
        decree_number=listed.decree_number,
        amount=listed.amount,
        region_id=listed.region_code,
        dusun=listed.dusun,
        rt=listed.rt,
        rw=listed.rw,
        latitude=listed.latitude,
        longitude=listed.longitude,
        exception=listed.exception,
        origin=origin,
        recorded_by_id=actor.pk,
        recorded_at=now,
    )


def _sealed_nik(typed: str) -> tuple[bytes, bytes | None]:
    if not typed:
        return b"", None
    nik = read_nik(typed).text
    return seal(nik), index_of(NIK, nik)


def _sealed_kk(typed: str) -> tuple[bytes, bytes | None]:
    if not typed:
        return b"", None
    kk = read_kk(typed)
    return seal(kk), index_of(KK, kk)


def _said(reason: str, otherwise: str) -> str:
    if not reason.strip():
        raise PeopleError(otherwise)
    return reason.strip()
