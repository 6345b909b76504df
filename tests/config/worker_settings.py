"""The product's settings for a worker that knows the tasks of ``test_worker`` besides."""

from __future__ import annotations

from config.settings import *  # noqa: F403 -- the product's settings, all of them

PROCRASTINATE_IMPORT_PATHS = ["tests.config.worker_tasks"]
