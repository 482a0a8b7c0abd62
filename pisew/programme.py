"""PISEW: social and economic infrastructure of rural areas. Source: `domain.md` §9, office sheet of 2019."""

from perkim.sipoc.declarations import Box, Programme, Sheet
from perkim.sipoc.registry import register

KAWASAN = Sheet(
    key="kawasan",
    title="Pengembangan infrastruktur sosial ekonomi wilayah",
    supplier=("Direktorat Jenderal Cipta Karya",),
    input=("Surat edaran petunjuk teknis", "Keputusan menteri tentang lokasi"),
    boxes=(
        Box(
            title="Persiapan",
            activities=("Rapat koordinasi provinsi", "Tim pelaksana provinsi dan kabupaten", "Pelatihan"),
        ),
        Box(title="Pertemuan kecamatan I", activities=("Pembentukan BKAD", "Survei kawasan", "Profil kawasan")),
        Box(title="Perjanjian dan rencana", activities=("Perjanjian kerja sama PPK dan BKAD", "DED dan RAB")),
        Box(title="Konstruksi", activities=("Pencairan tiga tahap", "Pelaksanaan konstruksi")),
        Box(
            title="Serah terima",
            activities=("Serah terima pekerjaan", "Pertemuan kecamatan II", "Pemeriksaan oleh tim provinsi"),
        ),
    ),
    output=("Layanan infrastruktur kawasan potensial perdesaan meningkat",),
    customer=("Masyarakat lokasi penerima PISEW",),
)

register(
    Programme(
        slug="pisew",
        title="PISEW",
        service="Bangun infrastruktur kawasan perdesaan",
        summary="Pengembangan infrastruktur sosial ekonomi wilayah (PISEW) yang dikerjakan badan kerja sama antardesa.",
        for_whom="Untuk kecamatan dan badan kerja sama antardesa",
        icon="landmark",
        legal_basis=("SE Dirjen Cipta Karya 04/SE/DC/2021", "SE Dirjen Cipta Karya 13/SE/DC/2022"),
        sheets=(KAWASAN,),
        open=False,
    )
)
