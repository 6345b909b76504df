"""Settings of the tests: the product's own, with one connection for all tests instead of the pool."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from config.settings import *  # noqa: F403 -- the product's settings, all of them
from config.settings import DATABASES, STORAGES

SECRET_KEY = "for-tests-only-and-long-enough-to-please-the-check"  # noqa: S105 -- says so itself
ENCRYPTION_KEY = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="
DATABASES["default"]["OPTIONS"].pop("pool")
DATABASES["default"]["CONN_MAX_AGE"] = None
FILES_FOLDER = Path(tempfile.mkdtemp(prefix="recruit-files-"))
ARCHIVES_FOLDER = FILES_FOLDER / "archives"
ERASED_LIST = FILES_FOLDER / "erased.jsonl"
atexit.register(shutil.rmtree, FILES_FOLDER, ignore_errors=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
