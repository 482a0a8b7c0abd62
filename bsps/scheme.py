"""BSPS as a scheme of household aid: who allocates and decrees, what a house gets by its kind of work. Source:
`domain.md` §4.1, §4.4."""

from datetime import date

from bsps.reasons import REASONS
from bsps.sheets import STIMULAN
from perkim.funds.amounts import AidSince
from perkim.funds.gates import Ceilings
from perkim.schemes.scheme import AllocationPaper, NamingDecree, Scheme, ValueTier
from perkim.schemes.values import declare_scheme
from perkim.swadaya.terms import WorkKind

_SINCE_2022 = date(2022, 1, 1)
_REPAIR, _NEW = WorkKind.REPAIR, WorkKind.NEW


def _both(material: int, wages: int) -> dict[str, Ceilings]:
    """Repairs and new houses get the same."""
    return dict.fromkeys(WorkKind, Ceilings(material=material, wages=wages))


SCHEME = declare_scheme(
    Scheme(
        slug="bsps",
        title="BSPS",
        aid_title="BSPS",
        activity="bantuan stimulan perumahan swadaya",
        house_work="bantuan stimulan perumahan swadaya",
        sheet=STIMULAN,
        # [D]: the office may state other lengths at any time; these are first values.
        schedule="Jadwal acuan lima bulan pada format pelaksanaan BSPS; nilai awal, dapat diubah dinas",
        # How many houses, in which villages and of which kind: said by the ministry before anybody is surveyed.
        allocation=AllocationPaper(
            title="SK alokasi",
            hint="SK kementerian tentang alokasi BSPS beserta lampiran jumlah rumah. Bila diubah, catat yang terbaru.",
        ),
        # The PPK of the ministry's office decides; the head of the agency asks him to, with the list.
        decree=NamingDecree(
            body="PPK",
            title="SK PPK tentang penerima bantuan",
            office="Pejabat Pembuat Komitmen Rumah Swadaya",
            requested="Surat pengajuan SK penerima",
        ),
        # A list in which everybody finds a place is not announced.
        announced=False,
        values=(
            AidSince(
                aid={
                    _REPAIR: Ceilings(material=15_000_000, wages=2_500_000),
                    _NEW: Ceilings(material=30_000_000, wages=5_000_000),
                },
                basis="Kepmen PUPR 158/2019",
            ),
            AidSince(aid=_both(17_500_000, 2_500_000), starts=_SINCE_2022, basis="BSPS reguler TA 2022 dan TA 2026"),
        ),
        tiers=(
            ValueTier(
                key="papua_kota",
                title="Papua, kota dan dataran",
                values=(AidSince(aid=_both(18_500_000, 5_000_000), basis="BSPS Papua, kota dan dataran, TA 2022"),),
            ),
            ValueTier(
                key="terpencil",
                title="pulau kecil, daerah terpencil, dan pegunungan Papua",
                values=(AidSince(aid=_both(35_000_000, 5_000_000), basis="BSPS daerah terpencil, TA 2022"),),
            ),
        ),
        bank="BRI",
        team_by="Bupati atau Kepala Dinas",
        grantor="Kementerian yang membidangi perumahan",
        reasons=REASONS,
    )
)
