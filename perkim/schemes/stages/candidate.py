"""The candidate: on the village's list, surveyed in the house, then waiting to be named. What comes after is in
`recipient.py`. Source: `domain.md` §3.2, §3.3, §4.3."""

from perkim.accounts.roles import Role
from perkim.schemes.names import named
from perkim.schemes.papers.household import BUKTI_TANAH, VERIFIKASI
from perkim.schemes.photos import photos
from perkim.schemes.reasons import Reasons
from perkim.schemes.scheme import Scheme
from perkim.schemes.stages.days import StageDays
from perkim.sipoc.declarations import Move, Requirement, Stage
from perkim.sipoc.requirements import CaseAbove
from perkim.sipoc.terms import Duty, MoveKind, Outcome
from perkim.swadaya.candidates.requirements import FREE_TO_GO
from perkim.swadaya.destination import HOUSE
from perkim.swadaya.ranking.amending import NamedByDecree
from perkim.swadaya.ranking.requirements import WithinQuota
from perkim.swadaya.survey.requirements import SurveyComplete
from perkim.swadaya.verdict.requirements import ELIGIBLE, NOT_ELIGIBLE
from perkim.swadaya.verdict.still_eligible import StillEligible
from perkim.visits.requirements import VisitRecorded


def drop_out(scheme: Scheme, *by: Role, reasons: Reasons) -> Move:
    """Death, moving away, refusal: the household leaves before any material was delivered."""
    return Move(
        key="gugur",
        title="Gugurkan calon",
        effect="Berkas ditutup. Tempatnya dapat diisi calon cadangan lewat SK perubahan.",
        by=by,
        kind=MoveKind.END,
        outcome=Outcome.BATAL,
        reasons=reasons,
    )


def goes_elsewhere(scheme: Scheme) -> Move:
    """Another proposal of the village takes the household, of this programme or of another one, while nobody has given
    it a place: this case ends, and a new one goes on."""
    return Move(
        key=scheme.at.moved,
        title="Ambil ke usulan lain",
        effect="Berkas ditutup. Calon ini berlanjut sebagai berkas baru di usulan yang mengambilnya.",
        by=(scheme.roles.village, scheme.roles.desk),
        kind=MoveKind.END,
        outcome=Outcome.BATAL,
        reasons=("Diambil ke usulan lain dari desa yang sama.",),
        requires=(FREE_TO_GO,),
        offered=False,
    )


def listed(scheme: Scheme, *, box: int) -> Stage:
    """A draft below the proposal, which takes it along to the survey when it is accepted."""
    roles = scheme.roles
    return Stage(
        key=scheme.at.listed,
        title="Dalam daftar desa",
        box=box,
        supplier=("Desa atau kelurahan",),
        activities=("Tercantum di BNBA desa", "Menunggu usulan diterima dinas"),
        worked_by=roles.village,
        inputs=(
            CaseAbove(
                key="usulan_diterima",
                title="Pemeriksaan usulan desa",
                process=scheme.proposal,
                not_in=(scheme.at.draft, scheme.at.intake),
            ),
        ),
        customer=("TFL",),
        moves=(
            Move(
                key="mulai",
                title="Mulai survei",
                effect="Calon mendapat nomor. Koordinator fasilitator menunjuk TFL yang mengunjungi rumahnya.",
                by=(roles.desk,),
                to=scheme.at.survey,
                submits=True,
                task="Mulai survei calon susulan",
            ),
            Move(
                key="keluarkan",
                title="Keluarkan dari daftar",
                effect="Calon tidak ikut diusulkan. Orang yang sama dapat dimasukkan lagi lewat impor.",
                by=(roles.village, roles.village_head, roles.desk),
                kind=MoveKind.END,
                outcome=Outcome.BATAL,
                reasons=scheme.reasons.unlisted,
            ),
            _import_undone(scheme),
            goes_elsewhere(scheme),
        ),
    )


def _import_undone(scheme: Scheme) -> Move:
    return Move(
        key=scheme.at.undone,
        title="Batalkan impor",
        effect="Calon ditutup karena impor daftarnya dibatalkan.",
        by=(scheme.roles.village, scheme.roles.desk),
        kind=MoveKind.END,
        outcome=Outcome.BATAL,
        reasons=("Impor dibatalkan oleh yang mengunggah daftarnya.",),
        offered=False,
    )


