"""What is wrong with this set-up? Everything is looked at that can be, and each fault is named with its remedy.

Whoever asks does not wait: the look is a row that a worker fills. LinkedIn is asked as the product asks it, our own
callback as LinkedIn asks it. Where one answer makes the next question idle, it is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from linkedin_client import (
    APPLICATION_VIEWERS,
    CALLBACK_URL,
    JOB_POSTING_VIEWERS,
    CallbackProblem,
    Exchange,
    Integration,
    IntegrationKey,
    LinkedIn,
    errors,
    prove_callback,
)
from linkedin_sync.connections.client import fresh_client_of, partner_client
from linkedin_sync.connections.selectors import connection_of, is_in_plan
from linkedin_sync.connections.services import begin_connection
from linkedin_sync.connections.set_up import callback_url_of, keys_of
from linkedin_sync.connections.states import CONTRACT_TYPES, REQUIRED, status_of_word
from linkedin_sync.connections.troubles import Finding, finding_of
from linkedin_sync.enums import ConnectionState, IntegrationStatus
from linkedin_sync.models import Connection, Preflight, Seat
from recruit.base import clock, live, queue
from recruit.base.actors import Actor
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability

#: The task's name; the function lies in ``tasks``, above this.
PREFLIGHT: Final = "linkedin.preflight"
#: A difference of clocks from which on something breaks; the header tells whole seconds, and answers take their time.
_CLOCK_TOLERANCE: Final = 30.0
_KEPT: Final = 20
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
#: A look whose worker died is not waited for any longer.
_GIVEN_UP: Final = timedelta(minutes=5)


@transaction.atomic
def ask_for_preflight(*, company_id: int, actor: Actor) -> Preflight:
    """Look at everything, in the background. Without a connection it refuses what ``begin_connection`` refuses."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = connection_of(company_id=company_id) or begin_connection(company_id=company_id, actor=actor)
    row = Preflight.objects.create(company_id=company_id, connection=connection, asked_by=actor.name)
    queue.defer(PREFLIGHT, company_id=company_id, preflight_id=row.pk)
    live.touch(company_id, ["integration"])
    return row


def run_preflight(*, company_id: int, preflight_id: int) -> None:
    connection = connection_of(company_id=company_id)
    if connection is None:
        return
    look = _Look(connection)
    look.at_everything()
    findings = [{"code": each.code, "about": each.about[:500]} for each in look.findings]
    with transaction.atomic():
        Preflight.objects.filter(company_id=company_id, pk=preflight_id).update(
            findings=findings, finished_at=clock.now(), clock_offset=look.clock_offset
        )
        _forget_old(connection)
        live.touch(company_id, ["integration"])


def _forget_old(connection: Connection) -> None:
    rows = Preflight.objects.filter(connection=connection)
    oldest_kept = rows.order_by("-id").values_list("id", flat=True)[_KEPT - 1 : _KEPT]
    if oldest_kept:
        rows.filter(pk__lt=oldest_kept[0]).delete()


@dataclass(frozen=True)
class PreflightView:
    """The latest look. Without ``finished_at`` it goes on, unless ``is_lost``."""

    asked_by: str
    asked_at: datetime
    finished_at: datetime | None
    findings: list[Finding]
    is_lost: bool = False


def latest_preflight(*, company_id: int) -> PreflightView | None:
    row = Preflight.objects.filter(company_id=company_id).order_by("-id").first()
    if row is None:
        return None
    return PreflightView(
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        finished_at=row.finished_at,
        findings=[Finding(each["code"], each["about"]) for each in row.findings],
        is_lost=row.finished_at is None and row.asked_at < clock.now() - _GIVEN_UP,
    )


