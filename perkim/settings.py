"""Settings of perkim: one file, the only reader of the environment.

What has no default must be set; a missing or unreadable value stops the start and names itself. `make run` writes the
values of this machine to `.local/env`; a real environment variable always wins over that file.
"""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured

from perkim.headers import CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY  # noqa: F401 -- settings of their own file
from perkim.lib.queue import broker_url
from perkim.logs import logging_as
from perkim.sign_in import *  # noqa: F403 -- settings too

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
_env_file = Path(env.str("ENV_FILE", default=str(BASE_DIR / ".local" / "env")))
if _env_file.is_file():
    env.read_env(_env_file)

# --- Where and who -----------------------------------------------------------------------------------------------

SECRET_KEY = env.str("SECRET_KEY")
# Former secret keys, newest first: what they sealed or signed can still be read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Chains and seals the log. Whoever has the database but not this key cannot change the log unseen; it never changes.
LOG_KEY = env.str("LOG_KEY")
# Where its newest seal's digest goes each day: a file on another machine or volume, and addresses.
LOG_DIGEST_FILE, LOG_DIGEST_EMAILS = env.str("LOG_DIGEST_FILE", default=""), env.list("LOG_DIGEST_EMAILS", default=[])
# Encrypt what identifies people: pairs of an id and a secret, newest first; the older ones still open what they sealed.
PEOPLE_KEYS = env.list("PEOPLE_KEYS")
# Finds people by NIK without decrypting; apart from the keys above, and changed only as docs/operations.md says.
PEOPLE_INDEX_KEY = env.str("PEOPLE_INDEX_KEY")
# The index key to come, set only while it is being changed.
PEOPLE_INDEX_KEY_NEXT = env.str("PEOPLE_INDEX_KEY_NEXT", default="")
DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_site.hostname or "localhost"])
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
# Our own proxies in front: that many right-hand entries of X-Forwarded-For are believed.
PROXY_COUNT = env.int("PROXY_COUNT", default=0)
# Invented accounts whose passwords and codes the sign-in pages show. Never with real data.
DEMO_OFFICE = env.bool("DEMO_OFFICE", default=False)

_office_name = env.str("OFFICE_NAME", default="Dinas Perumahan dan Kawasan Permukiman Kabupaten Lumajang")
OFFICE = {
    "name": _office_name,
    "agency": _office_name.split(" Kabupaten ")[0].split(" Kota ")[0],
    "short": env.str("OFFICE_SHORT", default="Dinas PKP Kabupaten Lumajang"),
    "brand": env.str("OFFICE_BRAND", default="Perkim Lumajang"),
    "address": env.str("OFFICE_ADDRESS", default="Jl. Gubernur Suryo No. 5, Tompokersan, Lumajang"),
    "phone": env.str("OFFICE_PHONE", default="(0334) 890388"),
    "email": env.str("OFFICE_EMAIL", default=""),
    "hours": env.str("OFFICE_HOURS", default="Senin–Kamis 07.30–16.00, Jumat 07.00–15.00 WIB"),
}
MFA_TOTP_ISSUER = OFFICE["brand"]

# --- Applications ------------------------------------------------------------------------------------------------

PROGRAMME_APPS = ["rtlh", "bsps", "psu", "siteplan", "kumuh", "pisew", "konsultasi"]

INSTALLED_APPS = [
    *PROGRAMME_APPS,
    "perkim.portal",
    "perkim.personnel",
    "perkim.banking",
    "perkim.budgets",
    "perkim.swadaya",
    "perkim.funds",
    "perkim.visits",
    "perkim.meetings",
    "perkim.announcements",
    "perkim.documents",
    "perkim.operations",
    "perkim.health",
    "perkim.sipoc",
    "perkim.imports",
    "perkim.people",
    "perkim.accounts",
    "perkim.parameters",
    "perkim.files",
    "perkim.notices",
    "perkim.outbox",
    "perkim.audit",
    "perkim.regions",
    "perkim.local",
    "perkim.lib.read_only_admin.ReadOnlyAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "crispy_bootstrap5",
    "crispy_forms",
    "django_filters",
    "pghistory",
    "pgtrigger",
    "rules",
]

MIDDLEWARE = [
    "perkim.health.request_log.RequestLogMiddleware",
    "perkim.lib.utf8.Utf8Middleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages themselves; Django pads the answer so that its length tells nothing of its secrets (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "perkim.health.middleware.NobodyAsksMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "perkim.accounts.middleware.NoStoreMiddleware",
    "perkim.accounts.middleware.IdleSessionMiddleware",
    "perkim.accounts.middleware.AccessMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "perkim.portal.closed_methods.ClosedMethodMiddleware",
]

