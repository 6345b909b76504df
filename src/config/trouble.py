"""What if the machine is not as it must be? Then a person reads a sentence that says what to do, no traceback."""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818 -- it is shown as a sentence to the person at the terminal, never caught as an error
    """Something outside of the program is in the way; the text names it and what would help."""
