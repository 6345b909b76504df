"""Django's settings: the composition of the product. What varies between installations is in ``environment``."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.environment import Environment

ENVIRONMENT = Environment()
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
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 12, "timeout": 10}, **query},
    }


SECRET_KEY = ENVIRONMENT.secret_key.get_secret_value() or "not-secret-only-for-checks-and-migrations"
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts.split(",")

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
    "recruit.activity",
    "recruit.sources",
    "recruit.people",
    "recruit.positions",
    "recruit.hiring",
    "linkedin_sync",
    "recruit_web",
    "linkedin_web",
    "config",
]

DATABASES = {"default": database_from_url(ENVIRONMENT.database_url or "postgresql://recruit@/recruit")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "company.Teammate"

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