ROOT_URLCONF = "perkim.urls"
WSGI_APPLICATION = "perkim.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            # The second one puts its own tag in the place of {% csrf_token %}.
            "builtins": ["django.templatetags.static", "perkim.accounts.templatetags.formulir"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- Database, cache, background work ----------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL")}
# A Unix socket is written as libpq wants it: postgres://user@%2Fpath%2Fto%2Fdirectory/name.
DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])
DATABASES["default"]["ENGINE"] = "perkim.lib.limited_postgres"
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A page answers within this time, whichever part outside hangs, and says which (perkim/lib/patience.py).
ANSWER_SECONDS = env.float("ANSWER_SECONDS", default=4.0)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In PostgreSQL, not in Redis: it holds throttles and used one-time codes, which an absent Redis must not forget.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Redis or Valkey: Celery's broker, nothing else.
REDIS_URL = env.str("REDIS_URL")
CELERY_BROKER_URL = broker_url(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A killed worker's tasks come back after this long; it must exceed the longest task, and tasks may run twice.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    # Whoever gives messages back holds a lock meanwhile; one that was killed while holding it keeps it no longer.
    "unacked_mutex_expire": 10,
    # Nobody waits for ever for a broker that hangs; a page has less patience (perkim/lib/queue.py).
    "max_retries": 1,
    "interval_start": 0,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Jakarta"
HEARTBEAT_SECONDS = 15

# --- Words, time, messages ---------------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
LOCALE_PATHS = [BASE_DIR / "perkim" / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"perkim@{_site.hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Static files and uploads ------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / ".local" / "static")))
UPLOADS_ROOT = Path(env.str("UPLOADS_ROOT", default=str(BASE_DIR / ".local" / "uploads")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # Never below a served folder: bytes leave only through perkim/portal/uploads/fetch_views.py.
    "uploads": {
        "BACKEND": "perkim.files.disk.Folder",
        "OPTIONS": {"location": UPLOADS_ROOT, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
}
# A bucket of any S3 service in the folder's place; the keys are those of an account that may use this bucket only.
S3_BUCKET = env.str("S3_BUCKET", default="")
if S3_BUCKET:
    STORAGES["uploads"] = {
        "BACKEND": "perkim.files.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.str("S3_ENDPOINT", default="") or None,
            "region_name": env.str("S3_REGION", default="") or None,
            "access_key": env.str("S3_ACCESS_KEY", default="") or None,
            "secret_key": env.str("S3_SECRET_KEY", default="") or None,
        },
    }
FILE_UPLOAD_HANDLERS = ["perkim.files.receiving.LimitedRequestHandler", *global_settings.FILE_UPLOAD_HANDLERS]
# ClamAV's daemon, tcp://host:3310 or unix:///path; without it uploads are not scanned, and their rows say so.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")

# --- Sign-in (perkim/accounts) -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# How long a session may lie idle, in minutes. What was being typed is kept for the same person to send again.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30)
# A session that ended by idleness is remembered this long, so that a late form still finds its owner.
SESSION_COOKIE_AGE = 7 * 24 * 3600
CSRF_FAILURE_VIEW = "perkim.accounts.views.late_form"

# --- Headers -----------------------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SECURE_REDIRECT_EXEMPT = [r"^sehat/(hidup|siap|angka)$"]
X_FRAME_OPTIONS = "DENY"

# --- Looking after it (docs/operations.md) -------------------------------------------------------------------------

# `text` is for eyes, `json` for what gathers logs.
LOG_FORMAT = env.str("LOG_FORMAT", default="text")
if LOG_FORMAT not in ("text", "json"):
    raise ImproperlyConfigured(f"LOG_FORMAT={LOG_FORMAT} is neither text nor json.")
# One line for each request.
LOG_REQUESTS = env.bool("LOG_REQUESTS", default=LOG_FORMAT == "json")
LOGGING = logging_as(LOG_FORMAT, PROGRAMME_APPS)
# Opens /sehat/angka for a monitoring system; unset, the address does not exist.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
# Seals the keys inside each backup; kept on paper by two people, never beside a backup.
BACKUP_PASSPHRASE = env.str("BACKUP_PASSPHRASE", default="")
# Where pg_dump and pg_restore lie, where they are not on the PATH. Not older than the server.
POSTGRES_PROGRAMS = env.str("POSTGRES_PROGRAMS", default="")
