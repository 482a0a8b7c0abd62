"""What an admin may not do alone: take a second factor off, print a slip or give a role, where somebody would then
sign, pay, see hidden reporters or administer in the place of another.

It is asked for and waits. All who sign or administer are told at once, and the account's holder too; each of them can
call it off. A second admin carries it out at once; in an office with one admin it can be carried out after a day. What
was asked for is checked when it is asked and again when it is done, by the same actions that do it elsewhere.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from perkim.accounts import actions, log, telling
from perkim.accounts.actions import AccountError
from perkim.accounts.activation import Slip, issue_slips
from perkim.accounts.models import Assignment, Release, User
from perkim.accounts.roles import SECOND_FACTOR_ROLES, Role

# Long enough that an absence of a night does not hide it, short enough for an acting head.
WAITS = timedelta(days=1)
OVER = "Permintaan ini sudah dilaksanakan, dibatalkan, atau lewat seminggu."
OWN = "Permintaan atas akun sendiri tidak dapat diajukan atau dilaksanakan sendiri. Minta admin lain melakukannya."


class TrialError(Exception):
    """Takes back what was only tried."""


def is_guarded(user: User) -> bool:
    return User.objects.guarded(timezone.localdate()).filter(pk=user.pk).exists()


def take_off_second_factor(*, actor: User, user: User, now: datetime) -> Release | None:
    """At once, or asked for."""
    if actor.pk != user.pk and is_guarded(user):
        return ask(actor=actor, account=user, kind=Release.Kind.SECOND_FACTOR, now=now)
    actions.remove_second_factor(actor=actor, user=user)
    return None


def give(*, actor: User, assignment: Assignment, now: datetime) -> Release | None:
    """At once, or asked for. Raises what `assign` and `appoint_acting` do, for what could not be given at all."""
    post = assignment.acting_for
    if (post.role if post else assignment.role) not in SECOND_FACTOR_ROLES:
        _give(actor, assignment)
        return None
    try:
        with transaction.atomic():
            _give(actor, assignment, released=True)
            raise TrialError
    except TrialError:
        return ask(actor=actor, account=assignment.user, kind=Release.Kind.ROLE, now=now, terms=_terms(assignment))


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
    # Two admins asking for the same at once wait for each other here.
    User.objects.select_for_update().get(pk=account.pk)
    same = Release.objects.waiting(now).filter(account=account, kind=kind, terms=terms or {}).first()
    if same:
        return same
    release = Release.objects.create(
        account=account, kind=kind, terms=terms or {}, asked_by=actor, asked_at=now, ripe_at=now + WAITS
    )
    _note(log.RELEASE_ASKED, release, actor)
    ripe = date_format(timezone.localtime(release.ripe_at), "j F, H.i")
    telling.release_news(
        release,
        f"{actor} meminta: {release.title}, untuk {account} ({account.username}). Dapat dilaksanakan oleh admin lain, "
        f"atau mulai {ripe} WIB. Bila janggal, tekan Batalkan.",
    )
    return release


def may_carry_out(actor: User, release: Release, now: datetime) -> bool:
    """A second admin at once; who asked for it, when it is ripe; never whose account it is."""
    if not actor.has_role(Role.ADMIN) or actor.pk == release.account_id:
        return False
    return actor.pk != release.asked_by_id or now >= release.ripe_at


@transaction.atomic
def carry_out(*, actor: User, release: Release, now: datetime) -> list[Slip]:
    """Do what was asked for; slips are returned to be printed. Raises what its action does."""
    release = _held(release, now)
    if not may_carry_out(actor, release, now):
        raise AccountError(OWN if actor.pk == release.account_id else actions.ALONE)
    slips: list[Slip] = []
    if release.kind == Release.Kind.SLIP:
        if not release.account.is_active:
            raise AccountError("Akun ini ditutup, jadi slipnya tidak dapat dipakai. Buka dahulu akunnya.")
        slips = issue_slips(actor=actor, users=[release.account], now=now, released=True)
    elif release.kind == Release.Kind.SECOND_FACTOR:
        actions.remove_second_factor(actor=actor, user=release.account, released=True)
    else:
        _give(release.asked_by, _assignment(release), released=True)
    _close(release, Release.State.DONE, actor, now)
    _note(log.RELEASE_DONE, release, actor)
    telling.release_news(release, f"{actor} melaksanakan: {release.title}, untuk {release.account}.")
    return slips


@transaction.atomic
def cancel(*, actor: User, release: Release, now: datetime) -> None:
    """Whoever is told of it may stop it."""
    release = _held(release, now)
    if not Release.objects.seen_by(actor).filter(pk=release.pk).exists():
        raise AccountError("Permintaan ini hanya dapat dibatalkan pemegang akun, admin, atau penanda tangan.")
    _close(release, Release.State.CANCELLED, actor, now)
    _note(log.RELEASE_CANCELLED, release, actor)
    telling.release_news(release, f"{actor} membatalkan: {release.title}, untuk {release.account}.")


def _held(release: Release, now: datetime) -> Release:
    held = Release.objects.waiting(now).select_for_update(of=("self",)).select_related("account", "asked_by")
    found = held.filter(pk=release.pk).first()
    if found is None:
        raise AccountError(OVER)
    return found


def _close(release: Release, state: Release.State, actor: User, now: datetime) -> None:
    release.state, release.closed_by, release.closed_at = state, actor, now
    release.save(update_fields=["state", "closed_by", "closed_at"])


def _note(kind: log.Kind, release: Release, actor: User) -> None:
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
        "label": assignment.label,
    }


def _assignment(release: Release) -> Assignment:
    terms = release.terms
    post = Assignment.objects.filter(pk=terms["acting_for"]).first() if terms["acting_for"] else None
    return Assignment(
        user=release.account,
        region_id=terms["region"],
        acting_for=post,
        starts=date.fromisoformat(terms["starts"]),
        ends=date.fromisoformat(terms["ends"]) if terms["ends"] else None,
        **{name: terms[name] for name in PLAIN},
    )
