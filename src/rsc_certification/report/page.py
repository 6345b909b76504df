"""How does the report look? One page of HTML, its styles and pictures inside, evidence folded under each rule."""

from __future__ import annotations

from html import escape
from pathlib import Path

from rsc_certification.evidence import Evidence, Exchange
from rsc_certification.outcomes import Check, Outcome
from rsc_certification.rulebook import unread
from rsc_certification.running import Certificate, Result

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
_MARK = {Outcome.PASSED: "✓", Outcome.FAILED: "✕", Outcome.NOT_APPLICABLE: "–"}


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
    rows = []
    for rule_id in dict.fromkeys(result.rule.id for result in _in_order(certificate)):
        mine = {each.generation: each for each in certificate.results if each.rule.id == rule_id}
        rule = next(iter(mine.values())).rule
        cells = "".join(
            f'<td><a class="badge {_CLASS[mine[each].verdict.outcome]}" href="#{_anchor(mine[each])}">'
            f"{_badge(mine[each].verdict.outcome)}</a></td>"
            if each in mine
            else "<td></td>"
            for each in generations
        )
        rows.append(
            f'<tr><th scope="row"><span class="id">{rule.id}</span></th><td class="asks">{escape(rule.asks)}</td>{cells}</tr>'
        )
    return (
        '<section><h2>Every rule</h2><table class="overview"><thead><tr><th scope="col">Rule</th>'
        f'<th scope="col">What LinkedIn asks, in our words</th>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table></section>'
    )


def _in_order(certificate: Certificate) -> list[Result]:
    from rsc_certification.rulebook import rulebook  # noqa: PLC0415

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
    reason = f'<p class="reason">{escape(result.verdict.reason)}</p>' if result.verdict.reason else ""
    source = f' · <a href="{escape(rule.page)}">LinkedIn’s page</a>' if rule.page else ""
    opened = " open" if outcome is Outcome.FAILED else ""
    return (
        f'<article id="{_anchor(result)}" class="{_CLASS[outcome]}"><h3><span class="badge {_CLASS[outcome]}">{_badge(outcome)}</span> '
        f'{rule.id} <span class="generation">{_generation(result.generation)}</span></h3>'
        f'<p>{escape(rule.asks)}</p><p class="soft">{rule.certainty}: {_CERTAINTY[rule.certainty]}{source} · {result.seconds:.1f} s</p>'
        f"{reason}<details{opened}><summary>What was looked at and seen</summary>{_evidence(result.evidence)}</details></article>"
    )


def _evidence(evidence: Evidence) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in evidence.steps)
    checks = "".join(_check(check) for check in evidence.checks)
    pictures = "".join(
        f'<figure><img alt="{escape(each.caption)}" src="{each.address}" loading="lazy"><figcaption>{escape(each.caption)}</figcaption></figure>'
        for each in evidence.pictures
    )
    exchanges = "".join(_exchange(each) for each in evidence.exchanges)
    parts = (
        (f"<h4>Done</h4><ol>{steps}</ol>" if steps else ""),
        (f'<h4>Looked at</h4><ul class="checks">{checks}</ul>' if checks else ""),
        (f'<h4>Seen by people</h4><div class="pictures">{pictures}</div>' if pictures else ""),
        (f'<h4>Said on the wire</h4><div class="exchanges">{exchanges}</div>' if exchanges else ""),
    )
    return "".join(parts)


def _check(check: Check) -> str:
    seen = f'<span class="seen">{escape(check.seen[:600])}</span>' if check.seen else ""
    return f'<li class="{_CLASS[check.outcome]}"><span class="mark" aria-label="{check.outcome.value}">{_MARK[check.outcome]}</span><span>{escape(check.sentence)}{seen}</span></li>'


def _exchange(exchange: Exchange) -> str:
    who = "LinkedIn tells the ATS" if exchange.kind == "push" else "The ATS calls LinkedIn"
    bodies = "".join(
        f"<p>{title}</p><pre>{escape(body)}</pre>"
        for title, body in (
            ("Sent", exchange.request),
            ("Answered", exchange.response),
            ("Refused by rule", exchange.why),
        )
        if body
    )
    return f'<details><summary><code>{escape(exchange.line)}</code> <span class="status">{escape(exchange.status)}</span> <span class="soft">{who}</span></summary>{bodies}</details>'


def _foot() -> str:
    listed = "".join(f"<li>{escape(each)}</li>" for each in unread())
    return (
        '<section class="unread"><h2>What could not be read, and is not claimed</h2>'
        f"<p>LinkedIn’s public pages end in the middle. Nothing of this is in the report:</p><ul>{listed}</ul>"
        "<p>LinkedIn itself certifies by watching a demonstration. This report shows the same against LinkedIn’s "
        "sandbox, an emulation; it is no word of LinkedIn’s.</p></section>"
    )


def _badge(outcome: Outcome) -> str:
    return f'<span aria-hidden="true">{_MARK[outcome]}</span> {outcome.value}'


def _generation(generation: str) -> str:
    return {"v2": "v2", "rest": "versioned REST"}.get(generation, generation)


def _anchor(result: Result) -> str:
    return f"{result.rule.id}-{result.generation}".lower()
