"""What can go wrong between us and LinkedIn?

    LinkedInError
    ├── TransportFailed              no answer: whether LinkedIn has worked the request is not known
    │   └── TimedOut                 no answer in time
    ├── ApiError                     LinkedIn answered, and the answer is no
    │   ├── Unauthorized       401   the token or the credentials; one repeat with a fresh token has been made
    │   ├── Forbidden          403   product not granted, integration not enabled, a foreign organization
    │   ├── NotFound           404
    │   ├── Conflict           409
    │   ├── Invalid    400 414 422   the request itself; of a batch nothing was stored
    │   ├── Throttled          429   for the minute or, if `day`, until midnight UTC
    │   ├── VersionRefused     426   the LinkedIn-Version is not active (any more)
    │   └── ServerFailed       5xx   LinkedIn's fault; upserts may be sent again
    ├── AnswerNotUnderstood          a success whose body is not what LinkedIn documents
    └── NotOffered                   this generation of the API has no such call; nothing was sent

Any other refusal (402: no job slot left, 405, …) is a plain `ApiError`. Lower errors are mapped once, where
they cross into this package, and kept as `__cause__`. Wrong use of the library itself is a `ValueError`.

LinkedIn's page: https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling
"""

# ruff: noqa: N818 -- the names read as sentences: the transport failed, the version was refused
from __future__ import annotations


class LinkedInError(Exception):
    """Something went wrong between us and LinkedIn."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (self.__doc__ or "").strip())


class TransportFailed(LinkedInError):
    """LinkedIn could not be reached, or the connection broke before it answered."""


class TimedOut(TransportFailed):
    """LinkedIn did not answer in time."""


class AnswerNotUnderstood(LinkedInError):
    """LinkedIn's answer is not what its documentation says."""


class NotOffered(LinkedInError):
    """LinkedIn's API of this generation has no such call."""


class ApiError(LinkedInError):
    """LinkedIn answered, and the answer is no.

    `code` is LinkedIn's symbolic code or "", `service_error_code` its older number (deprecated, still sent),
    `request_id` what LinkedIn's support asks for, `where` the verb and path.
    """

    def __init__(
        self,
        message: str = "",
        *,
        status: int,
        code: str = "",
        service_error_code: int | None = None,
        request_id: str = "",
        where: str = "",
    ) -> None:
        super().__init__(message)
        self.message = str(self)
        self.status = status
        self.code = code
        self.service_error_code = service_error_code
        self.request_id = request_id
        self.where = where


class Unauthorized(ApiError):
    """LinkedIn did not accept the token or the application's credentials."""


class Forbidden(ApiError):
    """The application may not do this: product not granted, integration not enabled, foreign organization."""


class NotFound(ApiError):
    """LinkedIn knows no such thing, or no such address."""


class Conflict(ApiError):
    """There is such a thing already, or it is not in a state for this."""


class Invalid(ApiError):
    """LinkedIn refused the request as it stands; of a batch nothing was stored."""


class Throttled(ApiError):
    """A quota is used up: records of this minute or, if `day`, calls of this UTC day.

    `retry_after` is in seconds; LinkedIn documents no such header, so it is mostly None.
    """

    def __init__(
        self,
        message: str = "",
        *,
        status: int = 429,
        code: str = "",
        service_error_code: int | None = None,
        request_id: str = "",
        where: str = "",
        day: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(
            message,
            status=status,
            code=code,
            service_error_code=service_error_code,
            request_id=request_id,
            where=where,
        )
        self.day = day
        self.retry_after = retry_after


class VersionRefused(ApiError):
    """The LinkedIn-Version of the request is unknown or past its sunset."""


class ServerFailed(ApiError):
    """LinkedIn failed on its side; what was sent may or may not have been stored."""
