"""Further panels of the case page: an app says in its `portal.py` what it shows about a case, and in which place.

Refuse by default: a panel appears only if its `context` answers for this reader; None means that there is nothing for
him to see, not even the heading.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from perkim.accounts.models import User
from perkim.lib.placed import in_place
from perkim.lib.registry import Registry
from perkim.sipoc.models import Berkas


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One section of the left column, between the checklist and the work.

    `context` makes what `template` finds as `panel`, for one case and reader with a bounded number of queries, or None.
    `empty` is the sentence where the context is empty (`{}`), or makes it for a case: it says what will appear here and
    when. `process` limits the panel to one kind of case (`programme.process`), or to a programme (`programme`); empty
    for all. Panels stand in the order of `place`: 10 to 30 who it is about and what was judged, 40 field work, 50 to 70
    money, 80 and 90 what lies below, 100 papers.
    """

    key: str
    place: int
    title: str
    template: str
    context: Callable[[Berkas, User], Mapping[str, Any] | None]
    empty: str | Callable[[Berkas], str] = ""
    process: str = ""

    def is_for(self, case: Berkas) -> bool:
        return self.process in ("", case.programme, f"{case.programme}.{case.process}")


@dataclass(frozen=True, kw_only=True)
class FilledPanel:
    """A panel with what it shows of one case, and what it says where that is nothing yet."""

    panel: Panel
    context: Mapping[str, Any]
    empty: str


_panels: Registry[Panel] = Registry("case panel", KeyError)


def register_panel(panel: Panel) -> Panel:
    """Make a panel known. Called while modules are imported; a key may be taken once."""
    return _panels.add(panel.key, panel)


def panels_of(case: Berkas, user: User) -> list[FilledPanel]:
    """The panels this reader may see of this case."""
    contexts = [(panel, panel.context(case, user)) for panel in in_place(_panels.all()) if panel.is_for(case)]
    return [
        FilledPanel(panel=panel, context=context, empty=panel.empty(case) if callable(panel.empty) else panel.empty)
        for panel, context in contexts
        if context is not None
    ]
