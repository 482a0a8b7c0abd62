"""What happened to the cases of RTLH in the demo office. Read `cases.py` first."""

from perkim.demo.cases import DEMO_CASES
from rtlh.demo.cases import play

DEMO_CASES.add("rtlh", play)
