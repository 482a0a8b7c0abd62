"""What is stored about household aid."""

from perkim.swadaya.candidates.models import Calon
from perkim.swadaya.heirs.models import Kinship, Succession
from perkim.swadaya.kpb.models import Kpb, KpbMember
from perkim.swadaya.paper_names.models import PaperList, PaperName
from perkim.swadaya.ranking.models import Place, Quota, Ranking, VillageQuota
from perkim.swadaya.survey.models import HouseSurvey
from perkim.swadaya.verdict.models import Assessment, Override, Verdict

__all__ = [
    "Assessment",
    "Calon",
    "HouseSurvey",
    "Kinship",
    "Kpb",
    "KpbMember",
    "Override",
    "PaperList",
    "PaperName",
    "Place",
    "Quota",
    "Ranking",
    "Succession",
    "Verdict",
    "VillageQuota",
]
