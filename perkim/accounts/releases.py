"""What an admin may not do alone: take a second factor off, print a slip or give a role, where somebody would then
sign, pay, see hidden reporters or administer in the place of another.

It is asked for and waits. All who sign or administer are told at once, and the account's holder too; each of them can
call it off. A second admin carries it out at once; in an office with one admin it can be carried out after a day. What
was asked for is checked when it is asked and again when it is done, by the same actions that do it elsewhere.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from perkim.accounts import actions, log, telling
from perkim.accounts.actions import AccountError
from perkim.accounts.activation import Slip, issue_slips, void_slip
from perkim.accounts.models import Assignment, Release, User
from perkim.accounts.roles import SECOND_FACTOR_ROLES, Role

# Long enough that an absence of a night does not hide it, short enough for an acting head.
WAITS = timedelta(days=1)
# Who became admin through another admin is a second one only then: else one admin would have an account of his own made
# one too, which looks harmless, and from the next day on nothing would wait any more.
PROVEN = timedelta(days=7)
OVER = "Permintaan ini sudah dilaksanakan, dibatalkan, atau lewat seminggu."
OWN = "Permintaan atas akun sendiri tidak dapat diajukan atau dilaksanakan sendiri. Minta admin lain melakukannya."


def take_off_second_factor(*, actor: User, user: User, now: datetime) -> Release | None:
    """At once, or asked for. Raises what `remove_second_factor` does."""
    if not user.is_guarded:
        actions.remove_second_factor(actor=actor, user=user)
        return None
    _try(lambda: actions.remove_second_factor(actor=actor, user=user, released=True))
    return ask(actor=actor, account=user, kind=Release.Kind.SECOND_FACTOR, now=now)


def print_slip(*, actor: User, user: User, now: datetime) -> Slip | Release:
    """At once, or asked for. Raises what `issue_slips` does."""
    if not user.is_guarded:
        return issue_slips(actor=actor, users=[user], now=now)[0]
    _try(lambda: issue_slips(actor=actor, users=[user], now=now, released=True))
    return ask(actor=actor, account=user, kind=Release.Kind.SLIP, now=now)


def give(*, actor: User, assignment: Assignment, now: datetime) -> Release | None:
    """At once, or asked for. Raises what `assign` and `appoint_acting` do."""
    post = assignment.acting_for
    if (post.role if post else assignment.role) not in SECOND_FACTOR_ROLES:
        _give(actor, assignment)
        return None
    _try(lambda: _give(actor, assignment, released=True))
    return ask(actor=actor, account=assignment.user, kind=Release.Kind.ROLE, now=now, terms=_terms(assignment))


def _try(act: Callable[[], object]) -> None:
    """Raises what the act would raise, and takes it back: what could not be done is not asked for."""
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


def _give(actor: User, assignment: Assignment, *, released: bool = False) -> None:
    door = actions.appoint_acting if assignment.acting_for_id else actions.assign
    door(actor=actor, assignment=assignment, released=released)


@transaction.atomic
def ask(
    *, actor: User, account: User, kind: Release.Kind, now: datetime, terms: dict[str, Any] | None = None
) -> Release:
    """Note what is wanted and tell everybody; asking again while it waits asks for nothing more."""
    if actor.pk == account.pk:
        raise AccountError(OWN)
    if kind == Release.Kind.ROLE:
        void_slip(account)
    # Two admins asking for the same at once wait for each other here.
    User.objects.select_for_update(no_key=True).get(pk=account.pk)
    same = Release.objects.waiting(now).filter(account=account, kind=kind, terms=terms or {}).first()
    if same:
        return same
    release = Release.objects.create(
        account=account, kind=kind, terms=terms or {}, asked_by=actor, asked_at=now, ripe_at=now + WAITS
    )
    _note(log.RELEASE_REQUESTED, release, actor)
    ripe = date_format(timezone.localtime(release.ripe_at), "j F, H.i")
    telling.release_news(
        release,
        f"{actor.named} meminta: {release.title}, untuk {account.named}. Dapat dilaksanakan oleh admin lain, atau "
        f"mulai {ripe} WIB. Bila janggal, tekan Batalkan.",
    )
    return release


def may_carry_out(actor: User, release: Release, now: datetime) -> bool:
    """A second admin at once; who asked for it or is new, when it is ripe; never whose account it is."""
    if not actor.has_role(Role.ADMIN) or actor.pk == release.account_id:
        return False
    return now >= release.ripe_at or (actor.pk != release.asked_by_id and _is_proven(actor, now))


def _is_proven(admin: User, now: datetime) -> bool:
    """By whoever has the server, or a while ago by another admin."""
    posts = [post for post in admin.assignments_today if post.role == Role.ADMIN]
    return any(post.given_by_id is None or post.given_at <= now - PROVEN for post in posts)


@transaction.atomic
def carry_out(*, actor: User, release: Release, now: datetime) -> list[Slip]:
    """Do what was asked for; slips are returned to be printed. Raises what its action does."""
    release = _held(release, now)
    if not may_carry_out(actor, release, now):
        raise AccountError(OWN if actor.pk == release.account_id else actions.ALONE)
    _close(release, Release.State.DONE, actor, now)
    slips = _do(release, actor, now)
    _note(log.RELEASE_DONE, release, actor)
    telling.release_news(release, f"{actor.named} melaksanakan: {release.title}, untuk {release.account.named}.")
    return slips


def _do(release: Release, actor: User, now: datetime) -> list[Slip]:
    account = release.account
    if release.kind == Release.Kind.SLIP:
        return issue_slips(actor=actor, users=[account], now=now, released=True)
    if release.kind == Release.Kind.SECOND_FACTOR:
        actions.remove_second_factor(actor=actor, user=account, released=True)
    else:
        void_slip(account)
        _give(actor, _assignment(release), released=True)
    return []


@transaction.atomic
def cancel(*, actor: User, release: Release, now: datetime) -> None:
    """Whoever is told of it may stop it."""
    release = _held(release, now)
    if not Release.objects.seen_by(actor, timezone.localdate(now)).filter(pk=release.pk).exists():
        raise AccountError("Permintaan ini hanya dapat dibatalkan pemegang akun, admin, atau penanda tangan.")
    _close(release, Release.State.CANCELLED, actor, now)
    _note(log.RELEASE_CANCELLED, release, actor)
    telling.release_news(release, f"{actor.named} membatalkan: {release.title}, untuk {release.account.named}.")


def _held(release: Release, now: datetime) -> Release:
    held = Release.objects.waiting(now).select_for_update(of=("self",)).select_related("account", "asked_by")
    locked = held.filter(pk=release.pk).first()
    if locked is None:
        raise AccountError(OVER)
    return locked


def _close(release: Release, state: Release.State, actor: User, now: datetime) -> None:
    release.state, release.closed_by, release.closed_at = state, actor, now
    release.save(update_fields=["state", "closed_by", "closed_at"])


def _note(kind: log.LogKind, release: Release, actor: User) -> None:
    terms = {name: value for name, value in release.terms.items() if name in ("role", "region", "starts", "ends")}
    log.note(kind, [release.account], actor=actor, permintaan=release.pk, jenis=release.kind, **terms)


PLAIN = ("role", "programme", "title", "acting", "basis")


def _terms(assignment: Assignment) -> dict[str, Any]:
    """An assignment as it is kept until it is given."""
    return {
        **{name: getattr(assignment, name) for name in PLAIN},
        "region": assignment.region_id,
        "acting_for": assignment.acting_for_id,
        "starts": assignment.starts.isoformat(),
        "ends": assignment.ends.isoformat() if assignment.ends else None,
        **_words(assignment),
    }


def _words(assignment: Assignment) -> dict[str, str]:
    """What all are told of it. The role by its own name: the title that an admin types could call it anything."""
    role, day = str(Role(assignment.role).label), partial(date_format, format="j F Y")
    details = [
        assignment.region.address,
        f"program {assignment.programme}" if assignment.programme else "semua program",
        f"mulai {day(assignment.starts)}{f' sampai {day(assignment.ends)}' if assignment.ends else ''}",
        f"jabatan pada naskah “{assignment.title}”" if assignment.title else "",
        f"dasar {assignment.basis}" if assignment.basis else "",
    ]
    label = f"{assignment.get_acting_display()} {role}" if assignment.acting else role
    return {"label": label, "detail": ", ".join(part for part in details if part)}


def _assignment(release: Release) -> Assignment:
    terms = release.terms
    post = Assignment.objects.filter(pk=terms["acting_for"]).first() if terms["acting_for"] else None
    return Assignment(
        user=release.account,
        given_by=release.asked_by,
        region_id=terms["region"],
        acting_for=post,
        starts=date.fromisoformat(terms["starts"]),
        ends=date.fromisoformat(terms["ends"]) if terms["ends"] else None,
        **{name: terms[name] for name in PLAIN},
    )
