"""The kinds of log entries about cases, and where their chains' heads are kept."""

from collections.abc import Mapping

from perkim.audit.heads import keeps_heads
from perkim.audit.kinds import declare
from perkim.sipoc.models import Berkas

OPENED = declare("berkas.dibuka", "Berkas dibuka")
MOVED = declare("berkas.dipindah", "Berkas pindah tahap")
ENDED_WITH_PARENT = declare("berkas.ditutup-bersama-induk", "Berkas ditutup bersama induknya")
FROZEN = declare("berkas.dibekukan", "Berkas dibekukan karena induknya dikembalikan")
UNFROZEN = declare("berkas.dicairkan", "Berkas berjalan lagi bersama induknya")
CORRECTED = declare("berkas.dikoreksi", "Langkah yang keliru dikoreksi")
CHANGED = declare("berkas.diubah", "Keterangan berkas diubah")
ASSIGNED = declare("tugas.diberikan", "Tugas diberikan")
HANDED_OVER = declare("berkas.diserahkan", "Berkas diserahkan kepada petugas")
REFUSED = declare("tugas.diminta-perbaikan", "Perbaikan diminta oleh pemeriksa")
REPORTED = declare("tugas.dilaporkan", "Tugas selesai dikerjakan")
WITHDRAWN = declare("tugas.ditarik", "Tugas ditarik kembali")
TAKEN_BACK = declare("tugas.kembali", "Tugas kembali karena petugasnya tidak lagi bertugas")
EXTENDED = declare("tenggat.diperpanjang", "Tenggat diperpanjang")
REBASED = declare("tenggat.dihitung-ulang", "Golongan tenggat ditetapkan")
RECOMPUTED = declare("tenggat.kalender", "Tenggat bergeser karena kalender kerja berubah")
REMINDED = declare("tenggat.diingatkan", "Pengingat tenggat dikirim")
PAUSED = declare("berkas.dijeda", "Waktu berkas dihentikan")
RESUMED = declare("berkas.dilanjutkan", "Waktu berkas berjalan lagi")
PARTICIPANT = declare("berkas.pihak", "Pihak berkas diubah")
CLASSIFIED = declare("berkas.kerahasiaan", "Kerahasiaan berkas diubah")
RELATED = declare("berkas.hubungan", "Berkas dihubungkan dengan berkas lain")
VERSIONED = declare("berkas.versi", "Berkas dipindah ke versi proses yang baru")


@keeps_heads
def heads() -> Mapping[str, bytes]:
    """Subject and head of the chain of every case: opening it wrote the first entry, so none is empty."""
    rows = Berkas.objects.values_list("pk", "log_head")
    return {f"berkas:{pk}": bytes(head) for pk, head in rows.iterator(10_000)}
