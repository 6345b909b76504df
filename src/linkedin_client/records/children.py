"""What do records have in common that hang on a candidate or an application? How they are named, and who wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: The parent's id (of a candidate or an application), the record's own id.
ChildKey = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who wrote it. LinkedIn wants both names or no actor at all."""

    first_name: str
    last_name: str

    def wire(self) -> dict[str, Any]:
        return {"firstName": self.first_name, "lastName": self.last_name}
