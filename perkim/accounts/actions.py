"""The only writer of accounts and assignments; activation codes are written in `activation`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from perkim.accounts import log, telling
from perkim.accounts.models import Assignment, User
from perkim.accounts.own_acts import OwnAct
from perkim.accounts.roles import ACTING_ROLES, DECIDING_ROLES, SECOND_FACTOR_ROLES, VILLAGE_ROLES, Role
from perkim.accounts.titles import desk_title
from perkim.lib.names import sought_words

# Where allauth keeps sealed text in an authenticator's data: the key of TOTP, the seed of recovery codes.
SEALED_FIELDS = {"secret", "seed"}


ALONE = (
    "Untuk akun yang menandatangani, memegang uang, menangani aduan, atau mengelola portal, hal ini menunggu admin "
    "lain atau satu hari."
)


class AccountError(Exception):
    """An account action that may not be done; the message is a sentence for the screen."""


def create_account(*, actor: User | None, user: User) -> User:
    """Store a new account without password: it is opened with an activation code. Raises what `save_account` does."""
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    with _storing():
        user.save()
        log.note(log.MADE, [user], actor=actor, nama_pengguna=user.username)
    return user


def save_account(user: User) -> User:
    """Check and store an account; its holder is told of a new password or e-mail, and all who watch of a new name that
    is, or becomes, that of who signs or administers.

    Raises ValidationError, or AccountError when two take a name or an e-mail at once.
    """
    user.full_clean(exclude=["password"])
    with _storing():
        before = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        user.save()
        telling.account_changed(before=before, after=user)
        if before.name != user.name:
            log.note_name(user, before=before.name)
            if user.is_guarded or _is_name_of_guarded(user):
                telling.name_changed(user, before=before.name)
        if before.email != user.email:
            log.note(log.EMAIL_CHANGED, [user], actor=user)
    return user


def _is_name_of_guarded(user: User) -> bool:
    """Whether somebody else who signs or administers is called so, with these titles or others."""
    words = set(sought_words(user.name))
    names = User.objects.guarded().exclude(pk=user.pk).values_list("name", flat=True)
    return any(set(sought_words(name)) == words for name in names)


@transaction.atomic
def note_own_act(user: User, act: OwnAct) -> None:
    """The holder changed what keeps the account safe: noted, and told in case it was somebody else."""
    log.note(log.SAFETY_CHANGED, [user], actor=user, apa=act.name.lower())
    telling.own_act(user, act)


@contextmanager
def _storing() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise AccountError("Nama pengguna atau surel itu baru saja dipakai akun lain. Pakai yang lain.") from error


def refuse_alone(actor: User | None, users: Iterable[User], *, released: bool) -> None:
    """What would make somebody else the head is not done by one admin alone, only through `releases`. The system itself
    (`actor=None`: whoever has the server) may."""
    if actor is None or released:
        return
    if User.objects.guarded().filter(pk__in=[user.pk for user in users]).exists():
        raise AccountError(ALONE)


def assign(*, actor: User | None, assignment: Assignment, released: bool = False) -> Assignment:
    """Give a role. Raises ValidationError (double, dates, village) and AccountError (separation of duties)."""
    assignment.given_by = assignment.given_by or actor
    if assignment.role in VILLAGE_ROLES and not assignment.region.is_village:
        raise AccountError("Peran desa hanya dapat diberikan untuk satu desa atau kelurahan. Pilih desanya.")
    if assignment.role in VILLAGE_ROLES:
        assignment.title = assignment.title or desk_title(Role(assignment.role), assignment.region)
    if actor is not None and assignment.user_id == actor.pk:
        raise AccountError("Anda tidak dapat memberi peran kepada diri sendiri. Minta admin lain melakukannya.")
    if actor is not None and not released and assignment.role in SECOND_FACTOR_ROLES:
        raise AccountError(ALONE)
    if assignment.starts and assignment.ends and assignment.ends < assignment.starts:
        raise ValidationError({"ends": "Tanggal selesai lebih awal dari tanggal mulai. Periksa keduanya."})
    with transaction.atomic():
        # Two admins giving the same or conflicting roles at once wait for each other here.
        User.objects.select_for_update(no_key=True).get(pk=assignment.user_id)
        assignment.full_clean()
        _refuse_admin_who_decides(assignment)
        assignment.save()
        log.note(log.ROLE_GIVEN, [assignment.user], actor=actor, **_log_data(assignment))
    return assignment


def _log_data(assignment: Assignment) -> dict[str, Any]:
    """An assignment as the log tells it."""
    return {
        "penugasan": assignment.pk,
        "peran": assignment.role,
        "program": assignment.programme,
        "wilayah": assignment.region_id,
        "mulai": assignment.starts,
        "sampai": assignment.ends,
        "pelaksana": assignment.acting,
        "mewakili": assignment.acting_for_id,
        "dasar": assignment.basis,
    }


def _refuse_admin_who_decides(assignment: Assignment) -> None:
    """An admin of the portal has no approval rights (`domain.md` §1.3)."""
    if assignment.role == Role.ADMIN:
        conflicting = DECIDING_ROLES
    elif assignment.role in DECIDING_ROLES:
        conflicting = frozenset({Role.ADMIN})
    else:
        return
    held = Assignment.objects.filter(user_id=assignment.user_id).of_roles(conflicting)
    if held.overlapping(assignment.starts, assignment.ends).exists():
        raise AccountError(
            "Admin portal tidak boleh memegang peran yang memutus atau menandatangani. "
            "Akhiri dahulu peran yang lama, atau pakai akun lain."
        )


def appoint_acting(*, actor: User | None, assignment: Assignment, released: bool = False) -> Assignment:
    """Let somebody act for a post (Plt/Plh) within its dates, with the same programme and area.

    Raises AccountError if the post cannot be acted for then or the official would act for the own post.
    """
    post = assignment.acting_for
    if post is None or post.role not in ACTING_ROLES or post.acting:
        raise AccountError("Jabatan ini tidak dapat diwakili Plt. atau Plh. Pilih jabatan struktural.")
    if post.user_id == assignment.user_id:
        raise AccountError("Pejabat tidak dapat menjadi Plt. atau Plh. bagi jabatannya sendiri. Pilih orang lain.")
    assignment.role, assignment.programme, assignment.region = post.role, post.programme, post.region
    assignment.title = assignment.title or post.title
    with transaction.atomic():
        # Whoever ends the post at this moment waits, or is waited for.
        post = Assignment.objects.select_for_update(no_key=True).get(pk=post.pk)
        if assignment.starts < post.starts or (post.ends and (not assignment.ends or assignment.ends > post.ends)):
            raise AccountError("Plt. atau Plh. hanya dalam masa jabatan yang diwakili. Periksa tanggalnya.")
        return assign(actor=actor, assignment=assignment, released=released)


def end_assignment(*, actor: User, assignment: Assignment, last_day: date) -> None:
    """End a role with its last day; stand-ins of the post end with it."""
    if assignment.user_id == actor.pk:
        raise AccountError("Anda tidak dapat mengakhiri peran sendiri. Minta admin lain melakukannya.")
    if last_day < assignment.starts:
        raise AccountError("Hari terakhir lebih awal dari hari mulai penugasan. Periksa tanggalnya.")
    with transaction.atomic():
        assignment = Assignment.objects.select_for_update(no_key=True).get(pk=assignment.pk)
        if assignment.ends and assignment.ends < last_day:
            raise AccountError("Penugasan ini berakhir lebih dahulu dari hari itu. Pilih hari yang lebih awal.")
        ended = []
        for held in [assignment, *assignment.stand_ins.filter(starts__lte=last_day)]:
            if held.ends is None or held.ends > last_day:
                held.ends = last_day
                held.save(update_fields=["ends"])
                ended.append((held.user, _log_data(held)))
        # A stand-in that would only have begun afterwards never begins.
        for stand_in in assignment.stand_ins.filter(starts__gt=last_day).select_related("user"):
            ended.append((stand_in.user, _log_data(stand_in)))
            stand_in.delete()
        for holder, data in ended:
            log.note(log.ROLE_ENDED, [holder], actor=actor, **data)
            if assignment.role in SECOND_FACTOR_ROLES:
                telling.role_ended(holder, by=actor, role=Role(assignment.role), last_day=last_day)


@transaction.atomic
def set_active(*, actor: User, user: User, active: bool) -> None:
    """Close an account (its sessions end at once) or open it again."""
    if user.pk == actor.pk:
        raise AccountError("Anda tidak dapat menutup akun sendiri. Minta admin lain melakukannya.")
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        end_sessions(user)
    log.note(log.OPENED if active else log.CLOSED, [user], actor=actor)
    if user.is_guarded:
        telling.state_changed(user, by=actor)


@transaction.atomic
def remove_second_factor(*, actor: User, user: User, released: bool = False) -> None:
    """For a lost phone: the next sign-in sets up a new second factor where the role asks for one."""
    if user.pk == actor.pk:
        raise AccountError("Verifikasi dua langkah milik sendiri hanya dapat dilepas oleh admin lain.")
    refuse_alone(actor, [user], released=released)
    removed, _ = Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    log.note(log.SECOND_FACTOR_REMOVED, [user], actor=actor)
    if removed:
        telling.second_factor_removed(user)


@transaction.atomic
def reseal_second_factors() -> int:
    """Seal every second-factor key with the newest SECRET_KEY, all or none; returns how many there are."""
    adapter = get_adapter()
    held = Authenticator.objects.select_for_update().order_by("pk")
    for authenticator in held:
        data = {
            name: adapter.encrypt(adapter.decrypt(value)) if name in SEALED_FIELDS else value
            for name, value in authenticator.data.items()
        }
        authenticator.data = data
        authenticator.save(update_fields=["data"])
    return len(held)


def end_sessions(user: User) -> None:
    """Sign the account out everywhere."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
