"""The side menu of the staff pages, with how much waits behind each item. An app registers its pages in `portal.py`.

An item is shown to whom the rule of its page allows; roles are not repeated here. All numbers come from one query.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import resolve, reverse
from django.utils import timezone

from perkim.accounts.access import rule_of
from perkim.accounts.models import User
from perkim.lib.placed import in_place
from perkim.lib.registry import Registry
from perkim.portal.counting import Numbers, in_words, numbers_for
from perkim.portal.reach import programmes_for

WAITING = "menunggu"
WORK, PROGRAMMES, REFERENCE, SETTINGS, OWN = "Pekerjaan", "Program", "Rujukan", "Pengaturan", "Akun"
GROUPS = (WORK, PROGRAMMES, REFERENCE, SETTINGS, OWN)


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    """A page worth a place in the menu. `icon` is a name of `perkim.portal.icons`, `group` one of `GROUPS`.

    `count` picks how much waits there for this reader; `counted` are the words after that number.
    """

    label: str
    url_name: str
    icon: str
    group: str
    place: int = 0
    count: Callable[[Numbers], int] | None = None
    counted: str = ""
    args: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.url_name


_items: Registry[MenuItem] = Registry("menu item", KeyError)


def register_item(item: MenuItem) -> MenuItem:
    """Make a page known to the menu. Raises ValueError for a group that the menu has not, and for a page twice."""
    if item.group not in GROUPS or item.group == PROGRAMMES:
        raise ValueError(f"the menu has no group {item.group!r} for {item.url_name}")
    return _items.add(item.key, item)


def items_of(group: str) -> list[MenuItem]:
    """What was registered for one group, in the order of the places."""
    return in_place(item for item in _items.all() if item.group == group)


@dataclass(frozen=True)
class MenuLink:
    """An item as one reader sees it. `current` is its aria-current: `page`, `true` on a page below it, or empty.

    `count` is empty where nothing waits.
    """

    label: str
    icon: str
    url: str
    current: str
    count: str = ""
    counted: str = ""


def menu_for(user: User | AnonymousUser, path: str, numbers: Numbers | None = None) -> list[tuple[str, list[MenuLink]]]:
    """The groups this user may open, with the place of `path` in them; groups without items are left out.

    `numbers` are those that the page has counted already; else one query counts them.
    """
    if not isinstance(user, User):
        return []
    shown = [(group, list(_allowed(group, user))) for group in GROUPS]
    here = max((url for _, items in shown for _, url in items if path.startswith(url)), key=len, default=None)
    waiting = numbers or numbers_for(user, timezone.now())
    return [
        (title, [_link(item, url, _current(url, here, path), waiting) for item, url in items])
        for title, items in shown
        if items
    ]


def _allowed(group: str, user: User) -> Iterator[tuple[MenuItem, str]]:
    for item in _programmes(user) if group == PROGRAMMES else items_of(group):
        url = reverse(item.url_name, args=item.args)
        rule = rule_of(resolve(url).func)
        if rule is not None and rule.allows(user):
            yield item, url


def _programmes(user: User) -> Iterator[MenuItem]:
    for programme in programmes_for(user):
        slug = programme.slug
        yield MenuItem(
            label=programme.title,
            url_name="portal:cases",
            icon=programme.icon,
            group=PROGRAMMES,
            count=_of_programme(slug),
            counted=WAITING,
            args=(slug,),
        )


def _of_programme(slug: str) -> Callable[[Numbers], int]:
    return lambda numbers: numbers.programmes[slug]


def _link(item: MenuItem, url: str, current: str, numbers: Numbers) -> MenuLink:
    count = item.count(numbers) if item.count else 0
    return MenuLink(item.label, item.icon, url, current, in_words(count) if count else "", item.counted)


def _current(url: str, here: str | None, path: str) -> str:
    if url != here:
        return ""
    return "page" if url == path else "true"
