"""The order of the stages of BSPS, the box of the office's sheet in which each stands, and its days.

Source: `domain.md` §4.4: the days are those of its reference schedule [D].
"""

from dataclasses import replace

from bsps.scheme import SCHEME
from perkim.accounts.roles import Role
from perkim.schemes.papers.kinds import issued
from perkim.schemes.stages import candidate, naming, proposal, recipient, work, year
from perkim.schemes.stages.days import EXAMINING, SENDING, StageDays

_HOUSES = "Perbaikan 20 rumah, Desa Sumberwuluh"
_VERIFYING = StageDays(first=30, again=(14,), extensions=(14,))
_WEEK = StageDays(first=7, again=(7,), extensions=(7,))
_HALF_MONTH = StageDays(first=15, again=(7,), extensions=(15,))

COORDINATION = issued(
    "ba_koordinasi",
    "BA koordinasi pemangku kepentingan",
    "Hasil rapat dengan kecamatan, desa, balai, dan bank penyalur, beserta daftar hadirnya.",
    Role.STAF,
)
_NAMING = naming.naming(SCHEME, box=2, days=replace(_VERIFYING, again=(15,)))

KEGIATAN = year.year_process(
    SCHEME,
    prefix="BSPS-KEG",
    title_example="BSPS 2027",
    stages=(
        year.team(SCHEME, box=1, days=StageDays(first=30, extensions=(15,))),
        replace(
            _NAMING,
            title="Koordinasi, verifikasi, dan pengajuan SK",
            activities=("Berkoordinasi dengan pemangku kepentingan", *_NAMING.activities),
            inputs=(COORDINATION, *_NAMING.inputs),
        ),
        year.meetings(SCHEME, box=3, days=_HALF_MONTH),
        year.closing(SCHEME, box=8),
    ),
)
USULAN = proposal.proposal_process(
    SCHEME,
    prefix="BSPS",
    title_example=_HOUSES,
    stages=(
        proposal.draft(SCHEME, box=0, days=SENDING),
        proposal.intake(SCHEME, box=0, days=EXAMINING),
        proposal.verification(SCHEME, box=2, days=_VERIFYING),
        proposal.running(SCHEME, box=3),
    ),
)
PENERIMA = recipient.household_process(
    SCHEME,
    prefix="BSPS-CPB",
    stages=(
        candidate.listed(SCHEME, box=0),
        candidate.survey(SCHEME, box=2, days=replace(_VERIFYING, again=(7,))),
        candidate.eligible(SCHEME, box=2),
        recipient.awarded(SCHEME, box=3, days=_HALF_MONTH),
        recipient.opening_account(SCHEME, box=3, days=_HALF_MONTH),
        recipient.plan(SCHEME, box=3, days=_HALF_MONTH),
        work.building(SCHEME, 1, box=4, days=StageDays(first=30, again=(7,), extensions=(14,))),
        work.report(SCHEME, 1, box=5, days=_WEEK),
        work.building(SCHEME, 2, box=6, days=StageDays(first=45, again=(7,), extensions=(14,))),
        work.report(SCHEME, 2, box=7, days=_WEEK),
        work.handover(SCHEME, box=8, days=_WEEK),
    ),
)
