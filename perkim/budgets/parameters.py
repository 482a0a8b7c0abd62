"""Whether a household may leave a part of the aid for material unspent: a dated parameter. Source: `domain.md` §4.6."""

from perkim.funds.amounts import SINCE
from perkim.parameters.first_values import FirstValue, state_first_value
from perkim.parameters.kinds import declare, yes_or_no

LEFTOVER = declare("rab.sisa_boleh", "DRPB boleh menyisakan bantuan bahan", unit="(1 boleh, 0 tidak)", parse=yes_or_no)
state_first_value(
    FirstValue(
        key=LEFTOVER.key,
        value=0,
        starts=SINCE,
        basis="Format pelaksanaan BSPS: bahan DRPB sama dengan bantuan bahan; dapat diubah dinas",
    )
)
