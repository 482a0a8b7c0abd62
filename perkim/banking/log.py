"""The kinds of log entries about bank accounts. Known from the start, in every process. None holds a number."""

from perkim.audit.kinds import declare

RECORDED = declare("rekening.dicatat", "Rekening penerima dicatat")
CONFIRMED = declare("rekening.dipastikan", "Rekening penerima dipastikan aktif")
WITHDRAWN = declare("rekening.ditarik", "Rekening penerima ditarik")
OPENED = declare("rekening.dibuka", "Nomor rekening dibuka")
