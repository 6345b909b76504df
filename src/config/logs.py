"""What does a log line look like? A sentence with its facts beside it, for people or as JSON, and without secrets."""

from __future__ import annotations

import logging.config
from collections.abc import MutableMapping
from typing import Any

import structlog

from recruit.base.masking import SECRET_NAME, mask


def mask_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Structlog's processor around ``mask``."""
    return {
        key: value if key.startswith("_") else "***" if SECRET_NAME.search(key) else mask(value)
        for key, value in event.items()
    }


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    mask_secrets,
]


def configuration(*, level: str, form: str) -> dict[str, Any]:
    """The ``logging`` configuration: one handler to standard error."""
    shown: Any = structlog.processors.JSONRenderer()
    if form != "json":
        shown = structlog.dev.ConsoleRenderer(
            colors=False, pad_event_to=0, exception_formatter=structlog.dev.plain_traceback
        )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown],
            }
        },
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stream"], "level": level.upper()},
        "loggers": {
            # These tell of every job and connection; their warnings are enough.
            "procrastinate": {"level": "WARNING"},
            "psycopg.pool": {"level": "ERROR"},
            "httpx2": {"level": "WARNING"},
            "asyncio": {"level": "WARNING"},
        },
    }


def configure(configuration: dict[str, Any]) -> None:
    """Make both ways to log, ``logging`` and ``structlog``, end in the same line."""
    logging.config.dictConfig(configuration)
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
