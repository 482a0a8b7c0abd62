"""The bank accounts of RTLH DAK's recipients: where they are asked for, and whose bank it is. Source: `domain.md` §4.2,
§4.3 (DAK-03)."""

from perkim.accounts.roles import Role
from perkim.banking.requirements import AccountConfirmed, AccountRecorded, AccountsBelow
from rtlh import documents

# The region's own bank pays the aid out; a list that comes from another one says so in its column.
BANK = "Bank Jatim"
_WORK = ("rencana", "pengerjaan_1", "lpd_1", "pengerjaan_2", "lpd_2", "serah_terima")
_HAVE = ("ditetapkan", "rekening", *_WORK)

ACCOUNT = AccountRecorded(key="rekening", title="Nomor rekening atas nama penerima", stages=_HAVE)
# What was found before a household was sent back because of its account counts no longer.
CONFIRMED = AccountConfirmed(
    key="cek_rekening",
    title="Rekening aktif dan namanya sama dengan SK",
    stages=("rekening", *_WORK),
    anew_in="rekening",
    papers=(documents.BUKU_TABUNGAN,),
    reasons=(
        "Nomor rekening tidak sama dengan buku tabungan. Salin lagi dari halaman depannya, lalu catat lagi.",
        "Rekening tidak aktif menurut bank. Minta bank mengaktifkannya, lalu laporkan sudah diperbaiki.",
        "Nama di rekening bukan nama di SK. Minta bank memperbaikinya menurut KTP, lalu catat lagi.",
        "Foto buku tabungan tidak terbaca. Foto ulang di tempat terang, lalu unggah lagi.",
    ),
)
EVERYBODY = AccountsBelow(
    key="rekening_semua",
    title="Nomor rekening semua penerima",
    process="penerima",
    stages=_HAVE,
    worked_by=Role.STAF,
)
