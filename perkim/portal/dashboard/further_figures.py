"""Further figures of the dashboard: an app says in its `portal.py` what it adds up of some cases, and its place."""

from collections.abc import Callable
from dataclasses import dataclass

from perkim.lib.placed import in_place
from perkim.lib.registry import Registry
from perkim.portal.dashboard.bar_chart import Figure
from perkim.sipoc.declarations import Process
from perkim.sipoc.querysets import BerkasQuerySet


@dataclass(frozen=True, kw_only=True)
class FurtherFigure:
    """`draw` answers for all these cases, which are of one kind, in a bounded number of queries; None where there is
    nothing to draw. The dashboard's own figures stand at 10 (stages), 20 (values), 40 (lateness) and 50 (places)."""

    key: str
    place: int
    draw: Callable[[BerkasQuerySet, Process], Figure | None]


_figures: Registry[FurtherFigure] = Registry("figure of the dashboard", KeyError)


def register_figure(figure: FurtherFigure) -> FurtherFigure:
    """Make a figure known. Called while modules are imported; a key may be taken once."""
    return _figures.add(figure.key, figure)


def further_figures_of(rows: BerkasQuerySet, process: Process) -> list[tuple[int, Figure]]:
    """What the apps have to draw of these cases, each with its place."""
    drawn = [(each.place, each.draw(rows, process)) for each in in_place(_figures.all())]
    return [(place, figure) for place, figure in drawn if figure is not None]
