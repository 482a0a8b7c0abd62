"""The order of the stages of RTLH DAK, the box of the office's sheet in which each stands, and its days.

Source: `domain.md` §4.3; the days are its §15.2.
"""

from perkim.schemes.stages import candidate, naming, proposal, recipient, work, year
from perkim.schemes.stages.days import EXAMINING, SENDING, StageDays
from perkim.sipoc.terms import Unit
from rtlh.scheme import SCHEME

_HOUSES = "Perbaikan 42 rumah, Desa Sumberwuluh"
_VERIFYING = StageDays(
    first=3,
    extensions=(2,),
    unit=Unit.WORKING_DAYS,
    basis="Standar internal verifikasi LPD; nilai awal, dapat diubah dinas",
)

KEGIATAN = year.year_process(
    SCHEME,
    prefix="RTLH-KEG",
    title_example="Perbaikan RTLH DAK 2027",
    stages=(
        year.team(SCHEME, box=1, days=StageDays(first=30, extensions=(15,))),
        naming.naming(SCHEME, box=3, days=StageDays(first=45, again=(15,), extensions=(15,))),
        year.meetings(SCHEME, box=3, days=StageDays(first=15, extensions=(15,))),
        year.closing(SCHEME, box=8),
    ),
)
USULAN = proposal.proposal_process(
    SCHEME,
    prefix="RTLH",
    title_example=_HOUSES,
    stages=(
        proposal.draft(SCHEME, box=0, days=SENDING),
        proposal.intake(SCHEME, box=0, days=EXAMINING),
        proposal.verification(SCHEME, box=2, days=StageDays(first=30, again=(14,), extensions=(14,))),
        proposal.running(SCHEME, box=3),
    ),
)
PENERIMA = recipient.household_process(
    SCHEME,
    prefix="RTLH-CPB",
    stages=(
        candidate.listed(SCHEME, box=0),
        candidate.survey(SCHEME, box=2, days=StageDays(first=21, again=(7,), extensions=(7,))),
        candidate.eligible(SCHEME, box=3),
        recipient.awarded(SCHEME, box=3, days=StageDays(first=15)),
        recipient.opening_account(SCHEME, box=3, days=StageDays(first=15, again=(7,))),
        recipient.plan(SCHEME, box=3, days=StageDays(first=15, extensions=(7,))),
        work.building(SCHEME, 1, box=4, days=StageDays(first=30, again=(7,), extensions=(14,))),
        work.report(SCHEME, 1, box=5, days=_VERIFYING),
        work.building(SCHEME, 2, box=6, days=StageDays(first=45, again=(7,), extensions=(14,))),
        work.report(SCHEME, 2, box=7, days=_VERIFYING),
        work.handover(SCHEME, box=8, days=StageDays(first=7)),
    ),
)
