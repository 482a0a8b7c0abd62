"""Words of a village's list: what columns and choices are called besides their titles, and areas that are likely."""

from perkim.imports import cells
from perkim.swadaya.terms import LandProof

# The register of residents counts sexes: 1 for men, 2 for women.
SEXES = {
    "L": ("laki-laki", "laki laki", "laki2", "laki", "lelaki", "lk", "lk2", "lki", "pria", "cowok", "1", "male", "m"),
    "P": ("perempuan", "prempuan", "pr", "prp", "perp", "wanita", "wnt", "w", "cewek", "2", "female", "f"),
}
_PROOFS = {
    LandProof.SHM: (
        *("hak milik", "sertifikat", "sertifikat hak milik", "sertipikat", "sertipikat hak milik", "sertifikat tanah"),
        *("sertifikat shm", "shm sertifikat", "sudah sertifikat", "bersertifikat", "ptsl", "prona", "sertifikat ptsl"),
        *("sertifikat prona", "milik sendiri shm", "buku hijau"),
    ),
    LandProof.SHGB: ("hgb", "hak guna bangunan", "sertifikat hgb", "sertifikat hak guna bangunan"),
    LandProof.AJB: ("akta jual beli", "akta", "akte", "akte jual beli", "akta ppat", "akte ppat"),
    LandProof.LETTER_C: (
        *(
            "letter c",
            "leter c",
            "later c",
            "leter-c",
            "letter c desa",
            "leter c desa",
            "buku letter c",
            "buku leter c",
        ),
        *(
            "buku leter c",
            "kutipan letter c",
            "kutipan leter c",
            "c desa",
            "buku c",
            "buku c desa",
            "kutipan c",
            "leter",
            "letter",
        ),
        *("petok d", "petok", "petuk", "petuk d", "pethok", "pethok d", "petok d desa", "letter d", "girik"),
        *("letter c/petok d", "leter c/petok d", "petok c", "kutipan petok d"),
    ),
    LandProof.SK_DESA: (
        *("sk desa", "surat keterangan desa", "skt", "surat keterangan tanah", "sk kades", "sk kepala desa", "suket"),
        *("surat keterangan kepala desa", "surat keterangan dari desa", "suket desa", "ket desa", "keterangan desa"),
        *("surat desa", "sk tanah", "suket tanah", "surat keterangan", "surat ket desa", "sporadik", "sk lurah"),
    ),
    LandProof.OTHER: (
        *("lainnya", "lain lain", "lain2", "hibah", "waris", "warisan", "surat hibah", "surat waris", "akta hibah"),
        *("segel", "surat segel", "kuitansi", "kwitansi", "jual beli bawah tangan", "sppt", "pbb", "sppt pbb"),
    ),
    LandProof.NONE: ("tidak ada", "tdk ada", "belum ada", "blm ada", "tidak punya", "tdk punya", "nihil", "kosong"),
}
PROOFS = {proof.value: (*others, proof.label) for proof, others in _PROOFS.items()}

# Square metres that nobody would ask about: of plots of villages, and of houses.
LAND = cells.area(1, 100_000, likely=(6, 50_000))
HOUSE = cells.area(1, 2_000, likely=(6, 500))

# On every map X runs along the equator: it is the longitude. A column that holds both counts as the latitude's.
LATITUDES = (
    *("koordinat lintang", "latitude", "lat", "koordinat latitude", "koordinat lat", "koordinat y", "y", "ls"),
    *("koordinat ls", "lintang ls", "lintang selatan", "titik koordinat lintang", "titik koordinat y"),
    *("titik koordinat", "koordinat", "koordinat rumah", "titik koordinat rumah", "koordinat lokasi"),
    *("titik lokasi", "lokasi koordinat", "gps", "titik gps", "koordinat gps", "lat long", "latitude longitude"),
    *("lintang bujur", "koordinat lintang bujur", "koordinat x y", "koordinat xy"),
)
LONGITUDES = (
    *("koordinat bujur", "longitude", "long", "lng", "lon", "koordinat longitude", "koordinat long", "koordinat x"),
    *("x", "bt", "koordinat bt", "bujur bt", "bujur timur", "titik koordinat bujur", "titik koordinat x"),
)
