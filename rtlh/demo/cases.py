"""The cases of RTLH in the demo office: one year, a dozen proposals, thirty households."""

from datetime import timedelta

from django.utils import timezone

from perkim.accounts.roles import Role
from perkim.accounts.villages import open_village_accounts
from perkim.demo.acts import Acts
from perkim.demo.cases import FIRST_DAY
from perkim.demo.office import SUMBERWULUH
from perkim.documents.actions.writing import ask_draft
from perkim.regions.models import Region
from perkim.schemes.plays.colour import OWN_WORDS
from perkim.schemes.plays.proposals import desk, open_year, propose, send, survey_all
from perkim.sipoc.actions.assigning import Instruction, assign
from perkim.sipoc.actions.changing import write_note
from perkim.sipoc.models import Berkas
from perkim.swadaya.kpb.demo import form_groups
from perkim.swadaya.ranking.demo import announce_ranking, approve_list
from rtlh.demo.households import award, latecomers, survey
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
    year = open_year(acts, SCHEME, "Perbaikan RTLH DAK", 1_200_000_000, FIRST_DAY)
    home = Region.objects.select_related("parent").get(code=SUMBERWULUH)
    first = propose(acts, SCHEME, year, home, 20, 148)
    acts.take(desk(home, Role.KADES), [first], "kirim", acts.ago(146))
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
    _propose_all(acts, open_year(acts, SCHEME, "Perbaikan RTLH DAK tahap kedua", 1_000_000_000, 72), home, villages)
    _await_the_head(acts, villages[10])
    _instruct(acts, year, first)


def _await_the_head(acts: Acts, village: Region) -> None:
    """More money in the middle of the year: six households of another village; their list waits for the head."""
    more = open_year(acts, SCHEME, "Perbaikan RTLH DAK tambahan", 80_000_000, 60)
    proposal = propose(acts, SCHEME, more, village, 6, 58)
    acts.take(desk(village, Role.KADES), [proposal], "kirim", acts.ago(57))
    acts.take(STAF, [proposal], "terima", acts.ago(55))
    survey_all(acts, SCHEME, proposal, 50)
    acts.prepare([proposal], acts.ago(32))
    acts.take(TIM, [proposal], "sahkan", acts.ago(31))
    announce_ranking(acts, more, 4, 12)
    # The worker makes the PDF once it runs.
    ask_draft(actor=acts.person(STAF), case=more, key=SCHEME.decree.key, now=acts.ago(3))


def _propose_all(acts: Acts, year: Berkas, home: Region, villages: list[Region]) -> None:
    """The second wave: drafts, some before the staff (late, due today, due tomorrow), some sent back, some surveyed."""
    propose(acts, SCHEME, year, villages[0], 8, 5, whole=False)
    propose(acts, SCHEME, year, villages[1], 12, 41)
    for village, houses, days in zip(villages[2:5], (15, 9, 6), (5, 3, 2), strict=True):
        send(acts, SCHEME, year, village, houses, acts.working_days_ago(days))
    back = send(acts, SCHEME, year, home, 11, acts.working_days_ago(6))
    acts.take(STAF, [back], "kembali", acts.working_days_ago(4), UNREADABLE)
    again = send(acts, SCHEME, year, villages[5], 14, acts.ago(16))
    acts.take(STAF, [again], "kembali", acts.ago(14), UNREADABLE)
    acts.take(desk(villages[5], Role.KADES), [again], "kirim", acts.working_days_ago(1))
    refused = send(acts, SCHEME, year, villages[6], 5, acts.ago(30))
    where = "Desa tidak termasuk lokasi bantuan pada petunjuk teknis tahun ini."
    acts.take(KABID, [refused], "tolak", acts.ago(27), where)
    taken = send(acts, SCHEME, year, villages[7], 10, acts.ago(21))
    acts.take(desk(villages[7], Role.KADES), [taken], "tarik", acts.ago(20), "Desa menunda usulan ke tahun berikutnya.")
    for village, sent in ((villages[8], 36), (villages[9], 18)):
        case = send(acts, SCHEME, year, village, 4, acts.ago(sent))
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
