"""The papers of a year's activity. Source: `domain.md` §4.3, §4.4, §4.6."""

from dataclasses import replace

from perkim.documents.papers import Paper
from perkim.schemes import bases
from perkim.schemes.drafts.amendment import amendment
from perkim.schemes.drafts.decree import decree
from perkim.schemes.drafts.request import request, to_be_named
from perkim.schemes.names import allocated_names, decreed_names
from perkim.schemes.papers.kinds import brought, issued, written
from perkim.schemes.scheme import Scheme
from perkim.swadaya.paper_names.requirements import NamesAgree
from perkim.swadaya.ranking.amending import AmendingDecree


def juknis(scheme: Scheme) -> Paper:
    return brought("juknis", "Petunjuk teknis tahun berjalan", "Naskah lengkap dari kementerian.", scheme.roles.desk)


def money(scheme: Scheme) -> Paper:
    """By which the money of the year is there: the paper of its allocation, else the agency's budget."""
    allocation = scheme.allocation
    if allocation:
        return issued(
            allocation.key,
            allocation.title,
            f"{allocation.hint}{_names_too(allocated_names(scheme))}",
            scheme.roles.desk,
        )
    hint = "Halaman yang memuat pagu bantuan dan nama kegiatannya."
    return brought("dpa", "DPA kegiatan", hint, scheme.roles.desk)


def sk_tim(scheme: Scheme) -> Paper:
    hint = f"SK {scheme.team_by} beserta lampiran nama anggota."
    return issued("sk_tim", "SK tim teknis", hint, scheme.roles.desk)


def sk_tfl(scheme: Scheme) -> Paper:
    hint = "Naskah beserta lampiran nama dan wilayah."
    return issued("sk_tfl", "SK atau kontrak TFL dan Korfas", hint, scheme.roles.desk)


def surat_tugas(scheme: Scheme) -> Paper:
    hint = "Surat tugas beserta daftar desanya."
    return issued("surat_tugas", "Surat tugas fasilitator", hint, scheme.roles.desk)


def pengajuan_sk(scheme: Scheme) -> Paper:
    """The head of the agency asks for the decree with the list; asked anew once that is frozen anew."""
    paper = issued(
        scheme.decree.request_key,
        scheme.decree.requested,
        f"Surat kepala dinas kepada {scheme.decree.body}, beserta daftar calon menurut hasil verifikasi.",
        scheme.roles.desk,
        bases.list_frozen,
        written("pengajuan_sk", scheme.decree.requested, request, scheme),
    )
    return replace(paper, outdated=bases.list_changed)


def sk_penerima(scheme: Scheme) -> Paper:
    """What it must name and give stands beside it; a decree from outside is not written here."""
    paper = issued(
        scheme.decree.key,
        scheme.decree.title,
        f"SK beserta lampiran nama, alamat, dan nilai bantuan.{_names_too(decreed_names(scheme))}",
        scheme.roles.desk,
        bases.before_decree(scheme),
        None if scheme.decree.requested else written("sk_penerima", "Keputusan penerima bantuan", decree, scheme),
    )
    return replace(paper, decides=to_be_named)


def sk_perubahan(scheme: Scheme) -> AmendingDecree:
    """Recorded by who works the stage: a Tugas of its own would wait in every year, also where nobody dropped out."""
    hint = "Bila sesudah SK cadangan naik atau penerima yang meninggal diteruskan ahli warisnya. Yang terakhir berlaku."
    draft = written("sk_perubahan", "Keputusan perubahan penerima bantuan", amendment, scheme)
    return AmendingDecree(
        key=scheme.decree.amended_key,
        title="SK perubahan penerima",
        numbered=True,
        hint=hint,
        rests_on=bases.decree_of_year(scheme),
        after=scheme.decree.key,
        draft=None if scheme.decree.requested else draft,
    )


def laporan_akhir(scheme: Scheme) -> Paper:
    of_whom = "KPB" if scheme.groups else "desa"
    hint = f"Rekap fisik dan dana tiap {of_whom}, foto tiap tahap, dan kendala."
    rests_on = bases.decree_of_year(scheme)
    return issued("laporan_akhir", "Laporan akhir kegiatan", hint, scheme.roles.desk, rests_on)


def _names_too(names: NamesAgree | None) -> str:
    """Where the names of a paper are brought as a list."""
    return (
        f" Ada daftar namanya dalam Excel? Unggah pada syarat “{names.title}” sesudah naskah ini dicatat."
        if names
        else ""
    )
