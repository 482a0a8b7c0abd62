"""The kinds of log entries about field work, and what people are told of it. Known from the start, in every process."""

from perkim.audit.kinds import declare
from perkim.notices.kinds import declare as declare_topic

VISITED = declare("kunjungan.dicatat", "Kunjungan lapangan dicatat")
PHOTO_ADDED = declare("foto.dikirim", "Foto lapangan dikirim")
PHOTO_RETURNED = declare("foto.dikembalikan", "Foto lapangan dikembalikan")
PHOTOS_ACCEPTED = declare("foto.diterima", "Foto lapangan diterima")
TAKE_AGAIN = declare_topic("foto.dikembalikan", "Foto perlu diulang")
