"""The kinds of log entries about money, reports and progress. Known from the start, in every process."""

from perkim.audit.kinds import declare

MEASURED = declare("fisik.dicatat", "Kemajuan fisik dicatat")
REPORTED = declare("lpd.diisi", "Nilai LPD diisi")
CHECKED = declare("lpd.diperiksa", "LPD diperiksa")
TRANSFERRED = declare("dana.disalurkan", "Dana disalurkan ke rekening penerima")
PAID = declare("dana.dicairkan", "Dana dicairkan dari rekening penerima")
RETURNED = declare("dana.dikembalikan", "Sisa dana dikembalikan")
CORRECTED = declare("dana.dikoreksi", "Pembukuan dana dikoreksi")
