"""The cases of RTLH in the demo office: one year, a dozen proposals, thirty households."""

from datetime import datetime, timedelta

from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.accounts.villages import open_village_accounts, username
from perkim.demo.acts import Acts
from perkim.demo.cases import FIRST_DAY
from perkim.demo.office import KABUPATEN, SUMBERWULUH
from perkim.documents.actions.writing import ask_draft
from perkim.regions.models import Region
from perkim.sipoc.actions.assigning import Instruction, assign
from perkim.sipoc.actions.changing import write_note
from perkim.sipoc.actions.opening import NewCase, open_case
from perkim.sipoc.models import Berkas
from perkim.sipoc.registry import programme
from perkim.swadaya.kpb.demo import form_groups
from perkim.swadaya.ranking.demo import announce_ranking, approve_list
from rtlh.demo.colour import OWN_WORDS
from rtlh.demo.households import award, latecomers, propose, survey, survey_all
from rtlh.scheme import SCHEME

KABID, STAF, TIM = "kabid.perumahan", "staf", "tim.teknis"
# Villages by code: their names repeat.
VILLAGES = (
    "35.08.01.2001", "35.08.01.2002", "35.08.02.2001", "35.08.04.2001", "35.08.05.2001", "35.08.06.2001",
    "35.08.07.2001", "35.08.08.2001", "35.08.03.2001", "35.08.03.2002", "35.08.03.2007",
)  # fmt: skip
UNREADABLE = "KTP atau KK beberapa calon tidak terbaca. Foto ulang di tempat terang lalu unggah lagi."


def play(acts: Acts) -> None:
    """All that happened since the first day."""
    regions = Region.objects.filter(code__in=VILLAGES).select_related("parent")
    villages = sorted(regions, key=lambda village: VILLAGES.index(village.code))
    acts.own_words |= OWN_WORDS
    open_village_accounts(actor=None, villages=villages, today=timezone.localdate(acts.ago(FIRST_DAY)))
    year = _open_year(acts, "Perbaikan RTLH DAK", 1_200_000_000, FIRST_DAY)
    home = Region.objects.select_related("parent").get(code=SUMBERWULUH)
    first = _propose(acts, year, home, 20, 148)
    acts.take(_desk(home, Role.KADES), [first], "kirim", acts.ago(146))
    acts.take(STAF, [first], "terima", acts.ago(144))
    survey(acts, first)
    acts.prepare([first], acts.ago(124))
    acts.take(TIM, [first], "sahkan", acts.ago(123))
    within = approve_list(acts, announce_ranking(acts, year, 15, 122), 113)
    acts.prepare([year], acts.ago(112))
    acts.take(KABID, [year], "tetapkan", acts.ago(109))
    award(acts, within)
    form_groups(acts.person("korfas"), first, acts.ago(99))
    acts.prepare([first], acts.ago(98))
    acts.prepare([year], acts.ago(96), only=("rekening_semua",))
    acts.take(KABID, [year], "lanjut", acts.ago(96))
    latecomers(acts, first)
    _propose_all(acts, _open_year(acts, "Perbaikan RTLH DAK tahap kedua", 1_000_000_000, 72), home, villages)
    _await_the_head(acts, villages[10])
    _instruct(acts, year, first)


def _open_year(acts: Acts, title: str, amount: int, days: int) -> Berkas:
    rtlh = programme("rtlh")
    when = acts.ago(days)
    regency = Region.objects.get(code=KABUPATEN)
    new = NewCase(title=f"{title} {acts.now.year}", regions=[regency], amount=amount, year=acts.now.year)
    case = open_case(actor=acts.person(KABID), programme=rtlh, process=rtlh.process("kegiatan"), new=new, now=when)
    acts.prepare([case], acts.ago(days - 10))
    acts.take(KABID, [case], "lanjut", acts.ago(days - 20))
    return case


def _await_the_head(acts: Acts, village: Region) -> None:
    """More money in the middle of the year: six households of another village; their list waits for the head."""
    more = _open_year(acts, "Perbaikan RTLH DAK tambahan", 80_000_000, 60)
    proposal = _propose(acts, more, village, 6, 58)
    acts.take(_desk(village, Role.KADES), [proposal], "kirim", acts.ago(57))
    acts.take(STAF, [proposal], "terima", acts.ago(55))
    survey_all(acts, proposal, 50)
    acts.prepare([proposal], acts.ago(32))
    acts.take(TIM, [proposal], "sahkan", acts.ago(31))
    announce_ranking(acts, more, 4, 12)
    # The worker makes the PDF once it runs.
    ask_draft(actor=acts.person(STAF), case=more, key=SCHEME.decree.key, now=acts.ago(3))


