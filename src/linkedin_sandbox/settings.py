"""How is the sandbox set up? Everything that varies comes from the command line through three variables.

The sandbox is a second, small Django project: it shares no setting, table or line of code with the product.
"""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("LINKEDIN_SANDBOX_DATA", ".data/sandbox")).resolve()
# Where this sandbox is reached: it stands in what is sent to ATSs for them to fetch.
ADDRESS = os.environ.get("LINKEDIN_SANDBOX_ADDRESS", "http://127.0.0.1:8100")

# Nothing here is secret: the sandbox holds invented people only and is made to be looked into.
SECRET_KEY = "the-sandbox-keeps-no-secrets-and-holds-only-invented-people"  # noqa: S105 -- says so itself
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "linkedin_sandbox.urls"
USE_TZ = True
USE_I18N = False
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
APPEND_SLASH = False

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "linkedin_sandbox.world",
    "linkedin_sandbox.console",
]

# LinkedIn's own addresses take no part in sessions, messages or CSRF: see ``wire.door``.
MIDDLEWARE = [
    "linkedin_sandbox.world.steering.gate.through_gate",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "linkedin_sandbox.console.headers.console_headers",
]
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "sandbox_session"
CSRF_COOKIE_NAME = "sandbox_csrf"
SESSION_COOKIE_HTTPONLY = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
            ]
        },
    }
]
STATIC_URL = "/recruiter/static/"
STATICFILES_DIRS = [PACKAGE / "static"]

# One writer at a time: every transaction takes SQLite's write lock when it begins and others wait for it,
# so that no transaction fails half way with "database is locked". Readers never wait (WAL). Every thread has its own
# cache (16 MB), and what is beyond it comes from the operating system's; the log is worked in every 16 MB.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "sandbox.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=4000;"
            ),
        },
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # That LinkedIn says no is its business, and is in the journal.
    "loggers": {"linkedin_sandbox": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
