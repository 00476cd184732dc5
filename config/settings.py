"""Settings, in the order of Django's own documentation. Environments differ by variables only: see .env.example."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import database_url, local_secrets
from config.embedded_postgres import EmbeddedPostgres, PostgresUnavailable

BASE_DIR = Path(__file__).resolve().parent.parent

# Core

PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
LOCAL_HOSTS = ["localhost", "127.0.0.1", "::1"]
IS_LOCAL = urlsplit(PUBLIC_URL).hostname in LOCAL_HOSTS
DEBUG = os.environ.get("DEBUG") == "1"
if not IS_LOCAL and not PUBLIC_URL.startswith("https://"):
    raise ImproperlyConfigured(
        "PUBLIC_URL must begin with https://, but for a site on this machine."
    )
if not IS_LOCAL and DEBUG:
    raise ImproperlyConfigured("DEBUG shows private text on error pages: for a local address only.")

# At a local address the secrets are made on first use and kept in a 0600 file; elsewhere they have no default.
_secrets = local_secrets.load(BASE_DIR / "var" / "secrets.env") if IS_LOCAL else {}
_secrets |= {name: value for name in local_secrets.NAMES if (value := os.environ.get(name))}
if _missing := [name for name in local_secrets.NAMES if name not in _secrets]:
    raise ImproperlyConfigured(
        " ".join(f"{name} is not set: a site with https needs its own." for name in _missing)
    )
SECRET_KEY = _secrets["SECRET_KEY"]
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
# `id:base64` of 32 bytes, comma-separated: the first wraps new user keys, all of them unwrap.
MASTER_KEYS = _secrets["MASTER_KEYS"]

ALLOWED_HOSTS = [*LOCAL_HOSTS[:2], "[::1]"] if IS_LOCAL else [str(urlsplit(PUBLIC_URL).hostname)]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "journal",
    "guide",
    "users",
    "vault",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
]
# The queue of the worker. The web server enqueues nothing, and leaves its memory free (config/wsgi.py).
INSTALLED_APPS += [] if "SERVES_THE_WEB" in os.environ else ["procrastinate.contrib.django"]

# Whatever answers, be it a file, a redirect or an error, has passed the first four, which set the headers of every
# response. The one that leads to https comes last of them, because it answers by itself (only a foreign host that it
# refuses there goes without what it sets).
MIDDLEWARE = [
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "vault.middleware.content_security_policy",
    "vault.middleware.no_store_unless_said",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "users.middleware.end_old_sessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vault.middleware.act_as_signed_in_user",
    "users.middleware.keep_unanswered_forms",
    "users.middleware.SignInRequired",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
# Field markup lives in templates/django/forms/, so the project's own template folders must be searched first.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database

if not os.environ.get("DATABASE_URL"):
    # Tests have a server of their own, however they are started: they never touch what a person wrote.
    _under_test = "PYTEST_VERSION" in os.environ
    _embedded = EmbeddedPostgres("test" if _under_test else "dev", durable=not _under_test)
    try:
        _embedded.start()
    except PostgresUnavailable as error:
        sys.exit(error.report())
    os.environ["DATABASE_URL"] = _embedded.url()

DATABASES = {
    "default": {
        "ENGINE": "vault.backend",
        **database_url.read(os.environ["DATABASE_URL"]),
        # A request is one transaction, so that the user is set for its length only and a failure leaves nothing half-done.
        "ATOMIC_REQUESTS": True,
        # A new connection for each request would cost more than everything else together.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # A pooler that hands out a connection per transaction keeps no cursor beyond it.
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits count across all processes, so the cache they live in is the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        # At 300, Django's own number, a hundred addresses that try passwords would make it forget the tries of others.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Parts of pages that are the same for everybody, drawn once in each process: never what a person wrote.
    "template_fragments": {
        "BACKEND": f"django.core.cache.backends.{'dummy.Dummy' if DEBUG else 'locmem.LocMem'}Cache",
    },
}

# Requests and security

# Five megabytes, three bytes for each character outside ASCII: what is too long is answered beside its field, not refused.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
CSRF_FAILURE_VIEW = "users.views.csrf_failure"

SECURE_SSL_REDIRECT = not IS_LOCAL
SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not IS_LOCAL
SECURE_HSTS_PRELOAD = not IS_LOCAL
# Set behind a proxy that ends TLS and overwrites this header.
if os.environ.get("TRUST_X_FORWARDED_PROTO") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# `no-referrer` would make browsers send `Origin: null` with a form, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

_COOKIE_PREFIX = "" if IS_LOCAL else "__Host-"
SESSION_COOKIE_NAME = f"{_COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = not IS_LOCAL
# A session ends after 24 hours, and after 30 minutes without a page (users.middleware).
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{_COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = not IS_LOCAL
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None
# A cookie would keep the text of a message on the device.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Where Exit leads: a site that says nothing about the person, the same for everybody.
EXIT_URL = os.environ.get("EXIT_URL", "https://www.wikipedia.org/")

# Accounts

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "journal:today"
LOGOUT_REDIRECT_URL = "users:landing"

ACCOUNT_ADAPTER = "users.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "users.allauth_forms.SignupForm",
    "login": "users.allauth_forms.LoginForm",
    "change_password": "users.allauth_forms.ChangePasswordForm",
    "reauthenticate": "users.allauth_forms.ReauthenticateForm",
    "add_email": "users.allauth_forms.AddEmailForm",
    "reset_password": "users.allauth_forms.ResetPasswordForm",
}
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGIN_METHODS = {"username"}
# allauth asks for an address before it asks for a code; users.allauth_forms.SignupForm makes it a choice again.
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_REDIRECT_URL = "users:welcome"
ACCOUNT_USERNAME_MIN_LENGTH = 3
# "mandatory" asks for the code at sign-up; users.adapter lets people without an address pass.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
# Somebody who finds the page open must not be able to put their own address on the account.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# How many proxies in front of the site append to X-Forwarded-For: the rate limits by address depend on it.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))

# E-mail: on this machine to the console until a server is named; elsewhere addresses must not stand in a log

EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
_mailer = "smtp" if EMAIL_HOST else "console" if IS_LOCAL else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{_mailer}.EmailBackend"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Same Side <notes@localhost>")

# Language and time: the person's own zone is in users.Preferences

LANGUAGE_CODE = "en"
USE_I18N = False
TIME_ZONE = "UTC"

# Static files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Nobody else's page has a use for them.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.StaticFiles"},
}
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

# Logs: what happened and where in the code, never an address, a body or a name

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_private_text": {"()": "vault.logs.NoPrivateText"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["no_private_text"],
            "formatter": "plain",
        },
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # A 404 names the address; nobody needs a list of what a person opened.
        "django.request": {"level": "ERROR"},
        "gunicorn": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},  # each job would be a line, each minute
        "django.server": {"handlers": [], "propagate": True, "level": "ERROR"},
    },
}
