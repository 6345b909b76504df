"""How does a source come to be, by hand or through an import, and how does it change?"""

from __future__ import annotations

from recruit.sources.services.editing import (
    NameTaken,
    SourceProtected,
    add_source,
    edit_source,
    restore_source,
    retire_source,
)
from recruit.sources.services.importing import (
    Attribution,
    add_source_contact,
    attribute_import,
    shared_source,
)

__all__ = [
    "Attribution",
    "NameTaken",
    "SourceProtected",
    "add_source",
    "add_source_contact",
    "attribute_import",
    "edit_source",
    "restore_source",
    "retire_source",
    "shared_source",
]
