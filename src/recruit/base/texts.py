"""What marks a text for translation and says it in the reader's language, for rules that are plain Python otherwise.

Everybody else takes it from Django by its own name (``django.utils.translation``, ``django.utils.formats``).
"""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop, ngettext, override, pgettext

__all__ = ["gettext", "gettext_noop", "ngettext", "number_format", "override", "pgettext"]
