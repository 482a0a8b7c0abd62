"""What road contracts show on the shared pages."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from perkim.accounts.models import User
from perkim.files.models import Upload
from perkim.portal.bundle.parts import Bundled, BundlePart, register_part
from perkim.portal.case.panels import Panel, register_panel
from perkim.portal.dashboard.bar_chart import Figure, bars
from perkim.portal.dashboard.further_figures import FurtherFigure, register_figure
from perkim.portal.menu import REFERENCE, MenuItem, register_item
from perkim.portal.search.keys import SearchKey, register_search_key
from perkim.sipoc.declarations import Process
from perkim.sipoc.models import Berkas
from perkim.sipoc.querysets import BerkasQuerySet


def length(case: Berkas, user: User) -> Mapping[str, Any]:
    return {"metres": 240} if case.title.startswith("Ruas") else {}


def drawings(case: Berkas) -> Mapping[int, Bundled]:
    """Every upload of a contract is a drawing."""
    uploads = Upload.objects.filter(subject=case.subject) if case.programme == "jalan" else Upload.objects.none()
    return {each.pk: Bundled(folder="gambar", name="gambar_jalan", facts={"skala": "1:500"}) for each in uploads}


def lengths(rows: BerkasQuerySet, process: Process) -> Figure | None:
    count = rows.filter(programme="jalan").count()
    if not count:
        return None
    return Figure(
        key="panjang", finding=f"{240 * count} m jalan", note="Panjang", bars=bars([("Ruas", count, "240 m")])
    )


def numbered_stretch(words: str) -> Q | None:
    """`R.12` is the stretch of this number."""
    return Q(programme="jalan", title__endswith=f" {words[2:]}") if words.startswith("R.") else None


register_item(MenuItem(label="Peta jalan", url_name="roads:map", icon="map-pin", group=REFERENCE, place=5))
register_panel(
    Panel(
        key="panjang",
        place=15,
        title="Panjang jalan",
        template="roads/_panel.html",
        context=length,
        empty="Panjang tampil di sini setelah diukur.",
        process="jalan",
    )
)
register_part(BundlePart(key="gambar", files=drawings))
register_figure(FurtherFigure(key="panjang", place=15, draw=lengths))
register_search_key(SearchKey(key="ruas", title="Nomor ruas", cases=numbered_stretch))
