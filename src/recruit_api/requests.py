"""What does an endpoint get? A request of an API app whose token was good: the gate lets no other through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from recruit.company.models import ApiApp

    class ApiRequest(HttpRequest):
        """For type checkers: the app is always there."""

        api_app: ApiApp
        #: What the answer tells this once: it is not kept with an answer that can be given again.
        shown_once: str

else:
    ApiRequest = HttpRequest

__all__ = ["ApiRequest"]
