"""``recruit linkedin generations``: which generation of LinkedIn's API does this company's connection speak?"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any

from linkedin_sync.connections.client import spoken_generations
from linkedin_sync.connections.generations import read_generations
from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.connections.services import GenerationNotUnderstood, choose_generations
from recruit.base.actors import Actor
from recruit.base.errors import NotFound


@dataclass(frozen=True)
class Spoken:
    """``chosen`` is the connection's own word, ``spoken`` what comes of it with setting and defaults."""

    chosen: dict[str, str]
    spoken: dict[str, str]

    @property
    def data(self) -> dict[str, Any]:
        return {"chosen": self.chosen, "spoken": self.spoken}

    @property
    def lines(self) -> list[str]:
        own = ", ".join(f"{name}={value}" for name, value in self.chosen.items())
        return [
            f"Chosen for this company: {own or 'nothing'}",
            *(f"  {name}: {value}" for name, value in self.spoken.items()),
        ]


def show(company_id: int) -> Spoken:
    connection = connection_of(company_id=company_id)
    if connection is None:
        raise NotFound("There is no connection to LinkedIn yet.")
    return Spoken(dict(connection.generations), spoken_generations(connection))


def choose(company_id: int, options: argparse.Namespace, *, actor: Actor) -> Spoken:
    """Replace the connection's own word. Refuses ``GenerationNotUnderstood``."""
    try:
        chosen = read_generations(",".join(options.choices))
    except ValueError as error:
        raise GenerationNotUnderstood(f"{error}.") from error
    choose_generations(company_id=company_id, generations=chosen, actor=actor)
    return show(company_id)


def reset(company_id: int, *, actor: Actor) -> Spoken:
    """Forget the connection's own word."""
    choose_generations(company_id=company_id, generations={}, actor=actor)
    return show(company_id)
