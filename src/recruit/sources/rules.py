"""Which source does an import get? The table of attribution, as one function without a database.

The exporter is known by the e-mail address that they have *here*. Rows are numbered as in ``docs/domain.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.texts import override
from recruit.sources.enums import SourceType


@dataclass(frozen=True)
class KnownSource:
    """A source that is there already, with the contacts that are linked to it."""

    source_id: int
    name: str
    type: str
    contact_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Decision:
    """``use_source_id`` names the source to take; without it one named ``create_source_name`` is created.

    ``case`` is the row that decided (1 to 4), ``namesake`` tells that a source of that name was there (row 6).
    """

    case: int
    use_source_id: int | None = None
    create_source_name: str | None = None
    create_contact: bool = False
    link_teammate: bool = False
    namesake: bool = False
    warning: str | None = None


def decide_source(
    *,
    contact_id: int | None,
    contact_source: KnownSource | None,
    teammate_exists: bool,
    wanted_name: str,
    email: str,
    name_taken_by: KnownSource | None,
) -> Decision:
    """Rows 1 to 7; who has no e-mail here, is deactivated or not known at all is the caller's matter (rows 8, 9)."""
    if contact_id is not None and contact_source is not None:
        return Decision(case=1, use_source_id=contact_source.source_id, warning=_warning(contact_source))
    case = 2 if contact_id is not None else 3 if teammate_exists else 4
    create_contact = contact_id is None
    is_free_to_use = name_taken_by is not None and name_taken_by.contact_ids <= {contact_id}
    if name_taken_by is not None and is_free_to_use:
        return Decision(
            case=case,
            use_source_id=name_taken_by.source_id,
            create_contact=create_contact,
            link_teammate=case == 3,  # noqa: PLR2004 -- the row's number
            namesake=True,
            warning=_warning(name_taken_by),
        )
    return Decision(
        case=case,
        create_source_name=wanted_name if name_taken_by is None else f"{wanted_name} {email}",
        create_contact=create_contact,
        link_teammate=case == 3,  # noqa: PLR2004 -- the row's number
        namesake=name_taken_by is not None,
    )


def _warning(source: KnownSource) -> str | None:
    if source.type == SourceType.ACTIVE_SEARCH:
        return None
    with override("en"):  # history keeps it
        label = str(SourceType(source.type).label)
    return f"the source “{source.name}” is of type {label}, although this came from an active search"
