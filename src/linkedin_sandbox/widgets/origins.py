"""On which pages may a customer's widgets stand? On those of the ``validJsSdkDomains`` of its application, exactly.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/provisioning-api
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from linkedin_sandbox.world.models import Application

# What may stand in a header that tells browsers who may frame a page; the list itself is checked less strictly.
_ORIGIN = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(:\d{1,5})?")


def application_of(api_key: str) -> Application | None:
    return Application.objects.filter(client_id=api_key).first()


def origins_of(application: Application) -> list[str]:
    """Those entries of the list that are an origin; LinkedIn compares letter by letter, without a last slash."""
    return [domain for domain in application.js_domains if _ORIGIN.fullmatch(domain)]


def origin_in(address: str) -> str:
    """Scheme, host and port of an address, as a browser names an origin."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def why_refused(api_key: str, application: Application | None, origin: str) -> str:
    """Why widgets with this key do not run there, for the console of whoever builds the page; empty if they do."""
    if not api_key:
        return "the script's text has no line “api_key: <client id>”."
    if application is None:
        return f"no application has the api_key “{api_key}”."
    if not origin:
        return "the browser did not say from which page it asks."
    if origin not in origins_of(application):
        listed = ", ".join(application.js_domains) or "nothing yet"
        return (
            f"“{origin}” is not in validJsSdkDomains of “{application.name}” (there: {listed}). "
            "Set the list by a partial update of the application; scheme, host and port must be the same, "
            "without a slash at the end."
        )
    return ""
