"""A page of somebody's ATS on another port: strict policies, and functions that write down what they are given."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

EXTENSIONS = (
    "ATSIntegrationWidget@https://platform.linkedin.com/rsc/extensions/onboarding-widget, "
    "HcmWidget@https://platform.linkedin.com/rsc/extensions/profile-widget, "
    "AwliWidget@https://www.linkedin.com/talentwidgets/extensions/apply-with-linkedin-widget-v3, "
    "ApplicantHighlights@https://www.linkedin.com/talentwidgets/extensions/applicant-highlights-widget, "
    "FullProfile@https://www.linkedin.com/talentwidgets/extensions/full-profile-widget"
)
_SCRIPT = """
window.called = [];
const write = (name) => (...values) => window.called.push([name, values]);
window.onIntegrate = write("onIntegrate");
window.page = { onLink: write("onLink"), onUnlink: write("onUnlink") };
window.onProfile = write("onProfile");
window.addLater = (type, attributes) => {
  const piece = document.createElement("div");
  const placeholder = document.createElement("script");
  placeholder.type = type;
  for (const [name, value] of Object.entries(attributes)) placeholder.setAttribute(name, value);
  piece.append(placeholder);
  document.querySelector("main").append(piece);
};
"""
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Acorn ATS</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><script src="/page.js"></script>
<script src="{sandbox}/xdoor/scripts/in.js">
  api_key: {api_key}
  extensions: {extensions}
</script></head>
<body><main><h1>Acorn ATS</h1>{content}</main></body></html>"""
_STYLE = (
    "body { margin: 0; font-family: sans-serif } main { max-width: 900px; margin: 0 auto; padding: 12px }"
)


class ForeignSite:
    """``show`` says what stands on its one page; ``url`` is its address, ``origin`` what a browser calls it."""

    def __init__(self, sandbox: str) -> None:
        self.sandbox = sandbox
        self.html = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def show(self, content: str, *, api_key: str, extensions: str = EXTENSIONS) -> str:
        self.html = _PAGE.format(
            sandbox=self.sandbox, api_key=api_key, extensions=extensions, content=content
        )
        return f"{self.origin}/"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(site: ForeignSite) -> type[BaseHTTPRequestHandler]:
    policy = (
        f"default-src 'none'; script-src 'self' {site.sandbox}; frame-src {site.sandbox}; style-src 'self'; "
        "img-src data:; base-uri 'none'"
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, text = {
                "/": ("text/html", site.html),
                "/page.js": ("text/javascript", _SCRIPT),
                "/page.css": ("text/css", _STYLE),
            }.get(self.path, ("text/plain", ""))
            content = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Security-Policy", policy)
            self.send_header("Cross-Origin-Opener-Policy", "same-origin")
            self.send_header("Referrer-Policy", "same-origin")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            """Silent: the journeys' own output is what counts."""

    return Handler
