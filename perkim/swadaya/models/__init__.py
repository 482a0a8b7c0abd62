"""What is stored about household aid."""

from perkim.swadaya.models.candidates import Calon
from perkim.swadaya.models.groups import Kpb, KpbMember
from perkim.swadaya.models.heirs import Kinship, Succession
from perkim.swadaya.models.meetings import Attendance, Meeting
from perkim.swadaya.models.rankings import Objection, Place, Quota, Ranking, VillageQuota
from perkim.swadaya.models.surveys import HouseSurvey
from perkim.swadaya.models.verdicts import Assessment, Override, Verdict

__all__ = [
    "Assessment",
    "Attendance",
    "Calon",
    "HouseSurvey",
    "Kinship",
    "Kpb",
    "KpbMember",
    "Meeting",
    "Objection",
    "Override",
    "Place",
    "Quota",
    "Ranking",
    "Succession",
    "Verdict",
    "VillageQuota",
]
