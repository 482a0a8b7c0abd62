"""What the plans of costs show on the page of a case."""

from perkim.budgets.panel import budget_panel
from perkim.portal.case.panels import Panel, register_panel

register_panel(
    Panel(
        key="rab",
        place=60,
        title="RAB, DRPB, dan toko",
        template="budgets/_panel.html",
        context=budget_panel,
        empty="Nilai RAB, DRPB, dan toko pilihan tampil di sini setelah diisi TFL pada tahap rencana.",
    )
)
