"""The pictures of docs/duplicates.md, drawn anew from the scored part of the made-up world and the product's weights.

PYTHONPATH=src:. python -m bench.duplicates.plots
"""

from __future__ import annotations

import dataclasses
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.duplicates import judging, people
from recruit.duplicates.rules.scoring import Weights, probability, weights

HUMANS, SEED = 20_000, "plots"
_FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 60, 20, 44, 44
_SAME, _TWO, _LINE = "#2563eb", "#d97706", "#64748b"


def main() -> int:
    world = people.world(HUMANS, seed=SEED)
    pairs = list(judging.judged(world))
    drawings = {
        "duplicates-weights.svg": weights_drawn(weights()),
        "duplicates-scores.svg": scores_drawn(pairs, weights()),
        "duplicates-threshold.svg": threshold_drawn(world, pairs, weights()),
        "duplicates-calibration.svg": calibration_drawn(pairs, weights()),
    }
    for name, drawing in drawings.items():
        (_FOLDER / name).write_text(drawing, encoding="utf-8")
        print(f"wrote docs/pictures/{name}")
    return 0


def weights_drawn(weighed: Weights) -> str:
    """One bar for each level: to the right what speaks for one person, to the left what speaks against."""
    rows = [
        (field, level, bits)
        for field, levels in zip(weighed.fields, weighed.bits, strict=True)
        for level, bits in sorted(levels.items(), key=lambda each: -each[1])
    ]
    height, middle, unit = _TOP + 15 * len(rows) + 24, 420, 13
    body = []
    before = ""
    for number, (field, level, bits) in enumerate(rows):
        y = _TOP + 15 * number
        if field != before:
            body.append(_text(10, y + 10, field.replace("_", " "), anchor="start", weight="bold"))
            body.append(f'<line x1="10" x2="{_WIDTH - 10}" y1="{y - 2}" y2="{y - 2}" stroke="#e2e8f0"/>')
            before = field
        length = max(1, abs(bits) * unit)
        x = middle if bits >= 0 else middle - length
        body.append(_text(225, y + 10, level.replace("_", " "), anchor="end"))
        body.append(
            f'<rect x="{x:.1f}" y="{y}" width="{length:.1f}" height="11" fill="{_SAME if bits >= 0 else _TWO}"/>'
        )
        outside = middle + length + 4 if bits >= 0 else middle - length - 4
        body.append(_text(outside, y + 10, f"{bits:+.1f}", anchor="start" if bits >= 0 else "end"))
    body.append(f'<line x1="{middle}" x2="{middle}" y1="{_TOP - 6}" y2="{height - 20}" stroke="{_LINE}"/>')
    title = f"What each signal weighs, in bits (weights {weighed.version})"
    told = f"From {min(bits for *_, bits in rows):.1f} to {max(bits for *_, bits in rows):+.1f} bits."
    return _svg(height, title, told, body)


def scores_drawn(pairs: Iterable[judging.Judged], weighed: Weights) -> str:
    """How many pairs have which score, on a scale of powers of ten, and where the alert begins."""
    counts: dict[bool, Counter[int]] = {True: Counter(), False: Counter()}
    for each in pairs:
        if each.veto is None:
            counts[each.is_one][max(-30, min(39, round(weighed.score(each.pattern))))] += 1
    chart = _Chart((-30, 40), (0, 5), ["1", "10", "100", "1,000", "10,000", "100,000"])
    body = []
    for is_one, colour, shift in ((False, _TWO, 0.0), (True, _SAME, 0.5)):
        for score, number in counts[is_one].items():
            top = chart.y(math.log10(number))
            body.append(
                f'<rect x="{chart.x(score + shift - 0.5):.1f}" y="{top:.1f}" width="4.2" '
                f'height="{max(1.5, chart.y(0) - top):.1f}" fill="{colour}"/>'
            )
    least = chart.x(weighed.least_score)
    body.append(
        f'<line x1="{least:.1f}" x2="{least:.1f}" y1="{_TOP}" y2="{chart.y(0):.1f}" stroke="#dc2626" '
        'stroke-dasharray="6 4"/>'
    )
    body += chart.frame([-30, -20, -10, 0, 10, 20, 30, 40], "score in bits; dashes: from here on a case")
    body.append(_text(_LEFT, 34, "pairs: orange two people, blue one person", anchor="start"))
    told = f"{sum(counts[True].values()):,} pairs of one person and {sum(counts[False].values()):,} of two."
    return _svg(chart.height, "Scores of candidate pairs", told, body)


