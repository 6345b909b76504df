"""What does somebody need to bring in rows of a kind? What they would need for one by hand."""

from __future__ import annotations

from typing import Final

from recruit.company.enums import Capability
from recruit.transfer.enums import ImportKind

#: At least; processes ask for the right on each position besides.
NEEDS: Final = {
    ImportKind.PERSONS: Capability.ADD_PERSONS,
    ImportKind.POSITIONS: Capability.OPEN_POSITIONS,
    ImportKind.PROCESSES: Capability.ADD_PERSONS,
}
