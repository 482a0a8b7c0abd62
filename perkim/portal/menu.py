"""The side menu of the staff pages.

An item is shown to whom the rule of its page allows; roles are not repeated here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import resolve, reverse

from perkim.accounts.access import rule_of
from perkim.accounts.models import User


@dataclass(frozen=True)
class Item:
    """A page worth a place in the menu. `icon` is a name of `perkim.portal.icons`."""

    label: str
    url_name: str
    icon: str


@dataclass(frozen=True)
class Group:
    title: str
    items: tuple[Item, ...]


GROUPS = (
    Group("Pekerjaan", (Item("Kotak tugas", "portal:worklist", "inbox"),)),
    Group(
        "Pengaturan",
        (
            Item("Akun petugas", "personnel:list", "users"),
            Item("Akun desa", "personnel:villages", "landmark"),
        ),
    ),
    Group("Akun", (Item("Akun saya", "accounts:own", "circle-user"),)),
)


@dataclass(frozen=True)
class Link:
    """An item as one reader sees it. `current` is its aria-current: `page`, `true` on a page below it, or empty."""

    label: str
    icon: str
    url: str
    current: str


def menu_for(user: User | AnonymousUser, path: str) -> list[tuple[str, list[Link]]]:
    """The groups this user may open, with the place of `path` in them; groups without items are left out."""
    shown = [(group.title, list(_allowed(group, user))) for group in GROUPS]
    here = max((url for _, items in shown for _, url in items if path.startswith(url)), key=len, default=None)
    return [
        (title, [Link(item.label, item.icon, url, _current(url, here, path)) for item, url in items])
        for title, items in shown
        if items
    ]


def _allowed(group: Group, user: User | AnonymousUser) -> Iterator[tuple[Item, str]]:
    for item in group.items:
        url = reverse(item.url_name)
        rule = rule_of(resolve(url).func)
        if rule is not None and rule.allows(user):
            yield item, url


def _current(url: str, here: str | None, path: str) -> str:
    if url != here:
        return ""
    return "page" if url == path else "true"
