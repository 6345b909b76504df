"""What has an ATS to do at its callback address? Answer challenges, check signatures, answer 200; print what came.

    python docs/examples/listener.py PORT CLIENT_SECRET

https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

PORT, SECRET = int(sys.argv[1]), sys.argv[2].encode()


def signature(content: bytes) -> str:
    return hmac.new(SECRET, content, hashlib.sha256).hexdigest()


class Callback(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """LinkedIn asks whether this address knows the secret."""
        code = parse_qs(urlsplit(self.path).query)["challengeCode"][0]
        self.answer({"challengeCode": code, "challengeResponse": signature(code.encode())})

    def do_POST(self) -> None:
        """LinkedIn says that something has happened; what it is, is fetched afterwards."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_signed = hmac.compare_digest(self.headers["X-LI-Signature"], signature(b"hmacsha256=" + body))
        print(json.dumps({"signed": is_signed, **json.loads(body)}), flush=True)
        self.answer({})

    def answer(self, content: dict[str, str]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_parts: object) -> None:
        """Nothing but what came is printed."""


HTTPServer(("127.0.0.1", PORT), Callback).serve_forever()
