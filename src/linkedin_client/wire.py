"""How does a call reach LinkedIn? One request, one answer; never a wait, and one repeat after a 401.

Everything above builds requests and reads answers; everything below is one HTTP call. Token, version header
and tunneling are decided here and nowhere else.
https://learn.microsoft.com/en-us/linkedin/talent/versioning
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/protocol-version
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2

from linkedin_client import errors
from linkedin_client.answers import Answer, text
from linkedin_client.auth import Credentials, Token, TokenSource, TokenStore
from linkedin_client.dialects import Generation
from linkedin_client.exchanges import Exchange
from linkedin_client.records.members import MemberToken
from linkedin_client.restli import tunnel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CONSENT_PATH = "/oauth/v2/authorization"
TOKEN_PATH = "/oauth/v2/accessToken"  # noqa: S105 -- a path, not a secret

#: The methods that LinkedIn tells apart only by this header, or documents with it.
_NAMED_METHODS = frozenset(
    {"action", "batch_create", "batch_partial_update", "batch_update", "create", "partial_update"}
)
_UNAUTHORIZED = 401


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """A Rest.li call: `path` and `query` are encoded already, `body` is JSON to be."""

    generation: Generation
    verb: str
    restli_method: str
    path: str
    query: str = ""
    body: Mapping[str, Any] | None = None

    @property
    def full_path(self) -> str:
        return f"/{self.generation.value}/{self.path}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """An HTTP request, and what is told of it to the observer."""

    verb: str
    url: httpx2.URL
    headers: dict[str, str]
    content: bytes
    meant: Call | None = None
    is_tunneled: bool = False


class Wire:
    """One application's line to LinkedIn; safe to share between threads."""

    def __init__(
        self,
        *,
        api_url: str,
        auth_url: str,
        credentials: Credentials,
        tokens: TokenStore,
        version: str,
        transport: httpx2.BaseTransport | None,
        timeout: float,
        observe: Callable[[Exchange], None] | None,
    ) -> None:
        if not timeout > 0:
            raise ValueError("a timeout always exists: give a number of seconds above 0")
        self._api_url = httpx2.URL(api_url)
        self._auth_url = httpx2.URL(auth_url)
        self._credentials = credentials
        self._version = version
        self._observe = observe
        self._tokens = TokenSource(store=tokens, fetch=self._fetch_token)
        # LinkedIn's API never redirects; a redirect would carry the token elsewhere.
        self._http = httpx2.Client(transport=transport, timeout=timeout, follow_redirects=False)

    def close(self) -> None:
        self._http.close()

    def send(self, call: Call) -> Answer:
        """LinkedIn's successful answer; raises the tree of `errors` for everything else."""
        return self.send_written(self.write(call))

    def send_written(self, request: Request) -> Answer:
        """The same for a call that is written already."""
        token = self._tokens.current()
        answer = self._exchange(request, token=token)
        if answer.status == _UNAUTHORIZED:
            answer = self._exchange(request, token=self._tokens.after_refusal_of(token))
        if not answer.is_success:
            raise answer.error()
        return answer

    def send_as(self, call: Call, token: str) -> Answer:
        """The same with a member's token, which nobody can renew: a 401 is final."""
        # It is good for LinkedIn to judge: whether it has expired is the answer's to say.
        answer = self._exchange(self.write(call), token=Token(token, expires_at=0.0))
        if not answer.is_success:
            raise answer.error()
        return answer

    def authorization_address(self, *, redirect_uri: str, scope: str, state: str) -> str:
        """Where a person consents."""
        query = httpx2.QueryParams(
            {
                "response_type": "code",
                "client_id": self._credentials.client_id,
                "redirect_uri": redirect_uri,
                "state": state,
                "scope": scope,
            }
        )
        return str(self._address(self._auth_url, CONSENT_PATH, str(query)))

    def exchange_file(self, verb: str, url: str, *, content: bytes = b"", content_type: str = "") -> Answer:
        """Send or fetch a file at an address that LinkedIn told, with the token.

        ValueError if the address is not of LinkedIn's own site: the token would be told to a stranger. Of the
        address only the path is told in errors and to the observer; the rest of it may be a signature.
        """
        address = httpx2.URL(url)
        if not _of_one_site(address, self._api_url, self._auth_url):
            raise ValueError(f"{address.scheme}://{address.host} is not LinkedIn's: the token stays here")
        headers = {"Content-Type": content_type} if content_type else {}
        return self.send_written(Request(verb=verb, url=address, headers=headers, content=content))

    def write(self, call: Call) -> Request:
        """The call as an HTTP request, but for the token."""
        body = None if call.body is None else json.dumps(call.body, ensure_ascii=False).encode()
        headers = self._protocol_headers(call)
        if tunnel.is_needed(call.query):
            parcel = tunnel.tunneled(verb=call.verb, query=call.query, body=body)
            url = self._address(self._api_url, call.full_path)
            headers |= parcel.headers
            return Request(
                verb="POST", url=url, headers=headers, content=parcel.content, meant=call, is_tunneled=True
            )
        if body is not None:
            headers["Content-Type"] = "application/json"
        url = self._address(self._api_url, call.full_path, call.query)
        return Request(verb=call.verb, url=url, headers=headers, content=body or b"", meant=call)

    def _protocol_headers(self, call: Call) -> dict[str, str]:
        headers = {"Accept": "application/json"}
        if call.restli_method in _NAMED_METHODS:
            headers["X-RestLi-Method"] = call.restli_method
        if call.generation is Generation.REST:
            headers |= {"LinkedIn-Version": self._version, "X-RestLi-Protocol-Version": "2.0.0"}
        return headers

    @staticmethod
    def _address(base: httpx2.URL, path: str, query: str = "") -> httpx2.URL:
        # `raw_path` keeps our own encoding as it is: the HTTP library would otherwise choose another one.
        prefix = base.raw_path.decode("ascii").rstrip("/")
        return base.copy_with(raw_path=f"{prefix}{path}{'?' if query else ''}{query}".encode("ascii"))

    def _fetch_token(self) -> Token:
        asked_at = time.time()
        return _token_of(self._ask_for_token(grant_type="client_credentials"), asked_at=asked_at)

    def fetch_member_token(self, *, code: str, redirect_uri: str) -> MemberToken:
        """The token of the person who consented."""
        asked_at = time.time()
        answer = self._ask_for_token(grant_type="authorization_code", code=code, redirect_uri=redirect_uri)
        token = _token_of(answer, asked_at=asked_at)
        scopes = re.split(r"[ ,]+", text(answer.json_object().get("scope")))
        return MemberToken(value=token.value, expires_at=token.expires_at, scopes=tuple(filter(None, scopes)))

    def _ask_for_token(self, *, grant_type: str, **fields: str) -> Answer:
        form = httpx2.QueryParams(
            {
                "grant_type": grant_type,
                "client_id": self._credentials.client_id,
                "client_secret": self._credentials.client_secret,
                **fields,
            }
        )
        request = Request(
            verb="POST",
            url=self._address(self._auth_url, TOKEN_PATH),
            headers={"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"},
            content=str(form).encode("ascii"),
        )
        answer = self._exchange(request)
        if not answer.is_success:
            raise answer.error()
        return answer

    def _exchange(self, request: Request, *, token: Token | None = None) -> Answer:
        bearer = {} if token is None else {"Authorization": f"Bearer {token.value}"}
        where = f"{request.meant.verb if request.meant else request.verb} {request.url.path}"
        began = time.perf_counter()
        try:
            response = self._http.request(
                request.verb, request.url, headers=request.headers | bearer, content=request.content or None
            )
        except httpx2.TimeoutException as error:
            self._tell(request, began=began, failure="timed out")
            raise errors.TimedOut(f"{where}: LinkedIn did not answer in time") from error
        except httpx2.RequestError as error:
            self._tell(request, began=began, failure=type(error).__name__)
            raise errors.TransportFailed(f"{where}: {error}") from error
        headers = {name.lower(): value for name, value in response.headers.items()}
        answer = Answer(status=response.status_code, headers=headers, content=response.content, where=where)
        self._tell(request, began=began, answer=answer)
        return answer

    def _tell(
        self, request: Request, *, began: float, answer: Answer | None = None, failure: str = ""
    ) -> None:
        if self._observe is None:
            return
        self._observe(
            Exchange(
                method=request.meant.verb if request.meant else request.verb,
                path=request.url.path,
                status=answer.status if answer else 0,
                milliseconds=round((time.perf_counter() - began) * 1000),
                request_id=answer.request_id if answer else "",
                restli_method=request.meant.restli_method if request.meant else "",
                is_tunneled=request.is_tunneled,
                request_body_bytes=len(request.content),
                answer_body_bytes=len(answer.content) if answer else 0,
                failure=failure,
                told_time=answer.told_time if answer else None,
            )
        )


def _of_one_site(address: httpx2.URL, *ours: httpx2.URL) -> bool:
    """Whether the address has the scheme of one of ours, and its host or one of the same site (its last two labels)."""
    return any(
        address.scheme == our.scheme
        and (
            (address.host, address.port) == (our.host, our.port)
            or (_site(our.host) != "" and _site(address.host) == _site(our.host))
        )
        for our in ours
    )


def _site(host: str) -> str:
    """`linkedin.com` of any of its hosts; "" for a host without a name of its own, such as an IP address."""
    labels = host.lower().split(".")
    return "" if len(labels) < 2 or labels[-1].isdigit() or ":" in host else ".".join(labels[-2:])  # noqa: PLR2004 -- name and top level


def _token_of(answer: Answer, *, asked_at: float) -> Token:
    body = answer.json_object()
    try:
        return Token(value=str(body["access_token"]), expires_at=asked_at + float(body["expires_in"]))
    except (KeyError, TypeError, ValueError) as error:
        raise errors.AnswerNotUnderstood("the token's answer lacks access_token or expires_in") from error
