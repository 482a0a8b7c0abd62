"""The office's two SIPOC sheets of RTLH, as drawn in 2019 (seed 000). Source: `domain.md` §4.3, §5."""

from perkim.sipoc.declarations import Box, Sheet

DAK = Sheet(
    key="dak",
    title="Bantuan rumah swadaya RTLH Dana Alokasi Khusus",
    supplier=("Perangkat daerah", "Kementerian yang membidangi perumahan"),
    input=("Usulan desa atau kelurahan", "Data BNBA", "SK Kumuh", "Petunjuk teknis"),
    boxes=(
        Box(title="Pembentukan tim", activities=("Tim teknis", "Perekrutan TFL dan koordinator fasilitator")),
        Box(title="Verifikasi lapangan", activities=("Survei rumah calon penerima",)),
        Box(
            title="Penetapan",
            activities=("SK Bupati lokasi dan alokasi", "Sosialisasi desa", "Serah terima buku tabungan"),
        ),
        Box(title="Pengerjaan tahap 1", activities=("Pengiriman bahan tahap 1", "Pekerjaan struktur", "Pemantauan")),
        Box(title="Laporan tahap 1", activities=("LPD tahap 1", "Pencairan bahan dan upah tahap 1")),
        Box(title="Pengerjaan tahap 2", activities=("Pengiriman bahan tahap 2", "Pekerjaan struktur", "Pemantauan")),
        Box(title="Laporan tahap 2", activities=("LPD tahap 2", "Pencairan bahan dan upah tahap 2")),
        Box(title="Serah terima", activities=("Serah terima hasil pekerjaan", "Pemantauan")),
    ),
    output=("Jumlah rumah tidak layak huni berkurang",),
    customer=("Pemilik rumah tidak layak huni", "Masyarakat berpenghasilan rendah"),
)

KABUPATEN = Sheet(
    key="kabupaten",
    title="Bantuan RTLH kabupaten (APBD)",
    supplier=("Pemerintah kabupaten",),
    input=("Usulan atau proposal desa/kelurahan", "Lampiran peraturan dan keputusan bupati"),
    boxes=(
        Box(title="Verifikasi dan SK", activities=("Verifikasi peraturan", "SK Bupati lokasi dan alokasi")),
        Box(title="Sosialisasi", activities=("Sosialisasi kepada penerima, TPK, kepala desa, dan kecamatan",)),
        Box(title="Rekening dan pencairan", activities=("Pembukaan rekening penerima", "Pencairan")),
        Box(title="Pelaksanaan", activities=("Pengerjaan rumah",)),
        Box(title="Pemantauan", activities=("Pemantauan dan evaluasi",)),
    ),
    output=("Jumlah rumah tidak layak huni berkurang",),
    customer=("Penerima bantuan RTLH",),
)
