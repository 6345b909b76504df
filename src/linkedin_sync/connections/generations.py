"""Which generation of LinkedIn's API does each resource speak? As the environment says it, without Django."""

from __future__ import annotations

from linkedin_client import read_generations

__all__ = ["read_generations"]
