"""Which company is this, who are its teammates, and who is signing in?"""

from __future__ import annotations

from hmac import compare_digest
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q
from django.utils.translation import gettext as _

from recruit.base.actors import Actor, ActorKind
from recruit.base.asking import asked_once
from recruit.base.errors import NotAllowed, NotFound
from recruit.base.paging import COUNT_LIMIT, CursorNotUnderstood, Page, id_of, key_of, page_of
from recruit.base.tenancy import Door, door
from recruit.company.enums import Capability, Feature
from recruit.company.models import ApiApp, Company, Teammate
from recruit.company.rules import (
    APP_CAPABILITIES,
    COMPANY_MATRIX,
    TOKEN_START,
    company_role_allows,
    normalise_sign_in_email,
    plan_allows,
    token_digest,
)

#: Who can read and act with rights of their own: a person who signed in, or a program with a token.
Reader = Teammate | ApiApp


def company_of(*, company_id: int) -> Company:
    return asked_once(("company", company_id), lambda: Company.objects.get(pk=company_id))


def company_came_with(teammate: Teammate) -> None:
    """Nobody asks again for the company of a teammate who has just been read with it, while this page is made."""
    asked_once(("company", teammate.company_id), lambda: teammate.company)


def all_companies() -> list[Company]:
    """Every company of the installation, through the door that shows nothing else."""
    with door(Door.COMPANIES):
        return list(Company.objects.order_by("id"))


def plan_includes(*, company: Company, feature: Feature) -> bool:
    return plan_allows(company.plan, feature)


def teammate_by_id(*, company_id: int, teammate_id: int) -> Teammate:
    """Refuses with ``NotFound``."""
    return _teammate(company_id=company_id, pk=teammate_id)


def teammate_by_public_id(*, company_id: int, public_id: str) -> Teammate:
    """Refuses with ``NotFound``."""
    return _teammate(company_id=company_id, public_id=public_id)


def _teammate(**key: Any) -> Teammate:
    teammate = Teammate.objects.filter(**key).first()
    if teammate is None:
        raise NotFound(_("There is no such teammate in your company."))
    return teammate


def teammates_of(*, company_id: int) -> list[Teammate]:
    """All of them, active ones first, by name."""
    return list(
        Teammate.objects.filter(company_id=company_id).order_by("-is_active", "last_name", "first_name", "id")
    )


def teammates_page(
    *, company_id: int, query: str = "", after: str | None = None, limit: int = 50
) -> Page[Teammate]:
    """Active ones first, by name. Every word of the query occurs in a name or in the e-mail address.

    A company has thousands of teammates, not millions, so the words are compared row by row.
    """
    rows = Teammate.objects.filter(company_id=company_id)
    for word in query.split():
        rows = rows.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email_normalized__icontains=word)
        )
    count = rows.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        rows = rows.filter(_after(after))
    found = list(rows.order_by("-is_active", "last_name", "first_name", "id")[: limit + 1])
    return page_of(
        found,
        limit=limit,
        key=lambda row: (int(row.is_active), row.last_name, row.first_name, row.pk),
        count=count,
    )


def _after(cursor: str) -> Q:
    """What follows the row of the cursor in the order of ``teammates_page``."""
    match key_of(cursor):
        case [0 | 1 as is_active, str() as last, str() as first, int() as row_id]:
            same = Q(is_active=bool(is_active))
            later = (
                Q(last_name__gt=last)
                | Q(last_name=last, first_name__gt=first)
                | Q(last_name=last, first_name=first, id__gt=row_id)
            )
            return (same & later) | (Q(is_active=False) if is_active else Q(pk__in=[]))
    raise CursorNotUnderstood(_("This page's address is not complete. Start again at the first page."))


def teammates_by_ids(*, company_id: int, ids: list[int]) -> dict[int, Teammate]:
    return {row.pk: row for row in Teammate.objects.filter(company_id=company_id, pk__in=ids)}


def teammate_with_email(*, company_id: int, email: str) -> Teammate | None:
    """The teammate with that address, deactivated ones included: look at ``is_active``."""
    key = normalise_sign_in_email(email)
    return Teammate.objects.filter(company_id=company_id, email_normalized=key).first()


def actor_of(teammate: Teammate) -> Actor:
    return Actor(kind=ActorKind.TEAMMATE, name=teammate.full_name, teammate_id=teammate.pk)


class TeammateDeactivatedRefusal(NotAllowed):
    """Someone acts through a session or an account that outlived their right to act."""

    code = "teammate_deactivated"


