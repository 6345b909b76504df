"""What does the loader bring to a page? The script, and LinkedIn's word whether its widgets may run there.

The script asks with ``crossorigin``, so that the browser names the page in a header that no page can forge.
"""

from __future__ import annotations

import json

from django.contrib.staticfiles.views import serve
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from linkedin_sandbox.widgets.origins import application_of, origin_in, why_refused

_JAVASCRIPT = "text/javascript; charset=utf-8"


@require_safe
def in_js(request: HttpRequest) -> HttpResponseBase:
    """Any page may load it; what it then shows is another question."""
    response = serve(request, "widgets/in.js", insecure=True)
    response.headers["Content-Type"] = _JAVASCRIPT
    response.headers["Cache-Control"] = "public, max-age=60"
    return _open_to_pages(response, "*")


@require_safe
def key_js(request: HttpRequest) -> HttpResponse:
    """The answer as a script, because a page's policy may forbid every other way of asking."""
    api_key = request.GET.get("api_key", "")
    origin = request.headers.get("Origin", "") or origin_in(request.headers.get("Referer", ""))
    answer = {
        "apiKey": api_key,
        "origin": origin,
        "refusal": why_refused(api_key, application_of(api_key), origin),
    }
    response = HttpResponse(f"IN.answered({_as_script(answer)});\n", content_type=_JAVASCRIPT)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Origin"
    _open_to_pages(response, origin or "null")
    return response


def _as_script(answer: dict[str, str]) -> str:
    return json.dumps(answer).replace("<", "\\u003c")


def _open_to_pages(response: HttpResponseBase, origin: str) -> HttpResponseBase:
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