def _desk(village: Region, role: Role) -> str:
    return username(role, village, name_repeats=Region.objects.called(village.name).count() > 1)


def _propose(acts: Acts, year: Berkas, village: Region, houses: int, days: int, *, whole: bool = True) -> Berkas:
    """A village's proposal as its operator writes it; `whole`: with all that must be attached."""
    rtlh = programme("rtlh")
    operator = _desk(village, Role.OPERATOR_DESA)
    kind = "Kelurahan" if village.kind == Region.Kind.KELURAHAN else "Desa"
    new = NewCase(
        title=f"Perbaikan {houses} rumah, {kind} {village.name}", regions=[village], amount=houses * 20_000_000
    )
    case = open_case(
        actor=acts.person(operator),
        programme=rtlh,
        process=rtlh.process("usulan"),
        new=new,
        now=acts.ago(days),
        parent=year,
    )
    propose(acts, case, houses, acts.ago(days, 30), operator)
    only = () if whole else ("ktp_kk",)
    acts.prepare([case], acts.ago(days, 60), only=only, operator=operator)
    return case


def _sent(acts: Acts, year: Berkas, village: Region, houses: int, at: datetime) -> Berkas:
    days = (acts.now - at).days + 2
    case = _propose(acts, year, village, houses, days)
    acts.take(_desk(village, Role.KADES), [case], "kirim", at)
    return case


def _propose_all(acts: Acts, year: Berkas, home: Region, villages: list[Region]) -> None:
    """The second wave: drafts, some before the staff (late, due today, due tomorrow), some sent back, some surveyed."""
    _propose(acts, year, villages[0], 8, 5, whole=False)
    _propose(acts, year, villages[1], 12, 41)
    for village, houses, days in zip(villages[2:5], (15, 9, 6), (5, 3, 2), strict=True):
        _sent(acts, year, village, houses, acts.working_days_ago(days))
    back = _sent(acts, year, home, 11, acts.working_days_ago(6))
    acts.take(STAF, [back], "kembali", acts.working_days_ago(4), UNREADABLE)
    again = _sent(acts, year, villages[5], 14, acts.ago(16))
    acts.take(STAF, [again], "kembali", acts.ago(14), UNREADABLE)
    acts.take(_desk(villages[5], Role.KADES), [again], "kirim", acts.working_days_ago(1))
    refused = _sent(acts, year, villages[6], 5, acts.ago(30))
    where = "Desa tidak termasuk lokasi bantuan pada petunjuk teknis tahun ini."
    acts.take(KABID, [refused], "tolak", acts.ago(27), where)
    taken = _sent(acts, year, villages[7], 10, acts.ago(21))
    acts.take(
        _desk(villages[7], Role.KADES), [taken], "tarik", acts.ago(20), "Desa menunda usulan ke tahun berikutnya."
    )
    for village, sent in ((villages[8], 36), (villages[9], 18)):
        case = _sent(acts, year, village, 4, acts.ago(sent))
        acts.take(STAF, [case], "terima", acts.ago(sent - 2))


def _instruct(acts: Acts, year: Berkas, first: Berkas) -> None:
    """Orders from above and a word among colleagues."""
    orders = [
        Instruction(
            title="Siapkan bahan rapat evaluasi triwulan",
            text="Rekap fisik tiap KPB dan daftar LPD yang belum diajukan.",
            person=acts.person(STAF),
            due=acts.now + timedelta(days=2),
        ),
        Instruction(
            title="Cek rumah yang terlambat di Sumberwuluh", role=Role.KORFAS, due=acts.now + timedelta(days=6)
        ),
    ]
    assign(actor=acts.person(KABID), case=year, instructions=orders, now=acts.ago(1))
    text = "Jalan ke Dusun Kamarkajang masih putus; bahan diturunkan di balai desa."
    write_note(actor=acts.person("korfas"), case=first, text=text, now=acts.ago(9))
