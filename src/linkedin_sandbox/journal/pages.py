"""Where does LinkedIn describe this method? The contract names the page of each."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).resolve().parents[3] / "contract" / "methods.json"
_KEY_IN_PATH = re.compile(r"/\{[^}]*\}")
_PUSHES = "https://learn.microsoft.com/en-us/linkedin/talent/receive-push-events"
_CHALLENGE = "https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation"


def page_of(generation: str, resource: str, method: str) -> str:
    """By the generation, the address below it and the Rest.li method; another method's page of it, else nothing."""
    pages = _pages()
    of_method = pages.get((generation, resource, method))
    return of_method or pages.get((generation, resource, ""), "")


def page_of_push(kind: str) -> str:
    return _CHALLENGE if kind == "challenge" else _PUSHES


@lru_cache(maxsize=1)
def _pages() -> dict[tuple[str, str, str], str]:
    rows = json.loads(_FILE.read_text())["methods"]
    found: dict[tuple[str, str, str], str] = {}
    for row in rows:
        address = _KEY_IN_PATH.sub("", row["path"]).strip("/").partition("/")[2].removeprefix("v2/")
        page = next(iter(row["source"]), "")
        found[row["generation"], address, row["restli_method"] or ""] = page
        found.setdefault((row["generation"], address, ""), page)
    return found
