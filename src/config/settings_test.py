"""Settings of the tests: the product's own, with the pool off because tests hold one connection."""

from __future__ import annotations

from config.settings import *  # noqa: F403 -- the product's settings, all of them
from config.settings import DATABASES

DATABASES["default"]["OPTIONS"].pop("pool")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
