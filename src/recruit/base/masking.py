"""What may be written down? Texts without anything that looks like a secret, whoever writes them."""

from __future__ import annotations

import re
from typing import Any

SECRET_NAME = re.compile(
    r"secret|token|password|authori[sz]ation|cookie|signature|api_?key|encryption_key", re.IGNORECASE
)
_NAMED = r"((?:client_secret|access_token|refresh_token|password|X-LI-Signature)[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;}]+"
_SECRET_TEXT = [
    (re.compile(r"(Bearer\s+)[^\s\"',;]+", re.IGNORECASE), r"\1***"),
    (re.compile(_NAMED, re.IGNORECASE), r"\1***"),
    (re.compile(r"(postgres(?:ql)?://[^:/@\s]+:)[^@\s]+@", re.IGNORECASE), r"\1***@"),
    (re.compile(r"(/[a-z]+/callback/)[^\s/?\"']+"), r"\1***"),
]
# Bounded on both sides, else a long text without any address takes quadratic time.
_ADDRESS = re.compile(r"[^\s@\"'<>(),;:=]{1,64}@[^\s@\"'<>(),;:=]{1,250}")


def mask(value: Any) -> Any:
    """The value as it may be written down: texts without anything that looks like a secret, in any depth."""
    if isinstance(value, str):
        for pattern, replacement in _SECRET_TEXT:
            value = pattern.sub(replacement, value)
        return value
    if isinstance(value, dict):
        return {key: "***" if SECRET_NAME.search(str(key)) else mask(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [mask(inner) for inner in value]
    return value


def without_addresses(text: str) -> str:
    """The text without e-mail addresses, for what leaves the house."""
    return _ADDRESS.sub("***@***", text)
