"""How long a ranking is announced: a dated parameter. Source: `domain.md` §4.3 names no length [D]."""

from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import declare, whole_number
from perkim.swadaya.parameters import SINCE

ANNOUNCED_DAYS = declare(
    "swadaya.pengumuman", "Masa pengumuman dan sanggah peringkat", unit="hari", parse=whole_number(1, 60)
)
state_first_value(
    FirstValue(
        key=ANNOUNCED_DAYS.key,
        value=7,
        starts=SINCE,
        basis="Nilai awal portal: tujuh hari kalender; dapat diubah dinas",
    )
)
