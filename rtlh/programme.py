"""RTLH: repair of unfit houses, paid by DAK or by the regency. Read this first. Source: `domain.md` §3-§5.

Three kinds of case lie one below the other, all on the office's DAK sheet:

    kegiatan   one year and one source of money
      usulan   one village's proposal
        penerima   one household and its house

Households come with the village's list (BNBA) while its proposal is a draft, and go on to the survey when the office
accepts it; the village's verification report waits for all surveys,
the regent's decree for all verification reports, each household's award for the decree, and each case's end for the end
of all below it. The order of the stages is in rtlh/stages.py, who decrees and does what in rtlh/scheme.py; what a stage
is, and its papers, in perkim/schemes. The regency's own scheme (sheet KABUPATEN) is not served yet.
"""

from perkim.schemes.approval import register_recipients_approval
from perkim.schemes.lists import register_lists
from perkim.sipoc.declarations import Journey, JourneyStep, Programme
from perkim.sipoc.registry import register
from rtlh.scheme import SCHEME
from rtlh.sheets import DAK, KABUPATEN
from rtlh.stages import KEGIATAN, PENERIMA, USULAN

RTLH = Programme(
    slug="rtlh",
    title="RTLH",
    service="Usulkan perbaikan rumah tidak layak huni",
    summary="Rumah tidak layak huni (RTLH) diusulkan desa atau kelurahan dengan daftar nama dan alamat (BNBA).",
    for_whom="Lewat desa atau kelurahan · Tanpa biaya",
    icon="hammer",
    legal_basis=("Permen PUPR 7/2018", "Perbup Lumajang 18/2014 jo. 40/2015"),
    sheets=(DAK, KABUPATEN),
    processes=(KEGIATAN, USULAN, PENERIMA),
    open=True,
    journey=Journey(
        title="Perjalanan satu usulan perbaikan rumah",
        summary="Lima langkah, dari usulan desa sampai serah terima. Setiap langkah punya penanggung jawab.",
        steps=(
            JourneyStep(
                title="Usulan",
                what="Desa mengirim daftar nama dan alamat calon penerima.",
                who="Desa atau kelurahan",
            ),
            JourneyStep(
                title="Verifikasi",
                what="Fasilitator memeriksa rumah satu per satu di lapangan.",
                who="Fasilitator",
            ),
            JourneyStep(
                title="Penetapan",
                what="Penerima ditetapkan dengan surat keputusan dan diumumkan.",
                who="Dinas dan Bupati",
            ),
            JourneyStep(
                title="Pengerjaan",
                what="Bahan dan upah cair dalam dua tahap, masing-masing dengan laporan.",
                who="Penerima dan tukang",
            ),
            JourneyStep(
                title="Serah terima",
                what="Hasil diperiksa, lalu diserahkan dengan berita acara.",
                who="Dinas",
            ),
        ),
    ),
)
register(RTLH)
# Known to perkim.imports from here on.
LISTS = register_lists(SCHEME)
# Known to the pages of approval from here on.
APPROVALS = (register_recipients_approval(SCHEME),)
