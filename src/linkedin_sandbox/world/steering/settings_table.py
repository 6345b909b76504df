"""What has the person at the sandbox changed? Read from memory, because it is asked at every request.

One process serves, so the memory and the table cannot differ.
"""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.world.models import Setting

_memory: dict[str, Any] = {}


def load_settings() -> None:
    _memory.clear()
    _memory.update({row.name: row.value for row in Setting.objects.all()})


def read_setting(name: str, *, default: Any) -> Any:
    return _memory.get(name, default)


def write_setting(name: str, value: Any) -> None:
    Setting.objects.bulk_create(
        [Setting(name=name, value=value)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["value"],
    )
    _memory[name] = value


def forget_setting(name: str) -> None:
    """What is usual holds again."""
    Setting.objects.filter(name=name).delete()
    _memory.pop(name, None)


def forget_settings() -> None:
    Setting.objects.all().delete()
    _memory.clear()
