"""Which words do ``recruit import`` and ``recruit export`` understand? Nothing here needs Django.

recruit import persons|positions|processes FILE [--as EMAIL] [--all-or-nothing]   rows of a CSV or JSON file
recruit import company ARCHIVE                                                    a new company, made of an archive
recruit export [FILE]                                                             everything of a company, as an archive

With --company where there are several. The exit status is 0 if all is well, 1 if it was refused, 2 if the words were
wrong, 3 if some rows were not imported.
"""

from __future__ import annotations

import argparse
from pathlib import Path

_KINDS = {
    "persons": "candidates",
    "positions": "positions",
    "processes": "candidates' hiring processes",
}


def add_import_words(parser: argparse.ArgumentParser) -> None:
    parser.description, parser.formatter_class = __doc__, argparse.RawDescriptionHelpFormatter
    verbs = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    for kind, label in _KINDS.items():
        rows = verbs.add_parser(kind, help=f"{label}, from a CSV or JSON file")
        rows.add_argument("file", type=Path, metavar="FILE")
        rows.add_argument("--company", metavar="NAME", help="which company, where there are several")
        rows.add_argument(
            "--as", dest="teammate", default="", metavar="EMAIL", help="the teammate who imports"
        )
        rows.add_argument("--all-or-nothing", action="store_true", help="import nothing if a row cannot be")
    whole = verbs.add_parser("company", help="a new company, made of an archive")
    whole.add_argument("file", type=Path, metavar="ARCHIVE")


def add_export_words(parser: argparse.ArgumentParser) -> None:
    parser.description, parser.formatter_class = __doc__, argparse.RawDescriptionHelpFormatter
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="else beside you, with the date")
    parser.add_argument("--company", metavar="NAME", help="which company, where there are several")
