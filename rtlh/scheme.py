"""RTLH DAK as a scheme of household aid: who decrees, who does what, what a house gets. Source: `domain.md`
§4.1-§4.3."""

from perkim.funds.amounts import AidSince
from perkim.funds.gates import Ceilings
from perkim.schemes.scheme import DecreeTexts, NamingDecree, Scheme
from perkim.schemes.values import declare_scheme
from perkim.swadaya.terms import WorkKind
from rtlh.reasons import REASONS
from rtlh.sheets import DAK

_TEXTS = DecreeTexts(
    laws=(
        "Undang-Undang Nomor 1 Tahun 2011 tentang Perumahan dan Kawasan Permukiman sebagaimana telah diubah",
        "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah sebagaimana telah beberapa kali diubah",
        (
            "Peraturan Pemerintah Nomor 14 Tahun 2016 tentang Penyelenggaraan Perumahan dan Kawasan Permukiman "
            "sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 12 Tahun 2021"
        ),
        (
            "Peraturan Menteri Pekerjaan Umum dan Perumahan Rakyat Nomor 7 Tahun 2018 tentang Bantuan Stimulan "
            "Perumahan Swadaya"
        ),
    ),
    considering=(
        (
            "bahwa untuk mengurangi jumlah rumah tidak layak huni dan memenuhi hak masyarakat berpenghasilan "
            "rendah atas rumah yang layak, perlu diberikan bantuan perbaikan rumah"
        ),
    ),
    budget="Dana Alokasi Khusus bidang perumahan",
)
SCHEME = declare_scheme(
    Scheme(
        slug="rtlh",
        title="RTLH",
        aid_title="RTLH DAK",
        activity="bantuan perbaikan rumah tidak layak huni",
        house_work="bantuan perbaikan rumah",
        sheet=DAK,
        # [D]: the office may state other lengths at any time; these are first values.
        schedule="Jadwal acuan lima bulan bantuan swadaya; nilai awal, dapat diubah dinas",
        decree=NamingDecree(body="Bupati", title="SK Bupati lokasi dan alokasi", texts=_TEXTS),
        values=(
            AidSince(
                aid=dict.fromkeys(WorkKind, Ceilings(material=17_500_000, wages=2_500_000)),
                basis="Petunjuk teknis BSPS: Rp17.500.000 bahan dan Rp2.500.000 upah tiap rumah",
            ),
        ),
        bank="Bank Jatim",
        team_by="Bupati atau Kepala Dinas",
        grantor="Kementerian yang membidangi perumahan",
        reasons=REASONS,
    )
)
