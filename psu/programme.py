"""PSU: roads, drains and public facilities of settlements. Source: `domain.md` §6, office sheet of 2019."""

from perkim.sipoc.declarations import Box, Programme, Sheet
from perkim.sipoc.registry import register

PENYELENGGARAAN = Sheet(
    key="penyelenggaraan",
    title="Penyelenggaraan prasarana, sarana, dan utilitas",
    supplier=("Perangkat daerah", "Kementerian yang membidangi perumahan"),
    input=("Usulan desa atau kelurahan", "SK Bupati", "Petunjuk teknis"),
    boxes=(
        Box(title="Pendataan", activities=("Perumahan bersubsidi dan fasilitasnya", "Jalan lingkungan permukiman")),
        Box(title="Sertifikat dan SK jalan", activities=("Sertifikat fasum dan fasos", "SK Bupati jalan lingkungan")),
        Box(title="Verifikasi lokasi", activities=("Koordinasi desa dan pengembang", "Survei lokasi")),
        Box(title="Pengadaan", activities=("Dokumen penawaran dan kualifikasi",)),
        Box(title="Konstruksi", activities=("Pelaksanaan konstruksi", "Pengawasan")),
        Box(title="Serah terima", activities=("Pemeriksaan hasil pekerjaan", "Berita acara serah terima")),
    ),
    output=("Perumahan layak bagi MBR tersedia", "Kualitas lingkungan permukiman meningkat"),
    customer=("Masyarakat berpenghasilan rendah",),
)

register(
    Programme(
        slug="psu",
        title="PSU",
        service="Usulkan jalan, drainase, atau fasilitas umum",
        summary="Prasarana, sarana, dan utilitas (PSU) di lingkungan permukiman, juga penyerahannya oleh pengembang.",
        for_whom="Lewat desa atau kelurahan · Untuk pengembang",
        icon="route",
        legal_basis=("Permen PUPR 7/2022", "Permendagri 9/2009"),
        sheets=(PENYELENGGARAAN,),
        open=False,
    )
)
