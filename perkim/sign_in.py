"""Settings of sign-in and of the libraries behind it, the same on every site: allauth, its second factor, and axes."""

from datetime import timedelta

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/kerja/"
PASSWORD_RESET_TIMEOUT = 3600

ACCOUNT_ADAPTER = "perkim.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "perkim.accounts.forms.SignInForm",
    "reauthenticate": "perkim.accounts.forms.ReauthenticateForm",
    "reset_password": "perkim.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "perkim.accounts.forms.NewPasswordForm",
    "change_password": "perkim.accounts.forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Not by the address asked for, as allauth would: strangers could use it up against its owner. How often one address is
# written to is held where it is written (perkim/accounts/jobs.py).
# Choosing a new password takes no place: a wrong old one counts where signing in does, and a link cannot be guessed.
ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip", "change_password": None, "reset_password_from_key": None}
MFA_ADAPTER = "perkim.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "perkim.accounts.forms.SecondFactorForm",
    "reauthenticate": "perkim.accounts.forms.CodeAgainForm",
    "activate_totp": "perkim.accounts.forms.ActivateCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Neither the name alone, or a stranger could lock the head of the agency out, nor the address alone: whole villages
# share one address of a mobile provider (docs/decisions.md, 6).
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "perkim.accounts.clients.client_line"
AXES_LOCKOUT_CALLABLE = "perkim.accounts.views.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
