"""Who may change what the office officially counts by: its days off and its parameters.

The design names nobody. A decree is the office's word: the head gives it, the secretary has it kept, and the admin of
the portal enters it when the two are away. Each change is logged with its author and states its legal basis.
"""

from perkim.accounts.access import holders_of
from perkim.accounts.roles import Role

editors = holders_of(Role.KADIS, Role.SEKDIS, Role.ADMIN)
# Nothing is planned further ahead: a slip in the year must not become a rule.
YEARS_AHEAD = 5