def threshold_drawn(world: people.World, pairs: Sequence[judging.Judged], weighed: Weights) -> str:
    """Precision and recall for each probability from which on a pair would be a case."""
    steps = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8, 0.9, 0.95, 0.98]
    found = [judging.measure(world, pairs, dataclasses.replace(weighed, alert=step)) for step in steps]
    chart = _Chart((0, 1), (0.85, 1.0), ["85 %", "90 %", "95 %", "100 %"])
    lines = (
        ("precision", _TWO, [each.precision for each in found]),
        ("recall", _SAME, [each.recall for each in found]),
        ("F1", _LINE, [each.f1 for each in found]),
    )
    body = []
    for number, (name, colour, values) in enumerate(lines):
        points = " ".join(
            f"{chart.x(step):.1f},{chart.y(max(0.85, value)):.1f}"
            for step, value in zip(steps, values, strict=True)
        )
        body.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        body.append(_text(_LEFT + 90 * number, 34, name, anchor="start", weight="bold", fill=colour))
    least = chart.x(weighed.alert)
    body.append(
        f'<line x1="{least:.1f}" x2="{least:.1f}" y1="{_TOP}" y2="{chart.y(0.85):.1f}" stroke="#dc2626" '
        'stroke-dasharray="6 4"/>'
    )
    body += chart.frame(
        [0, 0.2, 0.4, 0.6, 0.8, 1.0], "probability from which on a pair is a case; dashes: the product's"
    )
    at = judging.measure(world, pairs, weighed)
    told = f"At {weighed.alert:.0%}: precision {at.precision:.3f}, recall {at.recall:.3f}, F1 {at.f1:.3f}."
    return _svg(chart.height, "What a stricter or a looser alert would do", told, body)


def calibration_drawn(pairs: Iterable[judging.Judged], weighed: Weights) -> str:
    """Of the pairs to which the product gives so many per cent: how many are one person?"""
    said: dict[int, list[float]] = {}
    for each in pairs:
        chance = probability(weighed.score(each.pattern))
        if each.veto is None and chance > 0.01:
            said.setdefault(min(9, int(chance * 10)), []).extend([chance, float(each.is_one)])
    points = []
    for _, flat in sorted(said.items()):
        chances, ones = flat[0::2], flat[1::2]
        points.append((sum(chances) / len(chances), sum(ones) / len(ones), len(ones)))
    chart = _Chart((0, 1), (0, 1), ["0 %", "50 %", "100 %"])
    even = f"M{chart.x(0)} {chart.y(0)}L{chart.x(1)} {chart.y(1)}"
    body = [f'<path d="{even}" stroke="{_LINE}" stroke-dasharray="2 4"/>']
    for chance, share, number in points:
        body.append(f'<circle cx="{chart.x(chance):.1f}" cy="{chart.y(share):.1f}" r="5" fill="{_SAME}"/>')
        body.append(_text(chart.x(chance), chart.y(share) - 9, f"{number:,}", anchor="middle"))
    body += chart.frame(
        [0, 0.2, 0.4, 0.6, 0.8, 1.0], "probability that the product says; dots: where both agree"
    )
    body.append(_text(_LEFT, 34, "share that is one person, with the number of pairs", anchor="start"))
    told = "; ".join(f"said {chance:.0%}, was {share:.0%}" for chance, share, _ in points)
    return _svg(chart.height, "Is the probability right?", told, body)


class _Chart:
    """Where on the paper is which value? ``marks`` are the words at even steps of the left edge."""

    height = 300

    def __init__(self, across: tuple[float, float], up: tuple[float, float], marks: Sequence[str]) -> None:
        self._across, self._up, self._marks = across, up, marks

    def x(self, value: float) -> float:
        first, last = self._across
        return _LEFT + (value - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        first, last = self._up
        return self.height - _BOTTOM - (value - first) / (last - first) * (self.height - _TOP - _BOTTOM)

    def frame(self, steps: Sequence[float], words: str) -> list[str]:
        first, last = self._up
        body = [
            _text(
                _LEFT - 6,
                self.y(first + (last - first) * number / (len(self._marks) - 1)) + 4,
                mark,
                anchor="end",
            )
            for number, mark in enumerate(self._marks)
        ]
        body += [_text(self.x(step), self.height - _BOTTOM + 16, f"{step:g}") for step in steps]
        body.append(_text(_WIDTH / 2, self.height - 8, words))
        body.append(f'<path d="M{_LEFT} {self.y(first):.1f}H{_WIDTH - _RIGHT}" stroke="{_LINE}"/>')
        return body


def _text(x: float, y: float, words: str, *, anchor: str = "middle", weight: str = "", fill: str = "") -> str:
    extra = (f' font-weight="{weight}"' if weight else "") + (f' fill="{fill}"' if fill else "")
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{extra}>{words}</text>'


def _svg(height: float, title: str, told: str, body: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="12" fill="#475569">\n'
        f"<title>{title}</title>\n<desc>{told}</desc>\n"
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>\n'
        + _text(_LEFT, 17, title, anchor="start", weight="bold")
        + "\n"
        + "\n".join(body)
        + "\n</svg>\n"
    )


if __name__ == "__main__":
    sys.exit(main())
