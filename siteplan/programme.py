"""Izin rencana tapak: site-plan permits of housing estates. Source: `domain.md` §7, office sheet of 2019."""

from perkim.sipoc.declarations import Box, Programme, Sheet
from perkim.sipoc.registry import register

IZIN = Sheet(
    key="izin",
    title="Izin rencana tapak perumahan",
    supplier=("Pengembang",),
    input=("Permohonan izin rencana tapak", "Kelengkapan dokumen"),
    boxes=(
        Box(title="Pembentukan tim", activities=("Tim izin rencana tapak dengan keputusan bupati",)),
        Box(title="Cek kelengkapan", activities=("Pemeriksaan kelengkapan dokumen",)),
        Box(title="Rapat dan kunjungan", activities=("Rapat tim", "Kunjungan lapangan")),
        Box(title="Berita acara", activities=("Berita acara hasil rapat",)),
        Box(
            title="Rekomendasi",
            activities=(
                "Rekomendasi kepala dinas",
                "Tanda tangan gambar oleh Bappeda, Dinas PUTR, Dinas PKP, Kantor Pertanahan",
            ),
        ),
    ),
    output=("Izin rencana tapak perumahan",),
    customer=("Perumahan MBR", "Perumahan komersial"),
)

register(
    Programme(
        slug="siteplan",
        title="Izin rencana tapak",
        service="Ajukan izin rencana tapak",
        summary="Unggah gambar dan kelengkapan rencana tapak perumahan, lalu pantau rapat tim dan kunjungan lapangan.",
        for_whom="Untuk pengembang · Tanpa biaya",
        icon="grid-2x2",
        legal_basis=("Perbup Lumajang 77/2014 jo. 5/2017",),
        sheets=(IZIN,),
        open=False,
    )
)
