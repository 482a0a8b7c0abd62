"""What happened to the cases of BSPS in the demo office. Read `cases.py` first."""

from bsps.demo.cases import play
from perkim.demo.cases import DEMO_CASES

DEMO_CASES.add("bsps", play)
