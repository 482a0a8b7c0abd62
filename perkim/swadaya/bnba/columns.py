"""The columns of a village's list of candidates, with the headings that offices write. Source: `domain.md` §3.4."""

from perkim.imports import cells
from perkim.imports.cells import addresses
from perkim.imports.declarations import Cell, Column
from perkim.swadaya.bnba import couples
from perkim.swadaya.bnba.words import HOUSE, LAND, LATITUDES, LONGITUDES, PROOFS, SEXES
from perkim.swadaya.candidates.models import MOST_HOUSEHOLDS, MOST_RESIDENTS
from perkim.swadaya.terms import LandProof

COLUMNS = (
    Column(key="no", title="No", names=("nomor", "no urut"), parse=cells.text(10), identifies=True),
    Column(
        key="name",
        title="Nama calon penerima",
        names=(
            "nama",
            "nama lengkap",
            "nama penerima",
            "nama kepala keluarga",
            "nama calon",
            "nama kk",
            "kepala keluarga",
            "nama pemilik",
            "nama pemilik rumah",
        ),
        parse=cells.person,
        required=True,
        identifies=True,
        example="Sulastri Subagyo",
    ),
    Column(
        key="sex",
        title="L/P",
        names=("jenis kelamin", "jk", "kelamin", "sex"),
        parse=cells.choice(SEXES, shown="L atau P"),
        required=True,
        choices=("L", "P"),
        example="P",
    ),
    Column(
        key="nik",
        title="NIK",
        names=("nik ktp", "no ktp", "nomor ktp", "nomor induk kependudukan"),
        parse=cells.nik,
        required=True,
        identifies=True,
        personal=True,
        hint="16 angka sesuai KTP.",
        example="3508036709679901",
    ),
    Column(
        key="kk",
        title="No. KK",
        names=("kk", "nomor kk", "no kartu keluarga", "nomor kartu keluarga"),
        parse=cells.kk,
        required=True,
        personal=True,
        hint="16 angka sesuai kartu keluarga.",
        example="3508032203089001",
    ),
    Column(
        key="spouse_nik",
        title="NIK pasangan",
        names=("nik suami istri", "nik suami/isteri"),
        parse=cells.nik,
        personal=True,
    ),
    Column(key="spouse_name", title="Nama pasangan", names=("nama suami istri",), parse=cells.person),
    Column(
        key="birth",
        title="Tempat, tanggal lahir",
        names=("tempat tgl lahir", "ttl", "tempat tanggal lahir", "tgl lahir", "tanggal lahir", "tempat dan tgl lahir"),
        parse=cells.birth,
        heading=True,
        example="Lumajang, 27-09-1967",
    ),
    Column(key="birth_place", title="Tempat lahir", names=("kota lahir",), parse=cells.text(60)),
    Column(
        key="dusun",
        title="Dusun",
        names=("alamat dusun", "nama dusun", "dukuh", "lingkungan"),
        parse=cells.text(60),
        heading=True,
        example="Poncosumo",
    ),
    Column(key="rt", title="RT", names=("alamat rt", "no rt"), parse=cells.rt_rw, example="012"),
    Column(key="rw", title="RW", names=("alamat rw", "no rw"), parse=cells.rt_rw, example="002"),
    Column(key="village", title="Desa/kelurahan", names=("desa", "kelurahan", "desa kelurahan"), parse=cells.text(60)),
    # Names of villages repeat within a regency.
    Column(key="kecamatan", title="Kecamatan", names=("kec",), parse=cells.text(60)),
    Column(key="occupation", title="Pekerjaan", parse=cells.text(60), example="Buruh tani"),
    Column(
        key="income",
        title="Penghasilan per bulan",
        names=("penghasilan", "penghasilan bulan", "pendapatan", "pendapatan per bulan", "penghasilan perbulan"),
        parse=cells.rupiah,
        hint="Rupiah per bulan.",
        example="1500000",
    ),
    Column(
        key="residents",
        title="Jumlah penghuni",
        names=("penghuni", "jumlah jiwa", "jumlah anggota keluarga", "jumlah anggota", "jumlah orang", "jiwa"),
        parse=cells.whole(1, MOST_RESIDENTS, of="orang"),
        required=True,
        hint="Semua yang tinggal di rumah ini.",
        example="4",
    ),
    Column(
        key="households",
        title="Jumlah KK",
        names=("jml kk",),
        parse=cells.whole(1, MOST_HOUSEHOLDS, of="KK"),
        example="1",
    ),
    Column(key="land_area", title="Luas tanah", parse=LAND, hint="m²", example="187"),
    Column(key="house_area", title="Luas rumah", names=("luas bangunan",), parse=HOUSE, hint="m²"),
    Column(
        key="land_proof",
        title="Bukti tanah",
        names=("bukti kepemilikan", "bukti kepemilikan tanah", "status tanah", "bukti hak"),
        parse=cells.choice(PROOFS, shown="SHM, SHGB, AJB, Letter C/Petok D, SK Desa, lain, atau tidak ada"),
        choices=tuple(str(proof.label) for proof in LandProof),
        hint="SHM, SHGB, AJB, Letter C/Petok D, SK Desa, atau lain.",
        example="SK Desa",
    ),
    Column(key="roof", title="Atap", names=("kondisi atap",), parse=cells.text(60), example="Seng"),
    Column(key="floor", title="Lantai", names=("kondisi lantai",), parse=cells.text(60), example="Tanah"),
    Column(key="wall", title="Dinding", names=("kondisi dinding",), parse=cells.text(60), example="Gedek bambu"),
    Column(
        key="latitude",
        title="Lintang",
        names=LATITUDES,
        parse=cells.latitude,
        hint="Boleh berisi keduanya, misalnya -8,179503, 113,041126.",
        example="-8.179503",
    ),
    Column(
        key="longitude",
        title="Bujur",
        names=LONGITUDES,
        parse=cells.longitude,
        example="113.041126",
    ),
    Column(key="remark", title="Keterangan", names=("ket", "catatan"), parse=cells.text(300)),
    *couples.COLUMNS,
    addresses.WHOLE,
    addresses.RT_RW,
)


def arrange(row: dict[str, Cell]) -> None:
    """Husband and wife, and the parts of addresses, go where they belong."""
    couples.arrange(row)
    addresses.arrange(row)
