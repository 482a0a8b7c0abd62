"""What holders do themselves about the safety of their account."""

from enum import StrEnum


class OwnAct(StrEnum):
    """Each named as allauth names it."""

    SIGN_IN_CHANGED = "account/email/password_changed"
    SIGN_IN_RESET = "account/email/password_reset"
    SECOND_FACTOR_SET = "mfa/email/totp_activated"
    SECOND_FACTOR_OFF = "mfa/email/totp_deactivated"
    CODES_MADE = "mfa/email/recovery_codes_generated"
