"""Django's settings: the composition of the product. What varies between installations is in ``environment``."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

from config import logs
from config.data import kept_key
from config.database.cluster import embedded_url
from config.environment import read_environment

ENVIRONMENT = read_environment()
ROOT = Path(__file__).resolve().parents[2]


def database_from_url(url: str) -> dict[str, Any]:
    """Django's form of a ``postgresql://`` address; a unix socket stands in ``?host=`` as libpq has it."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        # The pool replaces persistent connections: requests and jobs run on threads that come and go.
        "CONN_MAX_AGE": 0,
        # Compiling a statement takes longer than any of ours runs; what the planner thinks they cost would start it.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 12, "timeout": 10}, "options": "-c jit=off", **query},
    }


# ---------------------------------------------------------------------------------------------- keys and addresses

SECRET_KEY = (
    ENVIRONMENT.secret_key.get_secret_value()
    or kept_key(ENVIRONMENT.data, "secret_key")
    or "not-secret-only-for-checks-and-migrations"
)
ENCRYPTION_KEY = ENVIRONMENT.encryption_key.get_secret_value() or kept_key(ENVIRONMENT.data, "encryption_key")
BASE_URL = ENVIRONMENT.base_url
LINKEDIN_API_URL = ENVIRONMENT.linkedin_api_url
LINKEDIN_AUTH_URL = ENVIRONMENT.linkedin_auth_url
#: Which generation of LinkedIn's API each resource speaks where a connection does not say: ``{"jobs": "rest"}``.
LINKEDIN_GENERATIONS = ENVIRONMENT.linkedin_generations_chosen
LINKEDIN_VERSION = ENVIRONMENT.linkedin_version
LINKEDIN_TIMEOUT = ENVIRONMENT.linkedin_timeout
LINKEDIN_PLATFORM_URL = ENVIRONMENT.linkedin_platform_url
LINKEDIN_PARENT_ID = ENVIRONMENT.linkedin_parent_id
LINKEDIN_PARENT_SECRET = ENVIRONMENT.linkedin_parent_secret.get_secret_value()

# Passkeys are tied to a name: on this machine that is "localhost", for browsers take no IP address for one.
_BASE = urlsplit(BASE_URL)
_LOOPBACK = _BASE.hostname in {"127.0.0.1", "::1", "localhost"}
PASSKEY_HOST = "localhost" if _LOOPBACK else _BASE.hostname or "localhost"
PASSKEY_ORIGINS = [
    f"{_BASE.scheme}://localhost{f':{_BASE.port}' if _BASE.port else ''}" if _LOOPBACK else BASE_URL
]

API_CALLS_PER_MINUTE = ENVIRONMENT.api_calls_per_minute
#: Hosts to which webhooks may lead although their addresses are private; lower case.
WEBHOOK_PRIVATE_HOSTS = frozenset(
    host.strip().lower() for host in ENVIRONMENT.webhook_private_hosts.split(",") if host.strip()
)

DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = [*ENVIRONMENT.allowed_hosts.split(","), urlsplit(BASE_URL).hostname or "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# ---------------------------------------------------------------------------------------------- parts

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "django_htmx",
    "django_cotton",
    "tablericons",
    "csp",
    "recruit.base",
    "recruit.company",
    "recruit.access",
    "recruit.activity",
    "recruit.sources",
    "recruit.people",
    "recruit.positions",
    "recruit.hiring",
    "recruit.careers",
    "recruit.position_templates",
    "recruit.evaluation",
    "recruit.privacy",
    "recruit.duplicates",
    "recruit.reports",
    "recruit.transfer",
    "linkedin_sync",
    "recruit_web",
    "linkedin_web",
    "recruit_api",
    "recruit_webhooks",
    "config",
]

MIDDLEWARE = [
    "config.middleware.Compressed",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # The innermost, and synchronous: see there why that makes all of them run in one thread.
    "config.middleware.CompanyContext",
    "recruit_web.language.Language",
    "recruit_web.presence.Presence",
    "recruit_web.refusals.AnswerRefusals",
    "recruit_api.gate.ApiGate",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,  # cotton wraps the loaders by itself
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n"],  # nearly every template says something
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database_from_url(ENVIRONMENT.database_url or embedded_url(ENVIRONMENT.data))}
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # HSTS is the decision of whoever runs the proxy that ends TLS
    "security.W008",  # and so is the redirect to it
]

# ---------------------------------------------------------------------------------------------- signing in

AUTH_USER_MODEL = "company.Teammate"
AUTHENTICATION_BACKENDS = ["recruit.company.selectors.SignInBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
]
# Failed attempts to sign in are counted in the memory of the web process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign_in"

# ---------------------------------------------------------------------------------------------- what a browser is told

_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_NAME = "recruit_session"  # the sandbox stands on the same host, and cookies know no ports
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_NAME = "recruit_csrf"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Tabler draws its marks as data addresses
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# ---------------------------------------------------------------------------------------------- texts, files, logs

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [
    ROOT / "src" / package / "locale"
    for package in ("recruit", "recruit_web", "recruit_webhooks", "linkedin_sync", "linkedin_web")
]
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.static_root
STATICFILES_DIRS = [("vendor", ROOT / "build" / "vendor")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.hashed.HashedFiles"},
}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = ENVIRONMENT.data / "mail"
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
EMAIL_TIMEOUT = 20
if ENVIRONMENT.mail_url.get_secret_value():
    _MAIL = urlsplit(ENVIRONMENT.mail_url.get_secret_value())
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_USE_SSL = _MAIL.hostname or "localhost", _MAIL.scheme == "smtps"
    EMAIL_PORT = _MAIL.port or (465 if EMAIL_USE_SSL else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
    # A server on this very machine offers no TLS as a rule, and needs none.
    EMAIL_USE_TLS = not EMAIL_USE_SSL and EMAIL_HOST not in {"localhost", "127.0.0.1"}

#: What candidates and teammates upload; served only by views that ask who may see it.
FILES_FOLDER = ENVIRONMENT.data / "files"
#: Archives of whole companies, each for a week; downloaded by owners and admins only.
ARCHIVES_FOLDER = ENVIRONMENT.data / "archives"
#: Who was erased, as keyed digests, for after a backup was restored.
ERASED_LIST = ENVIRONMENT.erased_list or ENVIRONMENT.data / "erased.jsonl"
LOGGING_CONFIG = None
#: Where ``recruit run`` keeps its processes' logs; other installations have none there.
LOG_FOLDER = ENVIRONMENT.data / "logs"
LOGGING = logs.configuration(level=ENVIRONMENT.log_level, form=ENVIRONMENT.log_format)
logs.configure(LOGGING)

if ENVIRONMENT.demo:
    from config.demo.sign_ins import demo_sign_ins

    DEMO_SIGN_INS = demo_sign_ins()