def teammate_behind(*, company_id: int, actor: Actor) -> Teammate | None:
    """The teammate who acts; nothing for apps and outside systems, whose rights are decided where they come in."""
    if actor.kind != ActorKind.TEAMMATE or actor.teammate_id is None:
        return None
    teammate = teammate_by_id(company_id=company_id, teammate_id=actor.teammate_id)
    if not teammate.is_active:
        raise TeammateDeactivatedRefusal(
            _("{name} is deactivated. Ask an owner or an admin to reactivate the account first.").format(
                name=teammate.full_name
            )
        )
    return teammate


class ApiAppRevoked(NotAllowed):
    code = "api_app_revoked"


def reader_behind(*, company_id: int, actor: Actor) -> Reader | None:
    """The teammate or API app that acts; nothing for outside systems: their rights are decided where they come in."""
    if actor.kind != ActorKind.APP:
        return teammate_behind(company_id=company_id, actor=actor)
    app = ApiApp.objects.filter(company_id=company_id, pk=actor.app_id or 0).first()
    if app is None or not app.is_active:
        raise ApiAppRevoked(
            _("The API app {name} is not approved. Ask an owner or an admin to approve it.").format(
                name=actor.name
            )
        )
    return app


def actor_of_app(app: ApiApp) -> Actor:
    return Actor(kind=ActorKind.APP, name=app.name, app_id=app.pk)


def actor_of_reader(reader: Reader) -> Actor:
    return actor_of_app(reader) if isinstance(reader, ApiApp) else actor_of(reader)


class AppScopeTooSmall(NotAllowed):
    """Evidence: ``scope``, the one that is missing, if there is one for it."""

    code = "scope_too_small"


def has_capability(*, reader: Reader, capability: Capability) -> bool:
    if isinstance(reader, ApiApp):
        scope = APP_CAPABILITIES.get(capability)
        return scope is not None and reader.holds(scope)
    return reader.is_active and company_role_allows(reader.company_role, capability)


class CompanyRoleTooSmall(NotAllowed):
    code = "company_role_too_small"


def require_capability(*, company_id: int, actor: Actor, capability: Capability) -> None:
    """Refuses with ``CompanyRoleTooSmall`` when a teammate acts whose company role does not open this.

    ``AppScopeTooSmall`` when an API app acts that may not do it; most of what roles open is not for apps at all.
    """
    reader = reader_behind(company_id=company_id, actor=actor)
    if reader is None or has_capability(reader=reader, capability=capability):
        return
    if isinstance(reader, ApiApp):
        raise AppScopeTooSmall(
            _("The API app {name} may not do this ({what}).").format(
                name=reader.name, what=_(COMPANY_MATRIX.title(capability))
            ),
            scope=APP_CAPABILITIES.get(capability),
        )
    raise CompanyRoleTooSmall(
        _("Your company role does not allow this ({what}). Ask an owner or an admin.").format(
            what=_(COMPANY_MATRIX.title(capability))
        ),
        capability=capability.value,
    )


def app_with_token(*, token: str) -> ApiApp | None:
    """The approved app whose token this is, before any company is known."""
    with door(Door.API):
        app = ApiApp.objects.filter(token_start=token[:TOKEN_START]).first() if token else None
    if app is None or not app.is_active:
        return None
    return app if compare_digest(app.token_digest, token_digest(token)) else None


def api_apps_page(*, company_id: int, after: str | None = None, limit: int = 50) -> Page[ApiApp]:
    """Newest first, revoked ones included."""
    rows = ApiApp.objects.filter(company_id=company_id)
    count = rows.values("id")[: COUNT_LIMIT + 1].count()
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.order_by("-id")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.pk,), count=count)


def api_app_by_public_id(*, company_id: int, public_id: str) -> ApiApp:
    """Refuses with ``NotFound``."""
    app = ApiApp.objects.filter(company_id=company_id, public_id=public_id).first()
    if app is None:
        raise NotFound(_("There is no such API app in your company."))
    return app


class SignInBackend(BaseBackend):
    """Django's door for people: e-mail address and password, before any company is known.

    One address can belong to teammates of several companies; the password decides. An unknown address costs one run
    of the hasher, so that the time of the answer does not tell which addresses exist.
    """

    def authenticate(self, request: Any, **credentials: Any) -> Teammate | None:  # noqa: ARG002 -- Django's signature
        """Credentials are ``email`` and ``password``."""
        email, password = credentials.get("email"), credentials.get("password")
        if not email or not password:
            return None
        with door(Door.SIGN_IN):
            found = list(
                Teammate.objects.filter(
                    email_normalized=normalise_sign_in_email(email), is_active=True
                ).order_by("id")
            )
        if not found:
            make_password(password)
        # ``check_password`` of the row would store a stronger hash at once, where the wall lets nobody write.
        return next((one for one in found if check_password(password, one.password)), None)

    def get_user(self, user_id: Any) -> Teammate | None:
        """With their company, of which every page tells."""
        with door(Door.SIGN_IN):
            return Teammate.objects.select_related("company").filter(pk=user_id, is_active=True).first()
