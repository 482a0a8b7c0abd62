"""The prepared reasons of a scheme: what people choose from where a move must be explained."""

from dataclasses import dataclass

Reasons = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SchemeReasons:
    """By the way that they explain, in the order in which a year, a proposal and a household come to it."""

    # The year's activity is cancelled: before the team is there, and before recipients are named.
    no_team: Reasons
    no_naming: Reasons
    decree_wrong: Reasons  # back from the meetings to the naming
    list_wrong: Reasons  # the head sends the list back

    withdrawn: Reasons  # by the village
    opened_twice: Reasons  # beside these, while it is a draft
    incomplete: Reasons  # back to the village
    refused: Reasons
    survey_hindered: Reasons  # back to the village from the verification
    nobody_receives: Reasons

    unlisted: Reasons  # off the village's list
    not_eligible: Reasons
    dropped_out: Reasons  # before the decree
    survey_again: Reasons
    outside_quota: Reasons

    # After the decree; somebody of the same house may go on (`heirs.py`).
    left: Reasons
    account_wrong: Reasons  # what the check of an account found
    account_returned: Reasons  # back to the facilitator
    plan_wrong: Reasons
    left_before_material: Reasons
    report_wrong: Reasons
    unfinished: Reasons
    to_be_mended: Reasons  # before the house is handed over
