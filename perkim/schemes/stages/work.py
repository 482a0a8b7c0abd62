"""The repair of one house: work and a report on the money in each term, then the handover. Source: `domain.md`
§4.2-§4.5."""

from dataclasses import replace
from itertools import pairwise

from perkim.documents.policies import NotWhoDid
from perkim.schemes import money
from perkim.schemes.accounts import ACCOUNT_EMPTY
from perkim.schemes.heirs import heir_goes_on, heir_in
from perkim.schemes.papers import work
from perkim.schemes.photos import photos
from perkim.schemes.scheme import Scheme
from perkim.schemes.stages.days import StageDays
from perkim.sipoc.declarations import Move, Requirement, Stage
from perkim.sipoc.requirements import Deed
from perkim.sipoc.terms import Duty, MoveKind, Outcome


def building(scheme: Scheme, term: int, *, box: int, days: StageDays) -> Stage:
    """Material is delivered, the house is built on, and the report on the money is put together."""
    first = term == scheme.terms[0]
    return Stage(
        key=scheme.at.work_of(term),
        title=f"Pengerjaan tahap {term}",
        box=box,
        supplier=("Toko bahan bangunan", "Tukang"),
        activities=(f"Menerima bahan tahap {term}", "Mengerjakan rumah", "Memantau mutu dan kemajuan"),
        worked_by=scheme.roles.facilitator,
        task=f"Dampingi pengerjaan dan ajukan LPD tahap {term}",
        duty=Duty.ENTER,
        inputs=(
            *((money.transferred(scheme),) if first else ()),
            work.tanda_terima(term),
            money.measured(term),
            photos(scheme.sides, term),
            Deed(key=f"monev_{term}", title="Pemantauan mutu dan kemajuan", worked_by=scheme.roles.coordinator),
            money.reported(scheme, term),
        ),
        outputs=(work.lpd(scheme, term),),
        customer=("Verifikator keuangan", "PPK"),
        deadlines=(days.deadline(scheme, f"pengerjaan_{term}", f"Pengerjaan tahap {term}"),),
        moves=(
            Move(
                key="ajukan",
                title=f"Ajukan LPD tahap {term}",
                effect="LPD diperiksa verifikator keuangan, lalu PPK memerintahkan pencairannya.",
                by=(scheme.roles.facilitator,),
                to=scheme.at.report_of(term),
                requires=(heir_in(scheme, term),),
            ),
            *((_before_material(scheme),) if first else ()),
            _unfinished(scheme),
        ),
    )


def report(scheme: Scheme, term: int, *, box: int, days: StageDays) -> Stage:
    """The report is verified by one; another approves the payment by ordering it. Then shop and builders are paid."""
    checked, verified = money.checked(scheme, term), work.ba_lpd(scheme, term)
    order, paid, receipts = work.perintah(scheme, term), money.paid(scheme, term), work.kuitansi(scheme, term)
    last = term == scheme.last_term
    reporters = "TFL dan KPB" if scheme.groups else "TFL"
    return Stage(
        key=scheme.at.report_of(term),
        title=f"LPD tahap {term}",
        box=box,
        supplier=(*scheme.of_groups("KPB"), "TFL"),
        activities=(f"Memeriksa LPD tahap {term}", "Memerintahkan pemindahbukuan", "Membayar toko dan tukang"),
        worked_by=scheme.roles.orderer,
        task=f"Selesaikan pencairan tahap {term}",
        duty=Duty.SIGN,
        inputs=(checked, verified),
        outputs=(order, paid, *receipts),
        # One after the other: checked, verified, ordered, booked; then both receipts.
        after=_one_after_the_other(checked, verified, order, paid) | {each.key: (paid.key,) for each in receipts},
        customer=("Toko bahan bangunan", "Tukang", "Penerima bantuan"),
        deadlines=(days.deadline(scheme, f"lpd_{term}", f"Verifikasi LPD tahap {term}"),),
        moves=(
            Move(
                key="setujui",
                title=f"Pencairan tahap {term} selesai, lanjutkan",
                effect="Toko dan tukang sudah dibayar, kuitansinya tercatat. Berkas berlanjut ke tahap berikutnya.",
                by=(scheme.roles.orderer,),
                to=scheme.at.handover if last else scheme.at.work_of(term + 1),
                requires=(heir_in(scheme, term),),
                policies=(NotWhoDid(keys=(checked.key, verified.key)),),
            ),
            Move(
                key="kembali",
                title="Kembalikan LPD",
                effect=f"{reporters} memperbaiki LPD menurut daftar kekurangannya, lalu mengajukannya lagi.",
                by=(scheme.roles.verifier, scheme.roles.orderer),
                to=scheme.at.work_of(term),
                kind=MoveKind.RETURN,
                reasons=scheme.reasons.report_wrong,
            ),
            _unfinished(scheme),
        ),
    )


