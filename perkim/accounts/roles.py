"""The roles that sign in, with what each may be given and what it must prove. Source: `domain.md` §1.3.

Who only signs on paper (Bupati, camat, bank, shop, residents) is data of a case, not an account.
"""

from django.db import models


class Role(models.TextChoices):
    """A role of the office. The code is stored; the label is shown when an assignment states no title of its own."""

    OPERATOR_DESA = "OPERATOR_DESA", "Operator desa/kelurahan"
    KADES = "KADES", "Kepala desa/lurah"
    TFL = "TFL", "Tenaga fasilitator lapangan"
    KORFAS = "KORFAS", "Koordinator fasilitator"
    FO = "FO", "Petugas front office"
    STAF = "STAF", "Staf bidang"
    TIM_TEKNIS = "TIM_TEKNIS", "Tim teknis"
    VERIFIKATOR = "VERIFIKATOR", "Verifikator keuangan"
    BENDAHARA = "BENDAHARA", "Bendahara pengeluaran"
    PPTK = "PPTK", "Pejabat pelaksana teknis kegiatan"
    PPK = "PPK", "Pejabat pembuat komitmen"
    PEJ_ADUAN = "PEJ_ADUAN", "Pejabat pengelola pengaduan"
    KABID_PRM = "KABID_PRM", "Kepala Bidang Perumahan"
    KABID_KP = "KABID_KP", "Kepala Bidang Kawasan Permukiman"
    SEKDIS = "SEKDIS", "Sekretaris dinas"
    KADIS = "KADIS", "Kepala dinas"
    APIP = "APIP", "Pengawas internal (APIP)"
    ADMIN = "ADMIN", "Admin portal"


# One village, no more: a role of these without a village would see the whole regency.
VILLAGE_ROLES = frozenset({Role.OPERATOR_DESA, Role.KADES})

# Signers and finance: who decides or signs.
DECIDING_ROLES = frozenset(
    {
        Role.KABID_PRM,
        Role.KABID_KP,
        Role.SEKDIS,
        Role.KADIS,
        Role.PPK,
        Role.PPTK,
        Role.VERIFIKATOR,
        Role.BENDAHARA,
    }
)

# Who decides, who sees hidden reporters and who gives roles proves himself twice (design.md §3).
SECOND_FACTOR_ROLES = DECIDING_ROLES | {Role.PEJ_ADUAN, Role.ADMIN}

# Roles whose holder may be represented by an acting official (Plt/Plh).
ACTING_ROLES = frozenset({Role.KADES, Role.KABID_PRM, Role.KABID_KP, Role.SEKDIS, Role.KADIS, Role.PPK})
