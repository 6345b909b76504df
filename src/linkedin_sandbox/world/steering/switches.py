"""What does LinkedIn do where nobody outside knows for sure? Whatever the switch says.

The list, the defaults and the reasons are data of the contract (``contract/switches.json``); values that were
changed here stand in the settings table.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Any

from linkedin_sandbox.journal import tally
from linkedin_sandbox.world.steering.settings_table import forget_setting, read_setting, write_setting

_FILE = Path(__file__).resolve().parents[4] / "contract" / "switches.json"


@dataclass(frozen=True)
class Switch:
    name: str
    values: tuple[Any, ...]
    default: Any
    why: str
    rule: str

    @property
    def rules(self) -> list[str]:
        """The numbers of the 44 rules that it is about: those before any page is named."""
        return list(takewhile(str.isdecimal, filter(None, self.rule.split(", "))))

    @property
    def pages(self) -> str:
        """Where else it is spoken of, such as ``inbound 5, 6``."""
        return ", ".join(dropwhile(str.isdecimal, self.rule.split(", ")))


class UnknownSwitch(ValueError):  # noqa: N818 -- the word of the house
    """No switch of that name, or not a value of it."""


@lru_cache(maxsize=1)
def all_switches() -> dict[str, Switch]:
    content = json.loads(Path(os.environ.get("LINKEDIN_SANDBOX_SWITCHES", _FILE)).read_text())
    listed = content["switches"] if isinstance(content, dict) else content
    return {
        entry["name"]: Switch(
            name=entry["name"],
            values=tuple(entry.get("values", ())),
            default=entry["default"],
            why=entry.get("why", ""),
            rule=str(entry.get("rule", "")),
        )
        for entry in listed
    }


def switch(name: str) -> Any:
    """The switch's present value, about to be acted upon."""
    value, default = _value(name), all_switches()[name].default
    if value != default:
        tally.consult(name, value)
    return value


def _value(name: str) -> Any:
    return read_setting(f"switch:{name}", default=all_switches()[name].default)


def set_switch(name: str, value: Any) -> None:
    found = all_switches().get(name)
    if found is None:
        raise UnknownSwitch(f"There is no switch '{name}'.")
    if found.values and value not in found.values:
        raise UnknownSwitch(f"'{name}' can be one of {list(found.values)}, not {value!r}.")
    write_setting(f"switch:{name}", value)


def reset_switch(name: str) -> None:
    """Its default holds again."""
    if name not in all_switches():
        raise UnknownSwitch(f"There is no switch '{name}'.")
    forget_setting(f"switch:{name}")


def present_values() -> dict[str, Any]:
    return {name: _value(name) for name in all_switches()}
