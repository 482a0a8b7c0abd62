"""What field visits show on the shared pages: their panel, their page in the menu, their photos in the bundle."""

from perkim.portal.bundle.parts import BundlePart, register_part
from perkim.portal.case.panels import Panel, register_panel
from perkim.portal.menu import WORK, MenuItem, register_item
from perkim.visits.bundle import photos_in_bundle
from perkim.visits.panel import nothing_yet, visits_panel

register_item(MenuItem(label="Pekerjaan lapangan", url_name="visits:field_work", icon="map-pin", group=WORK, place=30))
register_panel(
    Panel(
        key="lapangan",
        place=40,
        title="Kunjungan dan foto",
        template="visits/_panel.html",
        context=visits_panel,
        empty=nothing_yet,
    )
)
register_part(BundlePart(key="foto", files=photos_in_bundle))
