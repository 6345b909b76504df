"""What have the invented people done so far?"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, cast

if TYPE_CHECKING:
    import random

# Careers are counted back from this year; the clock is not asked: one seed number is one world for ever.
NOW_YEAR = 2026
SHARE_OF_LOCAL_FIRMS = 0.35
SHARE_WITH_ABOUT = 0.8


class Trade(TypedDict):
    trade: str
    industry: str
    titles: list[str]
    skills: list[str]
    studies: list[str]


class Employers(TypedDict):
    head: list[str]
    tail: list[str]


class Trades(TypedDict):
    """trades.json: what one can be, and the pieces from which firms, schools and sentences are built."""

    trades: list[Trade]
    employers: Employers
    school_names: list[str]
    headlines: list[str]
    abouts: list[str]


def invent_career(
    dice: random.Random, *, school: str, firm: str, fixed: tuple[str, str] | None
) -> dict[str, Any]:
    """The part of a member record below the name. `fixed` is (title, employer) where they are given."""
    lists = _trades()
    trade = _recruiting(lists) if fixed else dice.choice(lists["trades"])
    positions = _positions(dice, lists=lists, trade=trade, firm=firm)
    if fixed is not None:
        positions[0] |= {"title": fixed[0], "companyName": fixed[1]}
    educations = _educations(dice, lists=lists, trade=trade, school=school, before=_first_year(positions))
    skills = dice.sample(trade["skills"], k=dice.randint(3, len(trade["skills"])))
    words = {
        "title": positions[0]["title"],
        "employer": positions[0]["companyName"],
        "school": educations[0]["schoolName"],
        "skill": _mid_sentence(skills[0]),
        "skill2": _mid_sentence(skills[1]),
        "trade": trade["trade"],
        "industry": trade["industry"],
        "years": NOW_YEAR - _first_year(positions),
    }
    headline = lists["headlines"][0] if fixed else dice.choice(lists["headlines"])
    about = dice.choice(lists["abouts"]) if dice.random() < SHARE_WITH_ABOUT else ""
    return {
        "headline": headline.format(**words),
        "employer": words["employer"],
        "title": words["title"],
        "industry": trade["industry"],
        "about": about.format(**words),
        "positions": positions,
        "educations": educations,
        "skills": skills,
    }


@cache
def _trades() -> Trades:
    raw = Path(__file__).with_name("trades.json").read_text(encoding="utf-8")
    return cast("Trades", json.loads(raw))


def _recruiting(lists: Trades) -> Trade:
    return next(trade for trade in lists["trades"] if trade["trade"] == "human resources")


def _mid_sentence(skill: str) -> str:
    """Write "patient care" for "Patient care", but leave names and abbreviations their capitals."""
    is_plain = " " in skill and skill[1:] == skill[1:].lower()
    return skill.lower() if is_plain else skill


def _positions(dice: random.Random, *, lists: Trades, trade: Trade, firm: str) -> list[dict[str, Any]]:
    """Newest first, without gaps; the newest has no end."""
    seniority = dice.randint(0, len(trade["titles"]) - 1)
    positions: list[dict[str, Any]] = []
    ended: dict[str, int] | None = None
    year = NOW_YEAR
    for level in range(seniority, max(-1, seniority - 3), -1):
        year -= dice.randint(1, 5)
        started = {"year": year, "month": dice.randint(1, 12)}
        position = {
            "title": trade["titles"][level],
            "companyName": _employer(dice, lists["employers"], firm),
            "startDate": started,
        }
        positions.append(position if ended is None else position | {"endDate": ended})
        ended = started
    return positions


def _employer(dice: random.Random, employers: Employers, firm: str) -> str:
    name = f"{dice.choice(employers['head'])} {dice.choice(employers['tail'])}"
    return f"{name} {firm}".strip() if dice.random() < SHARE_OF_LOCAL_FIRMS else name


def _first_year(positions: list[dict[str, Any]]) -> int:
    year: int = positions[-1]["startDate"]["year"]
    return year


def _educations(
    dice: random.Random, *, lists: Trades, trade: Trade, school: str, before: int
) -> list[dict[str, Any]]:
    return [
        {
            "schoolName": school.format(dice.choice(lists["school_names"])),
            "degreeName": dice.choice(trade["studies"]),
            "startDate": {"year": before - dice.randint(3, 5)},
            "endDate": {"year": before},
        }
    ]
