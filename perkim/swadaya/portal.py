"""What household aid shows on the shared pages: its panels, a page in the menu, proofs in the bundle, and households by
their numbers in the search."""

from perkim.portal.bundle.parts import BundlePart, register_part
from perkim.portal.case.panels import Panel, register_panel
from perkim.portal.menu import REFERENCE, MenuItem, register_item
from perkim.portal.search.keys import SearchKey, register_search_key
from perkim.swadaya.candidates.panel import candidate_panel
from perkim.swadaya.candidates.search import cases_of_household
from perkim.swadaya.heirs.bundle import proofs_in_bundle
from perkim.swadaya.ranking.panel import ranking_panel
from perkim.swadaya.socialisation.panel import meeting_panel
from perkim.swadaya.verdict.panel import verdict_panel
from perkim.swadaya.villages.money import village_money_panel

register_item(
    MenuItem(label="Bantuan terdahulu", url_name="swadaya:aid_lists", icon="users", group=REFERENCE, place=10)
)
register_panel(
    Panel(key="calon", place=10, title="Data calon", template="swadaya/_calon.html", context=candidate_panel)
)
register_panel(
    Panel(
        key="peringkat",
        place=20,
        title="Kuota dan penerima",
        template="swadaya/_peringkat.html",
        context=ranking_panel,
        empty="Calon yang layak tampil di sini menurut urutannya setelah kuota diisi dan daftarnya dibekukan.",
    )
)
register_panel(
    Panel(
        key="kelayakan",
        place=30,
        title="Kelayakan",
        template="swadaya/_panel.html",
        context=verdict_panel,
        empty="Kelayakan dinilai begitu survei rumah diisi.",
    )
)
register_panel(
    Panel(
        key="sosialisasi",
        place=80,
        title="Sosialisasi dan KPB",
        template="swadaya/_sosialisasi.html",
        context=meeting_panel,
        empty="Sosialisasi dan KPB tampil di sini setelah calon desa ini ditetapkan sebagai penerima.",
    )
)
register_panel(
    Panel(
        key="dana_desa",
        place=90,
        title="Dana dan kemajuan",
        template="swadaya/_dana_desa.html",
        context=village_money_panel,
        empty="Dana dan kemajuan rumah tampil di sini setelah disalurkan atau dicatat.",
    )
)
register_part(BundlePart(key="penerus", files=proofs_in_bundle))
register_search_key(SearchKey(key="keluarga", title="NIK atau No. KK", cases=cases_of_household))
