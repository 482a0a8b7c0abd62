"""The side menu of the staff pages, with how much waits behind each item.

An item is shown to whom the rule of its page allows; roles are not repeated here. All numbers come from one query.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import resolve, reverse
from django.utils import timezone

from perkim.accounts.access import rule_of
from perkim.accounts.models import User
from perkim.portal.counting import Numbers, in_words, numbers_for
from perkim.portal.reach import programmes_for


@dataclass(frozen=True)
class Item:
    """A page worth a place in the menu. `icon` is a name of `perkim.portal.icons`.

    `count` picks how much waits there for this reader; `counted` are the words after that number.
    """

    label: str
    url_name: str
    icon: str
    count: Callable[[Numbers], int] | None = None
    counted: str = ""
    args: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    title: str
    items: tuple[Item, ...]


WAITING = "menunggu"
PROGRAMMES = "Program"
GROUPS = (
    Group(
        "Pekerjaan",
        (
            Item("Kotak tugas", "portal:worklist", "inbox", lambda numbers: numbers.total, WAITING),
            Item("Persetujuan", "portal:approvals", "shield-check"),
            Item("Pekerjaan lapangan", "visits:field_work", "map-pin"),
            Item("Cari berkas", "portal:search", "search"),
            Item("Pemberitahuan", "portal:notices", "mail", lambda numbers: numbers.unread, "belum dibaca"),
        ),
    ),
    Group(PROGRAMMES, ()),
    Group(
        "Rujukan",
        (Item("Bantuan terdahulu", "swadaya:aid_lists", "users"),),
    ),
    Group(
        "Pengaturan",
        (
            Item("Akun petugas", "personnel:list", "users"),
            Item("Akun desa", "personnel:villages", "landmark"),
            Item("Hari libur", "portal:days_off", "calendar"),
            Item("Parameter", "portal:parameters", "file-text"),
        ),
    ),
    Group("Akun", (Item("Akun saya", "accounts:own", "circle-user"),)),
)


@dataclass(frozen=True)
class Link:
    """An item as one reader sees it. `current` is its aria-current: `page`, `true` on a page below it, or empty.

    `count` is empty where nothing waits.
    """

    label: str
    icon: str
    url: str
    current: str
    count: str = ""
    counted: str = ""


def menu_for(user: User | AnonymousUser, path: str, numbers: Numbers | None = None) -> list[tuple[str, list[Link]]]:
    """The groups this user may open, with the place of `path` in them; groups without items are left out.

    `numbers` are those that the page has counted already; else one query counts them.
    """
    if not isinstance(user, User):
        return []
    shown = [(group.title, list(_allowed(group, user))) for group in GROUPS]
    here = max((url for _, items in shown for _, url in items if path.startswith(url)), key=len, default=None)
    waiting = numbers or numbers_for(user, timezone.now())
    return [
        (title, [_link(item, url, _current(url, here, path), waiting) for item, url in items])
        for title, items in shown
        if items
    ]


def _allowed(group: Group, user: User) -> Iterator[tuple[Item, str]]:
    for item in _programmes(user) if group.title == PROGRAMMES else group.items:
        url = reverse(item.url_name, args=item.args)
        rule = rule_of(resolve(url).func)
        if rule is not None and rule.allows(user):
            yield item, url


def _programmes(user: User) -> Iterator[Item]:
    for programme in programmes_for(user):
        slug = programme.slug
        yield Item(programme.title, "portal:cases", programme.icon, _of_programme(slug), WAITING, (slug,))


def _of_programme(slug: str) -> Callable[[Numbers], int]:
    return lambda numbers: numbers.programmes[slug]


def _link(item: Item, url: str, current: str, numbers: Numbers) -> Link:
    count = item.count(numbers) if item.count else 0
    return Link(item.label, item.icon, url, current, in_words(count) if count else "", item.counted)


def _current(url: str, here: str | None, path: str) -> str:
    if url != here:
        return ""
    return "page" if url == path else "true"
