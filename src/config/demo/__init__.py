"""What does a newcomer find in Recruit and in its sandbox? Two invented companies and a world around them.

``generate`` makes the demo as frozen values; ``prepare`` loads it through the product's own doors and makes
the connection to the sandbox as a customer's admin would.
"""

from __future__ import annotations

from config.demo.generation import generate

__all__ = ["generate"]
