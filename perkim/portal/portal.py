"""What the portal's own pages, and the papers below it, show in the menu, on the page of a case and in its bundle."""

from perkim.documents.panel import papers_panel
from perkim.portal.bundle.papers import papers_in_bundle
from perkim.portal.bundle.parts import BundlePart, register_part
from perkim.portal.case.panels import Panel, register_panel
from perkim.portal.menu import OWN, SETTINGS, WAITING, WORK, MenuItem, register_item

register_item(
    MenuItem(
        label="Kotak tugas",
        url_name="portal:worklist",
        icon="inbox",
        group=WORK,
        place=10,
        count=lambda numbers: numbers.total,
        counted=WAITING,
    )
)
register_item(MenuItem(label="Persetujuan", url_name="portal:approvals", icon="shield-check", group=WORK, place=20))
register_item(MenuItem(label="Cari berkas", url_name="portal:search", icon="search", group=WORK, place=40))
register_item(
    MenuItem(
        label="Pemberitahuan",
        url_name="portal:notices",
        icon="mail",
        group=WORK,
        place=50,
        count=lambda numbers: numbers.unread,
        counted="belum dibaca",
    )
)
register_item(MenuItem(label="Hari libur", url_name="portal:days_off", icon="calendar", group=SETTINGS, place=30))
register_item(MenuItem(label="Parameter", url_name="portal:parameters", icon="file-text", group=SETTINGS, place=40))
register_item(MenuItem(label="Akun saya", url_name="accounts:own", icon="circle-user", group=OWN, place=10))
register_panel(
    Panel(
        key="naskah",
        place=100,
        title="Dokumen",
        template="documents/_panel.html",
        context=papers_panel,
        empty="Naskah yang dicatat akan tampil di sini, dengan nomor, tanggal, dan pindaiannya.",
    )
)
register_part(BundlePart(key="naskah", files=papers_in_bundle))
