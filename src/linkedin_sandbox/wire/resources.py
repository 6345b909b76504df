"""What can be asked for? Every resource with its key, its methods and who may call it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from linkedin_sandbox.wire.answers import Answer
from linkedin_sandbox.wire.call import Call

Handler = Callable[[Call], Answer]


@dataclass(frozen=True)
class Resource:
    """``methods`` by Rest.li name, a finder as ``finder:name``. ``address`` has ``/`` before a sub-resource.

    ``since`` is the first version of a versioned resource, ``carries_data`` that an integration must be enabled.
    ``audience``: parent, child or member. ``is_simple``: there is one record, without a key.
    """

    generation: str
    address: str
    methods: Mapping[str, Handler]
    since: int = 0
    audience: str = "child"
    carries_data: bool = True
    is_simple: bool = False

    @property
    def name(self) -> str:
        """The name in errors, limits and faults: ``atsCandidates``, ``atsApplications/stages``."""
        return self.address
