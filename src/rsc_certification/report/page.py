"""How does the report look? One page of HTML, its styles and pictures inside, evidence folded under each rule."""

from __future__ import annotations

from html import escape
from pathlib import Path

from rsc_certification.evidence import Evidence, Exchange, Picture
from rsc_certification.outcomes import Check, Outcome
from rsc_certification.rulebook import rulebook, unread
from rsc_certification.running import Certificate, Result

_LONGEST_SEEN = 600
_STYLE = Path(__file__).with_name("page.css")
_MODULES = {
    1: "Module 1 · Customer applications and onboarding",
    2: "Module 2 · Data from the ATS to LinkedIn",
    3: "Module 3 · Data from LinkedIn",
    4: "Module 4 · Access control",
    5: "Module 5 · Deletion and versioning",
}
_CERTAINTY = {
    "FULL": "read in full",
    "PART": "its end could not be read",
    "OLD": "from an older edition",
    "OURS": "a test that we propose",
}
_CLASS = {Outcome.PASSED: "passed", Outcome.FAILED: "failed", Outcome.NOT_APPLICABLE: "na"}
_MARK = {Outcome.PASSED: "✓", Outcome.FAILED: "✕", Outcome.NOT_APPLICABLE: "·"}


def page_of(certificate: Certificate) -> str:
    body = "\n".join((_head(certificate), _overview(certificate), _modules(certificate), _foot()))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>RSC certification: {escape(certificate.product)}</title>\n"
        f"<style>{_STYLE.read_text('utf-8')}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _head(certificate: Certificate) -> str:
    tiles = "".join(
        f'<div class="tile {_CLASS[outcome]}"><dt>{outcome.value}</dt><dd>{certificate.total(outcome)}</dd></div>'
        for outcome in Outcome
    )
    failed = certificate.total(Outcome.FAILED)
    verdict = (
        "Every rule that applies is kept."
        if not failed
        else f"{failed} of {len(certificate.results)} runs of a rule failed; each tells why."
    )
    facts = (
        ("What", certificate.product),
        ("Customers", ", ".join(certificate.customers)),
        ("When", certificate.begun_at.strftime("%d %B %Y, %H:%M UTC")),
        ("Took", f"{certificate.seconds:.0f} seconds"),
        ("Seen through", f"{certificate.browser}, Python {certificate.python}"),
    )
    listed = "".join(f"<div><dt>{title}</dt><dd>{escape(text)}</dd></div>" for title, text in facts)
    return (
        '<header><p class="kind">LinkedIn Recruiter System Connect</p><h1>Certification report</h1>'
        f'<p class="lead">{verdict}</p><dl class="tiles">{tiles}</dl><dl class="facts">{listed}</dl></header>'
    )


def _overview(certificate: Certificate) -> str:
    generations = list(dict.fromkeys(result.generation for result in certificate.results))
    heads = "".join(f'<th scope="col">{_generation(each)}</th>' for each in generations)
    by_rule: dict[str, dict[str, Result]] = {}
    for result in _in_order(certificate):
        by_rule.setdefault(result.rule.id, {})[result.generation] = result
    rows = "".join(_overview_row(rule_id, mine, generations) for rule_id, mine in by_rule.items())
    return (
        '<section><h2>Every rule</h2><table class="overview"><thead><tr><th scope="col">Rule</th>'
        f'<th scope="col">What LinkedIn asks, in our words</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        "</section>"
    )


def _overview_row(rule_id: str, mine: dict[str, Result], generations: list[str]) -> str:
    asks = escape(next(iter(mine.values())).rule.asks)
    cells = "".join(f"<td>{_link(mine[each])}</td>" if each in mine else "<td></td>" for each in generations)
    return f'<tr><th scope="row" class="id">{rule_id}</th><td class="asks">{asks}</td>{cells}</tr>'


def _link(result: Result) -> str:
    outcome = result.verdict.outcome
    return f'<a class="badge {_CLASS[outcome]}" href="#{_anchor(result)}">{_badge(outcome)}</a>'


def _in_order(certificate: Certificate) -> list[Result]:
    place = {rule_id: number for number, rule_id in enumerate(rulebook())}
    return sorted(certificate.results, key=lambda each: (place[each.rule.id], each.generation != "v2"))