def handover(scheme: Scheme, *, box: int, days: StageDays) -> Stage:
    """The finished house is examined and handed over; nothing is left in its account."""
    bast, examined = work.bast(scheme), "periksa_hasil"
    return Stage(
        key=scheme.at.handover,
        title="Serah terima",
        box=box,
        supplier=("TFL", "Tim teknis"),
        activities=("Memeriksa hasil pekerjaan", "Menandatangani BAST"),
        worked_by=scheme.roles.orderer,
        task="Serahterimakan rumah kepada penerima",
        inputs=(
            Deed(key=examined, title="Pemeriksaan hasil pekerjaan", worked_by=scheme.roles.team),
            replace(ACCOUNT_EMPTY, worked_by=scheme.roles.treasurer),
        ),
        outputs=(bast,),
        after={bast.key: (examined,), ACCOUNT_EMPTY.key: ()},
        customer=("Penerima bantuan",),
        deadlines=(days.deadline(scheme, "serah_terima", "Serah terima"),),
        moves=(
            Move(
                key="selesai",
                title="Selesaikan serah terima",
                effect="Rumah diserahkan kepada penerima dan berkasnya selesai.",
                by=(scheme.roles.orderer,),
                kind=MoveKind.END,
                outcome=Outcome.SELESAI,
                requires=(heir_goes_on(scheme),),
                policies=(NotWhoDid(keys=(examined,)),),
            ),
            Move(
                key="perbaiki",
                title="Minta perbaikan",
                effect="TFL dan tukang memperbaiki kekurangannya, lalu rumah diperiksa lagi.",
                by=(scheme.roles.orderer, scheme.roles.team),
                to=scheme.at.work_of(scheme.last_term),
                kind=MoveKind.RETURN,
                reasons=scheme.reasons.to_be_mended,
            ),
        ),
    )


def _before_material(scheme: Scheme) -> Move:
    return Move(
        key="gugur",
        title="Gugurkan penerima",
        effect="Berkas ditutup sebelum ada bahan yang diterima. Penggantinya ditetapkan lewat SK perubahan.",
        by=(scheme.roles.lead,),
        kind=MoveKind.END,
        outcome=Outcome.BATAL,
        reasons=scheme.reasons.left_before_material,
        requires=(ACCOUNT_EMPTY,),
    )


def _unfinished(scheme: Scheme) -> Move:
    """Money has flowed, but the house will not be finished: what is left goes back to the treasury."""
    return Move(
        key="tidak_selesai",
        title="Tutup, tidak selesai",
        effect="Berkas ditutup. Sisa dana dikembalikan dan tidak ada pencairan lagi.",
        by=(scheme.roles.orderer,),
        kind=MoveKind.END,
        outcome=Outcome.TIDAK_SELESAI,
        reasons=scheme.reasons.unfinished,
        requires=(ACCOUNT_EMPTY,),
    )


def _one_after_the_other(*requirements: Requirement) -> dict[str, tuple[str, ...]]:
    return {later.key: (before.key,) for before, later in pairwise(requirements)}
