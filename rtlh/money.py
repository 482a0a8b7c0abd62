"""The money of RTLH DAK: what a house gets, and what its stages ask for about it. Source: `domain.md` §4.1-§4.5."""

from perkim.accounts.roles import Role
from perkim.budgets.budget_status import component_costs_of_many
from perkim.budgets.requirements import BudgetChecked, BudgetEntered, ShopChosen
from perkim.budgets.shops import shop_name_of
from perkim.funds.amounts import declare_aid
from perkim.funds.gates import Ceilings
from perkim.funds.requirements import AccountEmpty, Checked, Measured, Paid, Reported, Transferred
from perkim.swadaya.aid.awards import decreed_since
from perkim.swadaya.parameters import PROGRESS
from perkim.swadaya.ranking.values import decreed_of_many
from perkim.swadaya.terms import WorkKind
from rtlh import accounts, documents
from rtlh.heirs import BY_DECREE, HEIR

AID = declare_aid(
    "rtlh.nilai",
    "Nilai bantuan RTLH DAK menurut jenis pekerjaan",
    dict.fromkeys(WorkKind, Ceilings(material=17_500_000, wages=2_500_000)),
    basis="Petunjuk teknis BSPS: Rp17.500.000 bahan dan Rp2.500.000 upah tiap rumah",
)
BUDGET = BudgetEntered(key="nilai_rab", title="Nilai RAB dan DRPB", aid=decreed_of_many, weights=PROGRESS)
BUDGET_CHECKED = BudgetChecked(
    key="periksa_rab",
    title="Pemeriksaan rencana dan RAB oleh tim teknis",
    worked_by=Role.TIM_TEKNIS,
    papers=(documents.RENCANA, documents.RAB, documents.DRPB),
    anew_in="rencana",
    reasons=(
        "Volume pada RAB tidak sama dengan rencana teknis. Hitung ulang volumenya, lalu isi lagi.",
        "Harga satuan lebih tinggi dari harga toko. Sesuaikan harganya, lalu isi lagi.",
        "Nilai yang diisi berbeda dari naskah RAB atau DRPB. Cocokkan, lalu isi lagi.",
        "Bagian rumah yang rusak berat belum ada di rencana. Lengkapi rencana dan RAB-nya, lalu unggah lagi.",
        "Naskah belum ditandatangani penerima atau TFL. Lengkapi tanda tangannya, lalu unggah lagi.",
    ),
)
# A shop that cannot deliver is replaced while the work goes on.
SHOP = ShopChosen(key="toko", title="Toko pilihan", stages=("pengerjaan_1", "pengerjaan_2"))
# The treasury may fill the account before the work begins; it must have before anything is paid out of it.
TRANSFERRED = Transferred(
    key="penyaluran",
    title="Penyaluran ke rekening penerima",
    worked_by=Role.BENDAHARA,
    aid=decreed_of_many,
    decreed=decreed_since,
    stages=("rencana", "pengerjaan_1"),
    needs=(accounts.ACCOUNT, accounts.CONFIRMED, BY_DECREE),
)
ACCOUNT_EMPTY = AccountEmpty(key="saldo", title="Saldo rekening Rp0")


def measured(term: int) -> Measured:
    """The work is as far as the parameter of the gates says for this term."""
    title = f"Kemajuan fisik tahap {term}"
    return Measured(key=f"fisik_{term}", title=title, term=term, weights=PROGRESS, costs=component_costs_of_many)


def reported(term: int) -> Reported:
    title = f"Nilai LPD tahap {term}"
    return Reported(key=f"nilai_lpd_{term}", title=title, term=term, aid=decreed_of_many, shop=shop_name_of)


def checked(term: int) -> Checked:
    title = f"Pemeriksaan nilai LPD tahap {term}"
    return Checked(key=f"periksa_lpd_{term}", title=title, term=term, worked_by=Role.VERIFIKATOR)


def paid(term: int) -> Paid:
    """Booked by the treasurer once the PPK has ordered it, from an account in the name of who receives the aid now."""
    return Paid(
        key=f"pencairan_{term}",
        title=f"Pencairan bahan dan upah tahap {term}",
        term=term,
        worked_by=Role.BENDAHARA,
        order=documents.perintah(term),
        needs=(accounts.ACCOUNT, accounts.CONFIRMED, HEIR[term]),
    )
