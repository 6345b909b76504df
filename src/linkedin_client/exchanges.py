"""What may be told of a call to LinkedIn? Everything that helps support, and no secret."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """One request and what came of it: no token, no query (it may hold ids of people), no bodies.

    `method` is the Rest.li verb meant, also when the request was tunneled through a POST. `status` is 0 when
    no answer came; `failure` then names why. LinkedIn's support asks for `request_id`.
    """

    method: str
    path: str
    status: int
    milliseconds: int
    request_id: str = ""
    restli_method: str = ""
    is_tunneled: bool = False
    request_body_bytes: int = 0
    answer_body_bytes: int = 0
    failure: str = ""
    #: LinkedIn's own time when it answered (header `Date`), in epoch seconds.
    told_time: float | None = None
