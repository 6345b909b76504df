"""How is somebody invited, invited again, uninvited, and how do they come in?"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recruit.access import selectors
from recruit.access.enums import InvitationState
from recruit.access.events import InvitationAccepted, InvitationRevoked, InvitationSent
from recruit.access.models import Invitation
from recruit.access.rules import INVITATION_LASTS, why_not_invite
from recruit.access.services.mails import MAIL_INVITATION
from recruit.access.services.passwords import require_good_password
from recruit.base import clock, events, live, queue
from recruit.base.actors import Actor, system_actor
from recruit.base.errors import NotAllowed, Refusal
from recruit.base.locks import lock_in_transaction
from recruit.base.matrix import Reach
from recruit.base.tenancy import company_context
from recruit.company.enums import Capability, CompanyRole, Language
from recruit.company.models import Teammate
from recruit.company.rules import COMPANY_MATRIX, domains_of, normalise_sign_in_email
from recruit.company.selectors import company_of, teammate_behind, teammate_with_email
from recruit.company.services import add_teammate, require_email


class InvitationNotYours(NotAllowed):
    code = "invitation_not_yours"


class AlreadyTeammate(Refusal):
    code = "already_teammate"


@transaction.atomic
def invite_teammate(
    *,
    company_id: int,
    email: str,
    company_role: str = CompanyRole.TEAMMATE,
    hidden_person_id: int | None = None,
    actor: Actor,
) -> Invitation:
    """A mail with a link. Inviting the same address again sends a new link with the new role; the older dies.

    Refuses ``InvitationNotYours``, ``EmailNotUnderstood`` and ``AlreadyTeammate``.
    """
    email = require_email(email)
    _require_right(company_id=company_id, actor=actor, email=email, company_role=company_role)
    if hidden_person_id is not None:
        _require_right_to_hide(company_id=company_id, actor=actor)
    key = normalise_sign_in_email(email)
    lock_in_transaction("invitation", company_id, key)
    if teammate_with_email(company_id=company_id, email=email) is not None:
        raise AlreadyTeammate(
            _("{email} already belongs to a teammate. Change or reactivate that teammate instead.").format(
                email=email
            )
        )
    invitation = Invitation.objects.filter(
        company_id=company_id, email_normalized=key, accepted_at=None, revoked_at=None
    ).first() or Invitation(company_id=company_id, email=email, email_normalized=key, version=0)
    invitation.company_role = CompanyRole(company_role)
    invitation.hidden_person_id = hidden_person_id
    _send(invitation, actor)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: Invitation, actor: Actor) -> Invitation:
    """A new link with a new week; the older link dies."""
    fresh = _open(invitation)
    _require_right(
        company_id=fresh.company_id, actor=actor, email=fresh.email, company_role=fresh.company_role
    )
    _send(fresh, actor)
    return fresh


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, actor: Actor) -> None:
    fresh = _open(invitation)
    _require_right(
        company_id=fresh.company_id, actor=actor, email=fresh.email, company_role=fresh.company_role
    )
    fresh.revoked_at = clock.now()
    fresh.save(update_fields=["revoked_at"])
    events.publish(InvitationRevoked(fresh.company_id, fresh.email, actor))
    live.touch(fresh.company_id, ["settings"])


def accept_invitation(
    *, token: str, first_name: str, last_name: str, password: str, language: str = Language.ENGLISH
) -> Teammate:
    """The link works once; ``language`` is theirs from then on.

    Refuses ``LinkNotUsable``, ``PasswordTooWeak`` and what ``add_teammate`` refuses.
    """
    invited = selectors.invitation_behind(token=token)
    with company_context(invited.company_id), transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=invited.invitation_id)
        # Two who open one link wait for each other here; the second is told that it was used.
        selectors.invitation_behind(token=token)
        require_good_password(
            password=password,
            about=Teammate(email=invitation.email, first_name=first_name, last_name=last_name),
        )
        teammate = add_teammate(
            company_id=invited.company_id,
            email=invitation.email,
            first_name=first_name,
            last_name=last_name,
            company_role=invitation.company_role,
            password=password,
            language=language,
            hidden_person_id=invitation.hidden_person_id,
            actor=system_actor(f"Invitation by {invitation.invited_by_name}"),  # English
        )
        invitation.accepted_at = clock.now()
        invitation.save(update_fields=["accepted_at"])
        events.publish(InvitationAccepted(invited.company_id, teammate.pk, system_actor(teammate.full_name)))
    return teammate


def _send(invitation: Invitation, actor: Actor) -> None:
    now = clock.now()
    invitation.version += 1
    invitation.expires_at = now + INVITATION_LASTS
    invitation.invited_by_id, invitation.invited_by_name = actor.teammate_id, actor.name
    invitation.sent_at = None
    invitation.save()
    queue.defer(
        MAIL_INVITATION,
        company_id=invitation.company_id,
        invitation_id=invitation.pk,
        version=invitation.version,
        language=get_language() or "en",
    )
    events.publish(InvitationSent(invitation.company_id, invitation.email, invitation.company_role, actor))
    live.touch(invitation.company_id, ["settings"])


class InvitationIsOver(Refusal):
    code = "invitation_is_over"


def _open(invitation: Invitation) -> Invitation:
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if selectors.state_of(fresh) in {InvitationState.ACCEPTED, InvitationState.REVOKED}:
        raise InvitationIsOver(
            _("The invitation of {email} was accepted or taken back already.").format(email=fresh.email)
        )
    return fresh


def _require_right(*, company_id: int, actor: Actor, email: str, company_role: str) -> None:
    """Nothing for apps and outside systems: what they may do is decided where they come in."""
    teammate = teammate_behind(company_id=company_id, actor=actor)
    if teammate is None:
        return
    why_not = why_not_invite(
        inviter_role=teammate.company_role,
        wanted_role=company_role,
        email=email,
        listed_domains=domains_of(company_of(company_id=company_id).mail_domains),
    )
    if why_not:
        raise InvitationNotYours(why_not)


def _require_right_to_hide(*, company_id: int, actor: Actor) -> None:
    teammate = teammate_behind(company_id=company_id, actor=actor)
    if teammate is None:
        return
    reach = COMPANY_MATRIX.reach(teammate.company_role, Capability.RESTRICT_TEAMMATES)
    if reach not in {Reach.YES, Reach.INVITING}:
        raise InvitationNotYours(
            _("Hiding somebody's own profile from them is for owners, admins and recruiters.")
        )
