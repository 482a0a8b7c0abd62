"""What is stored about household aid."""

from perkim.swadaya.candidates.models import Calon
from perkim.swadaya.heirs.models import Kinship, Succession
from perkim.swadaya.kpb.models import Kpb, KpbMember
from perkim.swadaya.ranking.models import Objection, Place, Quota, Ranking, VillageQuota
from perkim.swadaya.socialisation.models import Attendance, Meeting
from perkim.swadaya.survey.models import HouseSurvey
from perkim.swadaya.verdict.models import Assessment, Override, Verdict

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