@dataclass
class _Look:
    connection: Connection
    findings: list[Finding] = field(default_factory=list)
    clock_offset: float | None = None

    def at_everything(self) -> None:
        self._at_this_side()
        knows_application = self._at_the_application()
        self._at_the_clock()
        self._at_the_callback()
        if knows_application and self.connection.organization_urn:
            self._at_the_integrations()
        elif knows_application:
            self._find("not_authorised")

    def _find(self, code: str, about: str = "") -> None:
        self.findings.append(Finding(code, about))

    @contextmanager
    def _told(self, *, unauthorized: str, forbidden: str = "forbidden", about: str = "") -> Iterator[None]:
        """What LinkedIn refuses in here becomes a finding."""
        try:
            yield
        except errors.Forbidden as error:
            self._find(forbidden, about or str(error))
        except errors.LinkedInError as error:
            self.findings.append(finding_of(error, unauthorized=unauthorized))

    # What can be seen from here

    def _at_this_side(self) -> None:
        if not is_in_plan(company_id=self.connection.company_id):
            self._find("plan")
        if self.connection.agreed_at is None:
            self._find("not_agreed")
        if self.connection.paused_at is not None:
            self._find("paused")
        parts = urlsplit(settings.BASE_URL)
        is_local = parts.scheme == "http" and parts.hostname in _LOOPBACK
        if parts.scheme != "https" and not is_local:
            self._find("address_not_https", settings.BASE_URL)
        registered = self.connection.registered_url
        if registered and registered != settings.BASE_URL:
            self._find("address_moved", registered)
        elif self.connection.plugin_missing_at is not None:
            self._find("plugin_missing", settings.BASE_URL)
        seats = Seat.objects.filter(connection=self.connection)
        if (
            self.connection.state == ConnectionState.ENABLED
            and not seats.filter(teammate__isnull=False).exists()
        ):
            self._find("no_seat_mapped")

    # What LinkedIn says

    def _at_the_application(self) -> bool:
        """Whether there is one that can be asked further."""
        if not self.connection.client_id:
            self._find("not_provisioned")
        before = len(self.findings)
        with (
            self._told(unauthorized="partner_refused", forbidden="partner_forbidden"),
            partner_client(observe=self._hear) as linkedin,
        ):
            found = linkedin.provisioning.find(self.connection.public_id)
            if not self.connection.client_id:
                return False
            if found is None:
                self._find("application_gone", self.connection.application_urn)
            elif (found.client_id, found.client_secret) != (
                self.connection.client_id,
                self.connection.client_secret,
            ):
                self._find("secret_changed")
        return bool(self.connection.client_id) and len(self.findings) == before

    def _at_the_clock(self) -> None:
        if self.clock_offset is not None and abs(self.clock_offset) > _CLOCK_TOLERANCE:
            self._find("clock_skew", f"{abs(self.clock_offset):.0f}")

    def _hear(self, exchange: Exchange) -> None:
        if exchange.told_time is None:
            return
        offset = exchange.told_time - clock.now().timestamp()
        if self.clock_offset is None or abs(offset) < abs(self.clock_offset):
            self.clock_offset = offset

    def _at_the_callback(self) -> None:
        if not self.connection.client_secret:
            return
        proof = prove_callback(callback_url_of(self.connection), self.connection.client_secret)
        codes = {
            CallbackProblem.UNREACHABLE: "callback_unreachable",
            CallbackProblem.TOO_SLOW: "callback_slow",
            CallbackProblem.REFUSED: "callback_elsewhere",
            CallbackProblem.NOT_OURS: "callback_elsewhere",
        }
        if proof.problem in codes:
            is_status = proof.problem is CallbackProblem.REFUSED
            self._find(codes[proof.problem], str(proof.status) if is_status else proof.detail)

    def _at_the_integrations(self) -> None:
        keys = keys_of(self.connection)
        with (
            self._told(
                unauthorized="secret_wrong",
                forbidden="company_id_changed",
                about=self.connection.organization_urn,
            ),
            fresh_client_of(self.connection, observe=self._hear) as linkedin,
        ):
            found = linkedin.integrations.get(keys)
            if not any(key.context == self.connection.organization_urn for key in found):
                self._find("company_id_changed", self.connection.organization_urn)
                return
            self._at_names(found)
            self._at_levels(keys, found)
            self._at_configurations(linkedin, keys)

    def _at_names(self, found: dict[IntegrationKey, Integration]) -> None:
        nameless = [key.type for key, each in found.items() if not each.name]
        if nameless:
            self._find("not_named", ", ".join(nameless))

    def _at_levels(self, keys: list[IntegrationKey], found: dict[IntegrationKey, Integration]) -> None:
        off = [key for key in keys if key not in found or not _is_enabled(found[key])]
        at_company = [key.type for key in off if key.type in REQUIRED]
        if at_company:
            self._find("company_level_off", ", ".join(at_company))
        for key in off:
            if key.type in CONTRACT_TYPES:
                self._find("contract_level_off", key.context)

    def _at_configurations(self, linkedin: LinkedIn, keys: list[IntegrationKey]) -> None:
        own = {key.type: key for key in keys}
        told = linkedin.configurations.get(own["ONE_CLICK_EXPORT"], [CALLBACK_URL, JOB_POSTING_VIEWERS])
        shown = linkedin.configurations.get(own["IN_ATS_INDICATOR"], [APPLICATION_VIEWERS])
        wanted = callback_url_of(self.connection)
        if not told.get(CALLBACK_URL):
            self._find(*_why_no_callback(self.connection))
        elif told[CALLBACK_URL] != wanted:
            self._find("callback_other")
        open_to_all = [
            name for name in (JOB_POSTING_VIEWERS, APPLICATION_VIEWERS) if {**told, **shown}.get(name)
        ]
        if open_to_all:
            self._find("everybody_sees_positions", ", ".join(open_to_all))


def _why_no_callback(connection: Connection) -> tuple[str, str]:
    """LinkedIn has refused it when it was told, or it has not been told yet."""
    trouble = connection.set_up_trouble
    if trouble.get("code") in {"callback_used", "callback_refused"}:
        return trouble["code"], trouble.get("about", "")
    return "callback_missing", ""


def _is_enabled(integration: Integration) -> bool:
    return status_of_word(integration.status) == IntegrationStatus.ENABLED
