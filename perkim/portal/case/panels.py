"""Further panels of the case page: an app says what it shows about a case, the page shows it in its place.

Refuse by default: a panel appears only if its `context` answers for this reader; None means that there is nothing for
him to see, not even the heading.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from perkim.accounts.models import User
from perkim.banking.panel import account_panel, accounts_panel
from perkim.budgets.panel import budget_panel
from perkim.documents.panel import papers_panel
from perkim.funds.panel import funds_panel
from perkim.lib.registry import Registry
from perkim.sipoc.models import Berkas
from perkim.swadaya.candidates.panel import candidate_panel
from perkim.swadaya.ranking.panel import ranking_panel
from perkim.swadaya.socialisation.panel import meeting_panel
from perkim.swadaya.verdict.panel import verdict_panel
from perkim.swadaya.villages.money import village_money_panel
from perkim.visits.panel import visits_panel


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One section of the left column, between the checklist and the work.

    `context` makes what `template` finds as `panel`, for one case and reader with a bounded number of queries, or None.
    `empty` is the sentence where the context is empty (`{}`): it says what will appear here and when. `process` limits
    the panel to one kind of case (`programme.process`), or to a programme (`programme`); empty for all.
    """

    key: str
    title: str
    template: str
    context: Callable[[Berkas, User], Mapping[str, Any] | None]
    empty: str = ""
    process: str = ""

    def is_for(self, case: Berkas) -> bool:
        return self.process in ("", case.programme, f"{case.programme}.{case.process}")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A panel with what it shows of one case."""

    panel: Panel
    context: Mapping[str, Any]


_panels: Registry[Panel] = Registry("case panel", KeyError)


def register_panel(panel: Panel) -> Panel:
    """Make a panel known, in the order of registration. Called while modules are imported; a key may be taken once."""
    return _panels.add(panel.key, panel)


def panels_of(case: Berkas, user: User) -> list[Shown]:
    """The panels this reader may see of this case."""
    asked = [(panel, panel.context(case, user)) for panel in _panels.all() if panel.is_for(case)]
    return [Shown(panel=panel, context=context) for panel, context in asked if context is not None]


register_panel(Panel(key="calon", title="Data calon", template="swadaya/_calon.html", context=candidate_panel))
register_panel(
    Panel(
        key="peringkat",
        title="Peringkat",
        template="swadaya/_peringkat.html",
        context=ranking_panel,
        empty="Peringkat tampil di sini setelah kuota diisi dan calon yang layak diperingkatkan.",
    )
)
register_panel(
    Panel(
        key="kelayakan",
        title="Kelayakan",
        template="swadaya/_panel.html",
        context=verdict_panel,
        empty="Kelayakan dinilai begitu survei rumah diisi.",
    )
)
register_panel(
    Panel(
        key="lapangan",
        title="Kunjungan dan foto",
        template="visits/_panel.html",
        context=visits_panel,
        empty="Kunjungan rumah dan foto-fotonya akan tampil di sini.",
    )
)
register_panel(
    Panel(
        key="rekening",
        title="Rekening penerima",
        template="banking/_panel.html",
        context=account_panel,
        empty="Rekening tampil di sini setelah calon ditetapkan sebagai penerima.",
    )
)
register_panel(
    Panel(
        key="rekening_semua",
        title="Rekening penerima",
        template="banking/_panel_tahun.html",
        context=accounts_panel,
        empty="Rekening tampil di sini setelah calon ditetapkan sebagai penerima.",
    )
)
register_panel(
    Panel(
        key="rab",
        title="RAB, DRPB, dan toko",
        template="budgets/_panel.html",
        context=budget_panel,
        empty="Nilai RAB, DRPB, dan toko pilihan tampil di sini setelah diisi TFL pada tahap rencana.",
    )
)
register_panel(
    Panel(
        key="dana",
        title="Pekerjaan dan dana",
        template="funds/_panel.html",
        context=funds_panel,
        empty="Kemajuan fisik, LPD, dan pembukuan dana akan tampil di sini setelah dana disalurkan.",
    )
)
register_panel(
    Panel(
        key="sosialisasi",
        title="Sosialisasi dan KPB",
        template="swadaya/_sosialisasi.html",
        context=meeting_panel,
        empty="Sosialisasi dan KPB tampil di sini setelah calon desa ini ditetapkan sebagai penerima.",
    )
)
register_panel(
    Panel(
        key="dana_desa",
        title="Dana dan kemajuan",
        template="swadaya/_dana_desa.html",
        context=village_money_panel,
        empty="Dana dan kemajuan rumah tampil di sini setelah disalurkan atau dicatat.",
    )
)
register_panel(
    Panel(
        key="naskah",
        title="Dokumen",
        template="documents/_panel.html",
        context=papers_panel,
        empty="Naskah yang dicatat akan tampil di sini, dengan nomor, tanggal, dan pindaiannya.",
    )
)
