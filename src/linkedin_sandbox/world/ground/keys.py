"""By what are an ATS's records found? By one text made of the application, the context and the ATS's ids."""

from __future__ import annotations

# The unit separator cannot stand in an address, so no id that came over the wire can hold it.
SEPARATOR = "\x1f"


def record_key(application_id: int, context: str, *ids: str) -> str:
    """The identity of a record: the same id under two organizations is two records (rule 29)."""
    return SEPARATOR.join((str(application_id), context, *ids))


def below(key: str, *ids: str) -> str:
    """The identity of a record that hangs on another, such as a stage on its application."""
    return SEPARATOR.join((key, *ids))
