"""What bank accounts show on the page of a case."""

from perkim.banking.panel import account_panel, accounts_panel
from perkim.portal.case.panels import Panel, register_panel

TITLE = "Rekening penerima"
EMPTY = "Rekening tampil di sini setelah calon ditetapkan sebagai penerima."

register_panel(
    Panel(
        key="rekening",
        place=50,
        title=TITLE,
        template="banking/_panel.html",
        context=account_panel,
        empty=EMPTY,
    )
)
register_panel(
    Panel(
        key="rekening_semua",
        place=55,
        title=TITLE,
        template="banking/_panel_tahun.html",
        context=accounts_panel,
        empty=EMPTY,
    )
)
