"""What staged aid shows on the shared pages: its panel, and its ledgers on the dashboard."""

from perkim.funds.figure import ledger_figure
from perkim.funds.panel import funds_panel
from perkim.portal.case.panels import Panel, register_panel
from perkim.portal.dashboard.further_figures import FurtherFigure, register_figure

register_panel(
    Panel(
        key="dana",
        place=70,
        title="Pekerjaan dan dana",
        template="funds/_panel.html",
        context=funds_panel,
        empty="Kemajuan fisik, LPD, dan pembukuan dana akan tampil di sini setelah dana disalurkan.",
    )
)
register_figure(FurtherFigure(key="dana", place=30, draw=ledger_figure))
