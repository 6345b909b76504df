"""How does the evidence look? One page of HTML with everything inside: a row for each point, and every journey with its picture."""

from __future__ import annotations

import re
from html import escape

from tests.journeys.points import ROOT
from tests.journeys.verdicts import Evidence, Point, Run, Shown, State

#: The look is that of the other page that one hands over.
_STYLES = (ROOT / "src/rsc_certification/report/page.css", ROOT / "tests/journeys/evidence.css")
_LOOKS = {
    State.GREEN: ("passed", "✓", "shown"),
    State.RED: ("failed", "✕", "failed"),
    State.MISSING: ("failed", "✕", "missing"),
    State.NOT_RUN: ("na", "·", "not run"),
}


def page_of(evidence: Evidence) -> str:
    ran = [each for each in evidence.shown if each.runs]
    styles = [file.read_text("utf-8") for file in _STYLES]
    # A picture is shown small beside each of its points and large once: it is written down once, as a background.
    styles += [
        f'.{_anchor(each)} {{ background-image: url("data:image/webp;base64,{each.picture}"); }}'
        for each in ran
        if each.picture
    ]
    body = "\n".join((_head(evidence), _points(evidence), _journeys(ran)))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>Recruit: evidence</title>\n"
        "<style>" + "\n".join(styles) + f"</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _head(evidence: Evidence) -> str:
    tiles = "".join(_tile(state, len(evidence.in_state(state))) for state in State)
    runs = [run for each in evidence.shown for run in each.runs]
    facts = (
        ("When", evidence.begun_at.strftime("%d %B %Y, %H:%M UTC")),
        ("Took", f"{evidence.seconds / 60:.1f} minutes"),
        ("Journeys", f"{sum(run.passed for run in runs)} of {len(runs)} passed"),
    )
    listed = "".join(f"<div><dt>{title}</dt><dd>{text}</dd></div>" for title, text in facts)
    return (
        '<header><p class="kind">The real processes, a real browser, LinkedIn\'s sandbox</p><h1>Evidence</h1>'
        f'<p class="lead">{_verdict(evidence)}</p><dl class="tiles states">{tiles}</dl>'
        f'<dl class="facts">{listed}</dl></header>'
    )


def _tile(state: State, count: int) -> str:
    looks, _, words = _LOOKS[state]
    return f'<div class="tile {looks if count else "na"}"><dt>{words}</dt><dd>{count}</dd></div>'


def _verdict(evidence: Evidence) -> str:
    wrong = evidence.in_state(State.RED) + evidence.in_state(State.MISSING)
    if wrong:
        return f"Not all that was promised is shown: {', '.join(wrong)}."
    if evidence.in_state(State.NOT_RUN):
        return "What was looked at this time holds; not everything was."
    return (
        f"Each of the {len(evidence.points)} points that Recruit promises is shown by a journey that passed."
    )


def _points(evidence: Evidence) -> str:
    rows = "".join(map(_point, evidence.points))
    return (
        '<section><h2>Every point</h2><table class="overview points"><thead><tr><th scope="col">Point</th>'
        '<th scope="col">What is promised, and the journeys that show it</th><th scope="col">State</th>'
        f'<th scope="col">Seen</th></tr></thead><tbody>{rows}</tbody></table></section>'
    )


def _point(point: Point) -> str:
    looks, mark, words = _LOOKS[point.state]
    listed = "".join(map(_of_point, point.shown)) or "<li>No journey shows it.</li>"
    pictured = next((each for each in point.shown if each.picture), None)
    small = (
        f'<a class="picture small {_anchor(pictured)}" href="#{_anchor(pictured)}">'
        f'<span class="unseen">What was seen: {escape(pictured.journey.sentence)}</span></a>'
        if pictured
        else ""
    )
    return (
        f'<tr><th scope="row" class="id" id="{point.name}">{point.name}</th>'
        f'<td class="asks">{escape(point.says)}<ul class="shown">{listed}</ul></td>'
        f'<td><span class="badge {looks}"><span aria-hidden="true">{mark}</span> {words}</span></td>'
        f"<td>{small}</td></tr>"
    )


def _of_point(shown: Shown) -> str:
    if not shown.runs:
        return f'<li class="soft">{escape(shown.journey.sentence)}: not run</li>'
    looks, mark, words = _LOOKS[State.GREEN if shown.passed else State.RED]
    return (
        f'<li class="{looks}"><span class="mark" aria-hidden="true">{mark}</span><span>'
        f'<a href="#{_anchor(shown)}">{escape(shown.journey.sentence)}</a> '
        f'<span class="soft"><span class="unseen">{words}, </span>{shown.seconds:.1f} s</span></span></li>'
    )


def _journeys(ran: list[Shown]) -> str:
    return "<section><h2>Every journey</h2>" + "".join(map(_journey, ran)) + "</section>"


def _journey(shown: Shown) -> str:
    looks, mark, words = _LOOKS[State.GREEN if shown.passed else State.RED]
    said = f"<p>{escape(shown.journey.says)}</p>" if shown.journey.says else ""
    points = ", ".join(f'<a href="#{point}">{point}</a>' for point in shown.journey.points)
    times = f" · {len(shown.runs)} times" if len(shown.runs) > 1 else ""
    picture = (
        f'<div class="picture large {_anchor(shown)}" role="img" '
        f'aria-label="The last tab: {escape(shown.journey.sentence)}"></div>'
        if shown.picture
        else ""
    )
    failed = "".join(_failure(run) for run in shown.runs if not run.passed)
    return (
        f'<article id="{_anchor(shown)}" class="{looks}"><h3><span class="badge {looks}">'
        f'<span aria-hidden="true">{mark}</span> {words}</span> {escape(shown.journey.sentence)}</h3>{said}'
        f'<p class="soft">{points} · <code>{escape(shown.journey.name)}</code> · {shown.seconds:.1f} s{times}</p>'
        f"{failed}{picture}</article>"
    )


def _failure(run: Run) -> str:
    return f"<details open><summary>{escape(run.name)}</summary><pre>{escape(run.why)}</pre></details>"


def _anchor(shown: Shown) -> str:
    return "of-" + re.sub(r"\W+", "-", shown.journey.name.removeprefix("tests/journeys/test_"))
