"""Who signs a paper: the post with its title on the paper's day, its acting official if it has one, rank and NIP.

Source: `domain.md` §12.2, §15.3 (an acting official signs with the own title). The date of the paper decides.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from perkim.accounts.models import Assignment, User
from perkim.accounts.roles import Role
from perkim.sipoc.models import Berkas


def post_on(role: Role, case: Berkas, day: date) -> Assignment | None:
    """Who holds the role for this case's region on that day: the nearest region first, who acts for the post before
    its holder. None if the post is vacant. One query."""
    held = Assignment.objects.in_force(day).filter(role=role, programme__in=("", case.programme), user__is_active=True)
    serving = [post for post in held.select_related("user", "region") if post.region.covers(case.region)]
    serving.sort(key=lambda post: (-len(str(post.region_id)), not post.acting, post.pk))
    return serving[0] if serving else None


def signer(user: User | None, title: str, words: str = "") -> dict[str, Any]:
    """Somebody who signs without a post: a facilitator, a recipient. Without an account the name is filled in later."""
    return {
        "kata": words,
        "jabatan": title,
        "nama": user.name if user else "",
        "pangkat": user.rank if user else "",
        "nip": spaced_nip(user.nip) if user else "",
    }


def officer(role: Role, case: Berkas, day: date, title: str, words: str = "") -> dict[str, Any]:
    """Who signs for a post on that day. `title` is how the post is called unless its assignment says otherwise; a
    vacant one is marked, so that the draft can say so. One query."""
    return held_by(post_on(role, case, day), title, words)


def held_by(post: Assignment | None, title: str, words: str = "") -> dict[str, Any]:
    if post is None:
        return {**signer(None, title, words), "kosong": True}
    return signer(post.user, title_of(post, title), words)


def title_of(post: Assignment, title: str) -> str:
    """`Plt. Kepala Desa Sumberwuluh`."""
    name = post.title or title
    return f"{post.get_acting_display()} {name}" if post.acting else name


def vacant_posts(isi: Any) -> Iterator[str]:
    """The posts on a sheet that nobody held on its day, by their titles, in their order."""
    if isinstance(isi, dict):
        if isi.get("kosong"):
            yield str(isi["jabatan"])
        for each in isi.values():
            yield from vacant_posts(each)
    elif isinstance(isi, list):
        for each in isi:
            yield from vacant_posts(each)


def spaced_nip(nip: str) -> str:
    """`19800101 200501 1 001`, as papers write it: born, since, sex, serial."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if len(nip) == 18 else nip
