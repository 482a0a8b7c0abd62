"""The office's SIPOC sheet of BSPS, as drawn in 2019 (seed 000). Source: `domain.md` §4.4."""

from perkim.sipoc.declarations import Box, Sheet

STIMULAN = Sheet(
    key="stimulan",
    title="Bantuan Stimulan Perumahan Swadaya",
    supplier=("Perangkat daerah", "Kementerian yang membidangi perumahan"),
    input=("Usulan desa atau kelurahan", "Data BNBA", "SK alokasi", "Petunjuk teknis"),
    boxes=(
        Box(title="Pembentukan tim", activities=("Tim teknis", "Perekrutan TFL dan koordinator fasilitator")),
        Box(
            title="Verifikasi lapangan",
            activities=("Koordinasi pemangku kepentingan", "Survei sesuai SK alokasi", "Pengajuan SK penerima"),
        ),
        Box(title="Sosialisasi", activities=("Sosialisasi desa", "Serah terima buku tabungan sesuai SK penerima")),
        Box(title="Pengerjaan tahap 1", activities=("Pengiriman bahan tahap 1", "Pekerjaan struktur", "Pemantauan")),
        Box(title="Laporan tahap 1", activities=("LPD tahap 1", "Pencairan bahan dan upah tahap 1")),
        Box(title="Pengerjaan tahap 2", activities=("Pengiriman bahan tahap 2", "Pekerjaan struktur", "Pemantauan")),
        Box(title="Laporan tahap 2", activities=("LPD tahap 2", "Pencairan bahan dan upah tahap 2")),
        Box(title="Serah terima", activities=("Serah terima hasil pekerjaan", "Pemantauan")),
    ),
    output=("Jumlah rumah tidak layak huni berkurang",),
    customer=("Masyarakat berpenghasilan rendah", "Pemilik rumah tidak layak huni"),
)
