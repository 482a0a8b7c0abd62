"""Kumuh: upgrading of slum areas. Source: `domain.md` §8, office sheet of 2019."""

from perkim.sipoc.declarations import Box, Programme, Sheet
from perkim.sipoc.registry import register

PENANGANAN = Sheet(
    key="penanganan",
    title="Penanganan kawasan kumuh",
    supplier=("Pemerintah kabupaten",),
    input=("Proposal masyarakat", "SK Kumuh", "Petunjuk teknis"),
    boxes=(
        Box(
            title="Lembaga masyarakat",
            activities=("KSM dibentuk dan disahkan RT/RW", "BKM dibentuk dengan akta notaris", "Sosialisasi"),
        ),
        Box(title="Survei dan alokasi", activities=("Survei lokasi", "Penentuan alokasi")),
        Box(title="SK lokasi", activities=("SK lokasi", "Pencairan dana sesuai tahapan")),
        Box(title="Pelaksanaan", activities=("Pelaksanaan kegiatan", "Pemantauan dan evaluasi")),
    ),
    output=("Luas kawasan kumuh berkurang",),
    customer=("Desa dan kelurahan yang lingkungannya kumuh",),
)

register(
    Programme(
        slug="kumuh",
        title="Kawasan kumuh",
        service="Tangani kawasan kumuh",
        summary="Penanganan kawasan kumuh bersama kelompok warga, dinilai dengan 7 aspek dan 16 kriteria.",
        for_whom="Untuk desa, kelurahan, dan kelompok warga",
        icon="map-pin",
        legal_basis=("UU 1/2011", "Permen PUPR 14/PRT/M/2018"),
        sheets=(PENANGANAN,),
        open=False,
    )
)
