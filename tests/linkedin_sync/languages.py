"""What is said in each language that Recruit speaks?"""

from __future__ import annotations

from collections.abc import Callable

from django.utils import translation


def in_each_language(say: Callable[[], str]) -> dict[str, str]:
    """By the language's code."""
    said = {}
    for language in ("en", "de"):
        with translation.override(language):
            said[language] = say()
    return said