def _modules(certificate: Certificate) -> str:
    found = []
    results = _in_order(certificate)
    for module, title in _MODULES.items():
        mine = [result for result in results if result.rule.module == module]
        if mine:
            found.append(f"<section><h2>{title}</h2>{''.join(_rule(each) for each in mine)}</section>")
    return "".join(found)


def _rule(result: Result) -> str:
    rule, outcome = result.rule, result.verdict.outcome
    badge = f'<span class="badge {_CLASS[outcome]}">{_badge(outcome)}</span>'
    reason = f'<p class="reason">{escape(result.verdict.reason)}</p>' if result.verdict.reason else ""
    source = f' · <a href="{escape(rule.page)}">where it was read</a>' if rule.page else ""
    opened = " open" if outcome is Outcome.FAILED else ""
    return (
        f'<article id="{_anchor(result)}" class="{_CLASS[outcome]}">'
        f'<h3>{badge} {rule.id} <span class="generation">{_generation(result.generation)}</span></h3>'
        f"<p>{escape(rule.asks)}</p>"
        f'<p class="soft">{rule.certainty}: {_CERTAINTY[rule.certainty]}{source} · {result.seconds:.1f} s</p>'
        f"{reason}<details{opened}><summary>What was looked at and seen</summary>"
        f"{_evidence(result.evidence)}</details></article>"
    )


def _evidence(evidence: Evidence) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in evidence.steps)
    checks = "".join(map(_check, evidence.checks))
    pictures = "".join(map(_picture, evidence.pictures))
    exchanges = "".join(map(_exchange, evidence.exchanges))
    parts = (
        f"<h4>Done</h4><ol>{steps}</ol>" if steps else "",
        f'<h4>Looked at</h4><ul class="checks">{checks}</ul>' if checks else "",
        f'<h4>Seen by people</h4><div class="pictures">{pictures}</div>' if pictures else "",
        f'<h4>Said on the wire</h4><div class="exchanges">{exchanges}</div>' if exchanges else "",
    )
    return "".join(parts)


def _check(check: Check) -> str:
    seen = f'<span class="seen">{escape(check.seen[:_LONGEST_SEEN])}</span>' if check.seen else ""
    mark = f'<span class="mark" aria-hidden="true">{_MARK[check.outcome]}</span>'
    said = f'<span class="unseen">{check.outcome.value}: </span>{escape(check.sentence)}'
    return f'<li class="{_CLASS[check.outcome]}">{mark}<span>{said}{seen}</span></li>'


def _picture(picture: Picture) -> str:
    caption = escape(picture.caption)
    return (
        f'<figure><img alt="{caption}" src="{picture.address}" loading="lazy">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _exchange(exchange: Exchange) -> str:
    who = "LinkedIn tells the ATS" if exchange.kind == "push" else "The ATS calls LinkedIn"
    told = (("Sent", exchange.request), ("Answered", exchange.response), ("Why it was refused", exchange.why))
    bodies = "".join(f"<p>{title}</p><pre>{escape(body)}</pre>" for title, body in told if body)
    return (
        f"<details><summary><code>{escape(exchange.line)}</code> "
        f'<span class="status">{escape(exchange.status)}</span> <span class="soft">{who}</span></summary>'
        f"{bodies}</details>"
    )


def _foot() -> str:
    listed = "".join(f"<li>{escape(each)}</li>" for each in unread())
    return (
        '<section class="unread"><h2>What could not be read, and is not claimed</h2>'
        f"<p>LinkedIn's public pages end in the middle. Nothing of this is in the report:</p><ul>{listed}</ul>"
        "<p>LinkedIn itself certifies by watching a demonstration. This report shows the same against LinkedIn's "
        "sandbox, an emulation; it is no word of LinkedIn's.</p></section>"
    )


def _badge(outcome: Outcome) -> str:
    return f'<span aria-hidden="true">{_MARK[outcome]}</span> {outcome.value}'


def _generation(generation: str) -> str:
    return {"v2": "v2", "rest": "versioned REST"}.get(generation, generation)


def _anchor(result: Result) -> str:
    return f"{result.rule.id}-{result.generation}".lower()
