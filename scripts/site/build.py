"""``make docs``: the pages of docs/, and some that lie elsewhere, become a site in build/docs that one can search.

Our pages are written for readers of the repository. Here they are put together in build/docs-pages: links are led to
where things are in the site, a list may follow its sentence without a blank line, and the API's calls are written down
from its own description. A link that leads nowhere fails the build.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGES, SITE = ROOT / "build" / "docs-pages", ROOT / "build" / "docs"
#: Pages that lie elsewhere: where they are in the site, and in the repository.
BROUGHT = {
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
    "contract.md": "contract/README.md",
}
#: For whom which page is, in order; a page that nobody is to find this way stands nowhere, and the build fails.
READERS = {
    "For recruiters": ["recruiters", "hiring-managers", "interviewers", "duplicates", "reports"],
    "For owners and admins": ["admins", "linkedin", "import-export", "privacy"],
    "For operators": ["running", "operating", "figures", "changelog"],
    "For developers": ["architecture", "glossary", "domain", "engine", "contributing", "decisions/README"],
    "API": ["api", "api-reference", "webhooks"],
    "LinkedIn's sandbox": ["sandbox", "sandbox-reference", "sandbox-coverage", "contract", "certification"],
}
_LINK = re.compile(r"(?<=\]\()(?!\w+:|#)([^)#\s]+)")
_ITEM = re.compile(r"([-*]|\d+\.) ")


def main(site: Path = SITE, pages: Path = PAGES) -> int:
    from sphinx.cmd.build import main as sphinx  # noqa: PLC0415 -- only who builds needs it

    assemble(pages)
    shutil.rmtree(site, ignore_errors=True)
    here = str(Path(__file__).parent)
    status = sphinx(
        [
            "-W",
            "--keep-going",
            "-q",
            "-j",
            "2",
            "-b",
            "html",
            "-c",
            here,
            "-d",
            f"{pages}.made",
            str(pages),
            str(site),
        ]
    )
    for page in site.rglob("*.html"):
        page.write_text(for_everybody(page.read_text("utf-8")), "utf-8")
    return int(status)


def for_everybody(html: str) -> str:
    """What the theme leaves out: headings of the side bar have a level, and wide code can be scrolled by keyboard."""
    html = html.replace('role="heading"><', 'role="heading" aria-level="2"><')
    return html.replace("<pre>", '<pre tabindex="0">')


def assemble(pages: Path) -> None:
    shutil.rmtree(pages, ignore_errors=True)
    shutil.copytree(ROOT / "docs", pages)
    lying = {f"docs/{file.relative_to(pages).as_posix()}": file for file in sorted(pages.rglob("*.md"))}
    lying |= {source: pages / name for name, source in BROUGHT.items()}
    for lies, file in lying.items():
        name = file.relative_to(pages).as_posix()
        file.write_text(in_the_site((ROOT / lies).read_text("utf-8"), lies=lies, page=name), "utf-8")
    (pages / "api-reference.md").write_text("\n".join(api_reference()) + "\n", "utf-8")
    with (pages / "index.md").open("a", encoding="utf-8") as index:
        index.writelines(_contents(caption, names) for caption, names in READERS.items())
    with (pages / "decisions" / "README.md").open("a", encoding="utf-8") as decisions:
        decisions.write("\n```{toctree}\n:hidden:\n:glob:\n\n0*\n```\n")


def _contents(caption: str, names: list[str]) -> str:
    return "\n```{toctree}\n:hidden:\n:caption: " + caption + "\n\n" + "\n".join(names) + "\n```\n"


def in_the_site(text: str, *, lies: str, page: str) -> str:
    linked = _LINK.sub(lambda found: link_in_the_site(found.group(1), lies=lies, page=page), text)
    return "\n".join(with_room_for_lists(linked.splitlines())) + "\n"


def link_in_the_site(link: str, *, lies: str, page: str) -> str:
    """A link as it is written in a page that lies there, as it is right in the site."""
    meant = posixpath.normpath(posixpath.join(posixpath.dirname(lies), link))
    place = next((name for name, source in BROUGHT.items() if source == meant), meant.removeprefix("docs/"))
    return posixpath.relpath(place, posixpath.dirname(page) or ".")


def with_room_for_lists(lines: list[str]) -> Iterator[str]:
    """A blank line between a sentence and its list."""
    before, is_code = "", False
    for line in lines:
        is_code ^= line.startswith("```")
        follows_a_sentence = before.strip() and not before.startswith(" ") and not _ITEM.match(before)
        if _ITEM.match(line) and follows_a_sentence and not is_code:
            yield ""
        yield line
        before = line


# ------------------------------------------------------------------------------------------ the API


def api_reference() -> Iterator[str]:
    """Every call, from the description that the program itself gives."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django  # noqa: PLC0415 -- the settings must be named before

    django.setup()
    from recruit_api.description import description  # noqa: PLC0415 -- Django must be set up before

    told = description()
    yield "# The API, every call"
    yield f"\n{told['info']['description']}"
    yield "\nHow one gets a token, and what refusals look like: [the API](api.md). An installation says the same "
    yield "of itself at `/api/v1/openapi.json` (OpenAPI 3.1) and at `/api/v1/docs`."
    schemas, group = told["components"]["schemas"], ""
    for address, operations in told["paths"].items():
        for method, operation in operations.items():
            if operation["tags"][0] != group:
                group = operation["tags"][0]
                yield f"\n## {group}"
            yield from _call(method, address, operation, schemas)


def _call(method: str, address: str, operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    yield f"\n### {operation['summary']}"
    yield f"\n`{method.upper()} {address}` · scope `{operation['x-scope']}`"
    yield f"\n{operation.get('description', '')}"
    rows = [
        (each["name"], each["in"], each.get("required", False), each.get("description", ""))
        for each in operation.get("parameters", [])
    ]
    if "requestBody" in operation:
        body = _resolved(operation["requestBody"]["content"]["application/json"]["schema"], schemas)
        rows += [
            (name, "body", name in body.get("required", []), each.get("description", ""))
            for name, each in body.get("properties", {}).items()
        ]
    if rows:
        yield "\n| field | in | must be there | what it is |\n|---|---|---|---|"
        for name, place, must, about in rows:
            said = " ".join(about.split()).replace("|", "\\|")
            yield f"| `{name}` | {place} | {'yes' if must else ''} | {said} |"
    yield f"\nAnswers: {', '.join(map(str, operation['responses']))}."


def _resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    resolved: dict[str, Any] = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return resolved


if __name__ == "__main__":
    places = [Path(word).absolute() for word in sys.argv[1:]]
    status = main(*places)
    if status == 0:
        print(f"The site: {(places or [SITE])[0] / 'index.html'}")
    sys.exit(status)