def survey(scheme: Scheme, *, box: int, days: StageDays) -> Stage:
    """The facilitator visits the house and says whether the candidate is eligible."""
    roles = scheme.roles
    order = f"Urutannya ditentukan oleh {scheme.list_noun} dan kuota."
    return Stage(
        key=scheme.at.survey,
        title="Survei rumah",
        box=box,
        supplier=("Desa atau kelurahan", "Calon penerima"),
        activities=("Mengunjungi rumah dan mewawancarai calon", "Mengisi lembar verifikasi", "Memotret keadaan 0 %"),
        worked_by=roles.facilitator,
        task="Survei rumah dan isi lembar verifikasi",
        duty=Duty.ENTER,
        inputs=(
            VisitRecorded(key="kunjungan", title="Kunjungan rumah", destination=HOUSE),
            photos(scheme.sides, 0),
            SurveyComplete(key="survei_rumah", title="Survei rumah"),
            BUKTI_TANAH,
            VERIFIKASI,
        ),
        customer=("Tim teknis",),
        deadlines=(days.deadline(scheme, "survei", "Survei rumah"),),
        moves=(
            Move(
                key="layak",
                title="Layak diusulkan",
                effect=f"Calon menunggu penetapan. {order}",
                by=(roles.facilitator,),
                to=scheme.at.eligible,
                requires=(ELIGIBLE,),
            ),
            Move(
                key="tidak_layak",
                title="Tidak layak",
                effect="Berkas ditutup. Alasannya disampaikan kepada desa dan calon.",
                by=(roles.facilitator, roles.coordinator),
                kind=MoveKind.END,
                outcome=Outcome.DITOLAK,
                reasons=scheme.reasons.not_eligible,
                requires=(NOT_ELIGIBLE,),
            ),
            drop_out(scheme, roles.facilitator, roles.coordinator, reasons=scheme.reasons.dropped_out),
        ),
    )


def eligible(scheme: Scheme, *, box: int) -> Stage:
    """Nothing is to be done here: who is not within the quota waits as a reserve until a place becomes free."""
    roles, short = scheme.roles, scheme.decree.short
    return Stage(
        key=scheme.at.eligible,
        title="Layak, menunggu penetapan",
        box=box,
        supplier=("Tim teknis",),
        activities=(f"Menunggu {scheme.list_noun}, kuota, dan {short}", "Cadangan menunggu tempat yang lowong"),
        worked_by=roles.lead,
        duty=Duty.SIGN,
        inputs=(
            CaseAbove(
                key="verifikasi_desa",
                title="Verifikasi lapangan desa",
                process=scheme.proposal,
                not_in=(scheme.at.draft, scheme.at.intake, scheme.at.verification),
            ),
            CaseAbove(
                key="sk_kegiatan",
                title=f"Penetapan dengan {short}",
                process=scheme.year,
                not_in=(scheme.at.team, scheme.at.naming),
            ),
        ),
        customer=("Calon penerima",),
        moves=(
            Move(
                key="tetapkan",
                title="Tetapkan sebagai penerima",
                effect=f"Nama tercantum di lampiran {short}. TFL mendampingi penerima sampai rumahnya selesai.",
                by=(roles.lead,),
                to=scheme.at.awarded,
                task="Tetapkan calon di dalam kuota sebagai penerima",
                requires=_to_be_named(scheme),
            ),
            *_not_named(scheme),
            drop_out(scheme, roles.lead, reasons=scheme.reasons.dropped_out),
            goes_elsewhere(scheme),
        ),
    )


def _to_be_named(scheme: Scheme) -> tuple[Requirement, ...]:
    """What an award asks for: a place within the quota; the rules once more; the name in a decree."""
    return (
        WithinQuota(key="dalam_kuota", title="Tempat di dalam kuota"),
        StillEligible(key="masih_layak", title="Kelayakan menurut data hari ini"),
        NamedByDecree(key="nama_di_sk", title="Nama di SK", papers=(scheme.decree.key, scheme.decree.amended_key)),
        *named(scheme),
    )


def _not_named(scheme: Scheme) -> tuple[Move, Move]:
    return (
        Move(
            key="survei_ulang",
            title="Minta survei ulang",
            effect="TFL memperbaiki data atau foto, lalu menyatakan kelayakannya lagi.",
            by=(scheme.roles.lead,),
            to=scheme.at.survey,
            kind=MoveKind.RETURN,
            reasons=scheme.reasons.survey_again,
        ),
        Move(
            key="di_luar_kuota",
            title="Tutup, di luar kuota",
            effect="Berkas ditutup. Desanya dapat mengambil calon ini ke usulan tahun depan tanpa mengisi ulang.",
            by=(scheme.roles.lead,),
            kind=MoveKind.END,
            outcome=Outcome.DITOLAK,
            reasons=scheme.reasons.outside_quota,
        ),
    )
