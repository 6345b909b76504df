"""What is to be done with our texts?

python -m scripts.texts update    bring the catalogues into step with the code: new texts wait for their translation
python -m scripts.texts compile   write what Django reads; scripts/bootstrap calls this
python -m scripts.texts missing   tell what waits, and fail if anything does
python -m scripts.texts unmarked PATH …   tell what looks like a text that people read and is not marked
"""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.texts import catalogues, unmarked
from scripts.texts.found import PACKAGES


def main(wanted: str, *paths: str) -> int:
    if wanted == "update":
        catalogues.update()
    elif wanted == "compile":
        catalogues.compile_all()
    elif wanted == "missing":
        waiting = [
            f"{language} {package}: {message.id!r}"
            for language in catalogues.LANGUAGES
            for package in PACKAGES
            for message in catalogues.missing(package, language)
        ]
        sys.stdout.write("".join(f"{line}\n" for line in waiting))
        return min(len(waiting), 1)
    elif wanted == "unmarked":
        return _tell_unmarked(
            [file for path in map(Path, paths) for file in sorted([path, *path.rglob("*")])]
        )
    else:
        sys.stderr.write(__doc__ or "")
        return 2
    return 0


def _tell_unmarked(files: list[Path]) -> int:
    number = 0
    for file in files:
        found = []
        if file.suffix == ".html":
            found = unmarked.in_template(file.read_text("utf-8"))
        elif file.suffix == ".py" and "migrations" not in file.parts:
            found = unmarked.in_module(file)
        sys.stdout.write("".join(f"{file}:{text}\n" for text in found))
        number += len(found)
    return min(number, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:] or [""]))
