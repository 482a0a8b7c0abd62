"""BSPS: the national stimulus for self-help housing, repairs (PK) and new houses (PB). Read this first. Source:
`domain.md` §4.1, §4.4.

Three kinds of case lie one below the other, as in every scheme of household aid (perkim/schemes):

    kegiatan   one year and one allocation of the ministry
      usulan   one village's proposal
        penerima   one household and its house

The ministry's SK alokasi says how many houses there are, by village and kind of work where it does; no proposal of
another village is accepted. The houses are surveyed, the list is frozen within the allocation, and the head of the
agency asks the PPK for his decree; the names in it are compared with the list. From the socialisation on all is as in
RTLH. The order of the stages is in bsps/stages.py, who decrees and what a house gets in bsps/scheme.py.
"""

from bsps.scheme import SCHEME
from bsps.sheets import STIMULAN
from bsps.stages import KEGIATAN, PENERIMA, USULAN
from perkim.schemes.lists import register_lists
from perkim.sipoc.declarations import Journey, JourneyStep, Programme
from perkim.sipoc.registry import register

BSPS = Programme(
    slug="bsps",
    title="BSPS",
    service="Ikuti bantuan stimulan perumahan swadaya",
    summary="Bantuan bahan dan upah dari pemerintah pusat (BSPS) untuk warga yang membangun rumahnya bersama.",
    for_whom="Lewat desa atau kelurahan · Tanpa biaya",
    icon="house",
    legal_basis=("Permen PUPR 7/2018",),
    sheets=(STIMULAN,),
    processes=(KEGIATAN, USULAN, PENERIMA),
    open=True,
    journey=Journey(
        title="Perjalanan satu usulan BSPS",
        summary="Lima langkah, dari alokasi kementerian sampai serah terima. Setiap langkah punya penanggung jawab.",
        steps=(
            JourneyStep(
                title="Alokasi",
                what="Kementerian menentukan jumlah rumah; desa mengusulkan nama dan alamat calonnya.",
                who="Kementerian dan desa",
            ),
            JourneyStep(
                title="Verifikasi",
                what="Fasilitator memeriksa rumah satu per satu di lapangan, sesuai alokasi.",
                who="Fasilitator",
            ),
            JourneyStep(
                title="Penetapan",
                what="Dinas mengajukan daftar calon; penerima ditetapkan dengan SK PPK.",
                who="Dinas dan PPK",
            ),
            JourneyStep(
                title="Pengerjaan",
                what="Bahan dan upah cair dalam dua tahap, masing-masing dengan laporan.",
                who="Penerima dan tukang",
            ),
            JourneyStep(
                title="Serah terima",
                what="Hasil diperiksa, lalu diserahkan dengan berita acara.",
                who="PPK dan dinas",
            ),
        ),
    ),
)
register(BSPS)
# Known to perkim.imports from here on.
LISTS = register_lists(SCHEME)
