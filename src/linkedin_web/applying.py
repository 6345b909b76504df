"""How does one apply with LinkedIn on the careers site? A button of LinkedIn's fills the form, which is then ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string

from linkedin_sync.connections.apply_button import button_of, vouched_member
from linkedin_sync.mirror.members import PROVIDER
from recruit.careers.services import OutsideProfile
from recruit.sources.enums import SourceType
from recruit_web.outside import AskedFor, Offered, register

_EXTENSION: Final = (
    "AwliWidget@https://www.linkedin.com/talentwidgets/extensions/apply-with-linkedin-widget-v3"
)
_LONGEST: Final = 200_000
#: What of a profile is kept beside the application: what says something about the work, nothing else.
_KEPT: Final = ("headline", "summary", "positions", "educations", "skills")


class ApplyWithLinkedIn:
    def button(self, asked: AskedFor) -> Offered | None:
        return self._offered("apply_button", asked)

    def thanked(self, asked: AskedFor) -> Offered | None:
        return self._offered("apply_thanked", asked)

    def _offered(self, template: str, asked: AskedFor) -> Offered | None:
        button = button_of(company_id=asked.company_id)
        if button is None:
            return None
        context = {
            "button": button,
            "asked": asked,
            "platform": settings.LINKEDIN_PLATFORM_URL,
            "extension": _EXTENSION,
        }
        platform = settings.LINKEDIN_PLATFORM_URL
        policy = {"script-src": [platform], "frame-src": [platform, settings.LINKEDIN_AUTH_URL]}
        return Offered(render_to_string(f"linkedin_web/{template}.html", context), policy)

    def read(self, asked: AskedFor, posted: Mapping[str, str]) -> OutsideProfile | None:
        profile = _parsed(posted.get("outside_profile", ""))
        if profile is None or button_of(company_id=asked.company_id) is None:
            return None
        member = vouched_member(
            company_id=asked.company_id,
            profile=profile,
            signature=posted.get("outside_signature", ""),
            nonce=asked.nonce,
            job_code=asked.position_public_id,
        )
        return OutsideProfile(
            provider=PROVIDER,
            label="Apply with LinkedIn",  # English
            source_name="LinkedIn",
            source_type=SourceType.SOCIAL_NETWORK,
            claims={name: profile[name] for name in _KEPT if profile.get(name)},
            subject=member.urn if member else "",
            url=member.profile_url if member else "",
            nonce=asked.nonce,
        )


def _parsed(text: str) -> dict[str, Any] | None:
    if not text or len(text) > _LONGEST:
        return None
    with suppress(ValueError, RecursionError):
        found = json.loads(text)
        if isinstance(found, dict) and "\\u0000" not in text:
            return found
    return None


register(ApplyWithLinkedIn())
