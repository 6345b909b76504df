"""Which words does ``recruit linkedin`` understand? Nothing here needs Django: help is there at once.

recruit linkedin status                       how the connection stands
recruit linkedin explain ID                   why a position, candidate or process is (not) in LinkedIn
recruit linkedin bundle [--output FILE]       what support needs to see, as one zip file without secrets
recruit linkedin backfill [show]              how far the history is
recruit linkedin backfill plan|start          count it and tell how long it takes; begin it
recruit linkedin backfill pause|resume        hold it, and go on
recruit linkedin reconcile [show]             what came of comparing both sides, and what differed
recruit linkedin reconcile start              compare them now
recruit linkedin parked [list]                records that are stuck, and why
recruit linkedin parked retry ID|--all        try one again, or all
recruit linkedin parked discard ID            give one up
recruit linkedin generations [show]           which generation of LinkedIn's API each resource speaks
recruit linkedin generations choose CHOICE …  such as rest, or jobs=rest stages=v2
recruit linkedin generations reset            as the installation's setting has it

Each takes --company (needed where there are several) and --json. The exit status is 0 if all is well, 1 if it was
refused, 2 if the words were wrong, 3 if something needs attention: the connection is not in step, records are stuck,
both sides differed.
"""

from __future__ import annotations

import argparse

#: Rows of a list in one answer.
MOST_ROWS = 1000


def add_words(parser: argparse.ArgumentParser) -> None:
    """Give the parser of ``recruit linkedin`` its subjects and verbs."""
    parser.description, parser.formatter_class = __doc__, argparse.RawDescriptionHelpFormatter
    subjects = parser.add_subparsers(dest="subject", required=True, metavar="SUBJECT")
    subject(subjects, "status", "how the connection stands", verbs={})
    explain = subject(
        subjects, "explain", "why a position, candidate or process is, or is not, in LinkedIn", verbs={}
    )
    explain[""].add_argument(
        "id", metavar="ID", help="such as pos_…, per_… or prc_…, from its page's address"
    )
    bundle = subject(subjects, "bundle", "what support needs to see, as one zip file", verbs={})
    bundle[""].add_argument(
        "--output", default="", metavar="FILE", help="where to; else beside you, with the date"
    )
    subject(
        subjects,
        "backfill",
        "the history on its way to LinkedIn",
        verbs={
            "show": "how far it is",
            "plan": "count it and tell how long it takes; nothing is sent",
            "start": "begin what was planned",
            "pause": "send no more history; live changes go on",
            "resume": "go on where it was paused",
        },
    )
    reconcile = subject(
        subjects,
        "reconcile",
        "both sides compared",
        verbs={"show": "the latest result, and what differed", "start": "compare now"},
    )
    add_page(reconcile["show"])
    parked = subject(
        subjects,
        "parked",
        "records that are stuck",
        verbs={"list": "which, and why", "retry": "try again", "discard": "give up on one for good"},
    )
    add_page(parked["list"])
    which = parked["retry"].add_mutually_exclusive_group(required=True)
    which.add_argument("id", nargs="?", type=int, metavar="ID", help="the number that the list shows")
    which.add_argument("--all", action="store_true", help="all of them")
    parked["discard"].add_argument("id", type=int, metavar="ID", help="the number that the list shows")
    spoken = subject(
        subjects,
        "generations",
        "which generation of LinkedIn's API is spoken",
        verbs={
            "show": "of each resource",
            "choose": "for all or by resource; replaces what was chosen before",
            "reset": "as the installation's setting has it",
        },
    )
    spoken["choose"].add_argument(
        "choices", nargs="+", metavar="CHOICE", help="v2, rest, or a resource's: jobs=rest"
    )


def subject(
    subjects: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    caption: str,
    *,
    verbs: dict[str, str],
) -> dict[str, argparse.ArgumentParser]:
    """A subject with its verbs; without a verb the first one is meant. Returns the parsers by verb."""
    parser = subjects.add_parser(name, help=caption, description=f"{caption[0].upper()}{caption[1:]}.")
    _add_common(parser, is_above=False)
    if not verbs:
        return {"": parser}
    first = next(iter(verbs))
    below = parser.add_subparsers(dest="verb", required=False, metavar="VERB")
    parser.set_defaults(verb=first, after="", limit=50)
    parsers = {}
    for verb, about in verbs.items():
        parsers[verb] = below.add_parser(verb, help=about, description=f"{about[0].upper()}{about[1:]}.")
        _add_common(parsers[verb], is_above=True)
    return parsers


def _add_common(parser: argparse.ArgumentParser, *, is_above: bool) -> None:
    """``is_above``: the subject has these too, and what was said there holds unless it is said again."""
    unsaid = argparse.SUPPRESS if is_above else None
    parser.add_argument(
        "--company",
        default=unsaid,
        metavar="NAME",
        help="the company's name or id; needed if there are several",
    )
    parser.add_argument(
        "--json", action="store_true", default=unsaid or False, help="answer as one JSON object"
    )


def add_page(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", type=_row_count, default=50, metavar="N", help=f"rows, at most {MOST_ROWS}"
    )
    parser.add_argument(
        "--after", default="", metavar="CURSOR", help="go on after this, from the answer before"
    )


def _row_count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_ROWS:
        raise argparse.ArgumentTypeError(f"between 1 and {MOST_ROWS}, not {number}")
    return number
