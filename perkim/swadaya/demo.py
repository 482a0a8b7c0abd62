"""How what household aid asks for is provided: each of its rooms says so in a `demo.py` of its own."""

from perkim.swadaya.paper_names import demo as paper_names
from perkim.swadaya.ranking import demo as ranking
from perkim.swadaya.socialisation import demo as socialisation
from perkim.swadaya.survey import demo as survey
from perkim.swadaya.verdict import demo as verdict

__all__ = ["paper_names", "ranking", "socialisation", "survey", "verdict"]
