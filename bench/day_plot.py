"""The simulated day as a picture: calls of each hour as bars, and how old InMail was when it appeared as a line."""

from __future__ import annotations

from bench.day_simulation import Told
from bench.measuring import percentile
from linkedin_sync.enums import Feed

_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 720, 300, 56, 40, 44
_STEP = (_WIDTH - 2 * _LEFT) / 24
_MOST_MINUTES = 20


def drawn(told: Told, *, day_calls: int) -> str:
    """An SVG document with a title and a description for those who do not see it."""
    most = max(*told.calls_by_hour.values(), day_calls / 24)
    bars = "".join(_bar(hour, told.calls_by_hour[hour] / most) for hour in range(24))
    ages = [percentile(told.ages(Feed.INMAIL, hour=hour), 0.95) / 60 for hour in range(24)]
    points = " ".join(
        f"{_x(hour + 0.5):.1f},{_y(min(age / _MOST_MINUTES, 1)):.1f}" for hour, age in enumerate(ages)
    )
    hours = "".join(_text(_x(hour), _HEIGHT - _BOTTOM + 16, f"{hour:02d}") for hour in range(0, 25, 4))
    wanted = _y(5 / _MOST_MINUTES)
    even = _y(day_calls / 24 / most)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12" fill="#475569">\n'
        "<title>A day of a thousand seats</title>\n"
        f"<desc>Calls an hour between {min(told.calls_by_hour.values())} and {max(told.calls_by_hour.values())}; "
        f"the 95th percentile of the age of InMail between {min(ages):.1f} and {max(ages):.1f} minutes.</desc>\n"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>\n'
        f'<g fill="#bfdbfe">{bars}</g>\n'
        f'<line x1="{_LEFT}" x2="{_WIDTH - _LEFT}" y1="{even:.1f}" y2="{even:.1f}" stroke="#60a5fa" '
        'stroke-dasharray="2 4"/>\n'
        f'<line x1="{_LEFT}" x2="{_WIDTH - _LEFT}" y1="{wanted:.1f}" y2="{wanted:.1f}" stroke="#dc2626" '
        'stroke-dasharray="6 4"/>\n'
        f'<polyline points="{points}" fill="none" stroke="#b45309" stroke-width="2"/>\n'
        f"{hours}{_text(_WIDTH / 2, _HEIGHT - 8, 'hour of the day, UTC')}"
        f"{_text(_LEFT, 16, 'bars: calls an hour (dots: the day spread evenly)', anchor='start')}"
        f"{_text(_WIDTH - _LEFT, 32, 'line: age of InMail, 95th percentile (dashes: 5 minutes)', anchor='end')}"
        f"{_text(_LEFT - 6, _TOP + 4, f'{most:,.0f}', anchor='end')}"
        f"{_text(_WIDTH - _LEFT + 6, _TOP + 4, f'{_MOST_MINUTES} min', anchor='start')}"
        "\n</svg>\n"
    )


def _x(hour: float) -> float:
    return _LEFT + hour * _STEP


def _y(share: float) -> float:
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _bar(hour: int, share: float) -> str:
    top = _y(share)
    return (
        f'<rect x="{_x(hour) + 2:.1f}" y="{top:.1f}" width="{_STEP - 4:.1f}" '
        f'height="{_HEIGHT - _BOTTOM - top:.1f}"/>'
    )


def _text(x: float, y: float, words: str, *, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'
