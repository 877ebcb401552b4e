"""All settings in one file, from the environment; safe when the environment is empty, refusing when it is unsafe."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import services

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# "demo" shows the demo's own pages; "production" refuses anything unsafe; empty is a developer's machine.
KANAE_ENV = env("KANAE_ENV", default="")
PRODUCTION = KANAE_ENV == "production"
DEMO = KANAE_ENV == "demo"
DEBUG = env.bool("DEBUG", default=KANAE_ENV == "")
SECRET_KEY = env("SECRET_KEY", default="" if PRODUCTION else "only-for-this-machine-never-for-production")
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
DATA_DIR = services.data_dir()

if PRODUCTION:
    problems = [
        (DEBUG, "DEBUG must be off."),
        (
            len(SECRET_KEY) < 50,
            "SECRET_KEY must be set, 50 characters or more (python -c 'import secrets; print(secrets.token_urlsafe(60))').",
        ),
        (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS, "ALLOWED_HOSTS must name the host names of the site."),
        (not SITE_URL.startswith("https://"), "SITE_URL must be the https address of the site."),
        (not env("DATABASE_URL", default=""), "DATABASE_URL must name a PostgreSQL server."),
        (not env("REDIS_URL", default=""), "REDIS_URL must name a Redis server."),
        (not env("EMAIL_URL", default=""), "EMAIL_URL must name a mail server."),
        (
            not env("SESSION_NOTE_KEYS", default=""),
            "SESSION_NOTE_KEYS must hold the key of confidential sessions (python -c "
            "'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())').",
        ),
    ]
    if unsafe := [sentence for is_unsafe, sentence in problems if is_unsafe]:
        raise ImproperlyConfigured("Kanae does not start unsafe. " + " ".join(unsafe))

INSTALLED_APPS = [
    "config.apps.KanaeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "accounts",
    "alumni",
    "programs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.users.middleware.PreferencesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.users.access.AccessMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "config.components",
                "config.frame",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "config.components.KanaeRenderer"

# Data -------------------------------------------------------------------------------------------------------------
_embedded = services.addresses(DATA_DIR)
DATABASES = {
    "default": {
        **env.db_url_config(env("DATABASE_URL", default="") or _embedded.database_url),
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": env.bool("BEHIND_PGBOUNCER", default=False),
    }
}
REDIS_URL = env("REDIS_URL", default="") or _embedded.redis_url
# Rate limits lie in PostgreSQL, so that they hold, and log-in works, while Redis is away.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
# Older versions of a row: company.versions, in tables that triggers fill.
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="versions")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

# Files ------------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = not PRODUCTION
MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "media"},
    },
    "staticfiles": {"BACKEND": MANIFEST if PRODUCTION else PLAIN},
}

# Mail: every mail leaves through the outbox of accounts.notices, also allauth's ----------------------------------
vars().update(env.email_url_config(env("EMAIL_URL", default="") or "smtp://127.0.0.1:1025"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Kanae <kanae@localhost>")
# Whoever runs this site: stands at the foot of mail that no company sends, and where a company's record has gaps.
OPERATOR_NAME = env("OPERATOR_NAME", default="")
OPERATOR_ADDRESS = env("OPERATOR_ADDRESS", default="")
OPERATOR_CONTACT = env("OPERATOR_CONTACT", default="")
# The mail service reports what came back (anymail): "user:password" of its webhook; empty closes the door.
ANYMAIL = {
    "WEBHOOK_SECRET": env("MAIL_WEBHOOK_SECRET", default=""),
    "MAILGUN_WEBHOOK_SIGNING_KEY": env("MAILGUN_WEBHOOK_SIGNING_KEY", default=""),
}
# Minutes the oldest mail may wait, and failures within an hour, before the admins hear of it.
MAIL_ALERT_MINUTES = env.int("MAIL_ALERT_MINUTES", default=10)
MAIL_ALERT_FAILURES = env.int("MAIL_ALERT_FAILURES", default=50)
MAIL_DOMAIN = urlsplit(SITE_URL).hostname or "localhost"
# Seconds a worker holds a mail; after its death the mail waits that long. Longer than the slowest answer of the relay.
MAIL_LEASE = env.int("MAIL_LEASE", default=120)
EMAIL_BACKEND = "accounts.notices.backend.OutboxBackend"

# Accounts ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.users.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# Sign-up itself is closed (accounts.users.adapter); without a password here the log-in form would have none either.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "nickname"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": True, "length": 8}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_FORMS = {
    "login": "accounts.users.forms.LoginForm",
    "request_login_code": "accounts.users.forms.RequestLoginCodeForm",
    "reset_password": "accounts.users.forms.ResetPasswordForm",
    "add_email": "accounts.users.forms.AddEmailForm",
}
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_DISPLAY = str
# Each request would cost five statements more; the list of sessions is exact without.
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kanae"
MFA_FORMS = {
    "add_webauthn": "accounts.users.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.users.forms.EditPasskeyForm",
}
# Whoever enters /admin/ has a second factor; the demo's visitors have no phone to enrol.
ADMIN_NEEDS_SECOND_FACTOR = env.bool("ADMIN_NEEDS_SECOND_FACTOR", default=PRODUCTION)

# Libraries' views have no policy of their own: name prefix → policy (the longest prefix counts).
ACCESS_POLICIES = {
    "account_": "public",
    "account_email": "member",
    "account_change_password": "member",
    "account_set_password": "member",
    "account_reauthenticate": "member",
    "mfa_": "member",
    "mfa_authenticate": "public",
    "mfa_login_webauthn": "public",
    "mfa_trust": "public",
    "usersessions_": "member",
    "admin:": "own gate",
    "javascript-catalog": "public",
}

# Confidential sessions: "key,older key"; without it their words and their people can't be read (mentoring/sealing.py).
# Elsewhere than in production a key is made and kept in DATA_DIR.
SESSION_NOTE_KEYS = env("SESSION_NOTE_KEYS", default="")

# Security ---------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO" if PRODUCTION else "WARNING")},
}
SITE_NAME = _("叶え")
