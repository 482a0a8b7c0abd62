"""Konsultasi: questions of residents, answered by letter and in person. Source: `domain.md` §10 (standard of 2021)."""

from perkim.sipoc.declarations import Box, Programme, Sheet
from perkim.sipoc.registry import register

KONSULTASI = Sheet(
    key="konsultasi",
    title="Konsultasi perumahan dan permukiman",
    supplier=("Warga", "Lembaga", "Badan publik"),
    input=("Surat permohonan konsultasi", "Kartu identitas"),
    boxes=(
        Box(title="Permohonan", activities=("Permohonan diterima", "Tanda terima diberikan")),
        Box(title="Disposisi", activities=("Petugas dan cara konsultasi ditentukan",)),
        Box(title="Jawaban", activities=("Surat jawaban dengan jadwal",)),
        Box(title="Konsultasi", activities=("Tatap muka atau daring", "Notulen")),
        Box(title="Survei kepuasan", activities=("Penilaian oleh pemohon",)),
    ),
    output=("Surat jawaban", "Konsultasi"),
    customer=("Pemohon konsultasi",),
)

register(
    Programme(
        slug="konsultasi",
        title="Konsultasi",
        service="Ajukan konsultasi",
        summary="Tanya soal rumah, perumahan, atau permukiman. Tatap muka atau daring.",
        for_whom="Untuk semua warga · Dijawab dalam 1 hari kerja · Tanpa biaya",
        icon="message-circle",
        legal_basis=("UU 14/2008", "UU 25/2009", "PP 61/2010", "PP 96/2012"),
        sheets=(KONSULTASI,),
        open=False,
    )
)
