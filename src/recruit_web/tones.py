"""Which colour has a state? Each table of states tells its own; what is not in it is grey."""

from __future__ import annotations

GREY = "secondary"


class Tones(dict[str, str]):
    """Colours of the design by states."""

    def of(self, state: str) -> str:
        return self.get(str(state), GREY)
