"""How old is InMail when it appears, if LinkedIn takes 100,000 calls a day? `make bench-day` simulates days and tells.

The planner is the product's own (`linkedin_sync.pulls.planning`); the clock, the seats and LinkedIn are played. Each
team works for some days, so that the planner has learned its hours, and the last day is told. The last line is one JSON
object; with `--plot FILE` the day of a thousand seats is drawn as SVG.
"""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import dataclass
from pathlib import Path

from bench.day_activity import SCATTERED, STEADY, Team, Uses
from bench.day_plot import drawn
from bench.day_simulation import Simulation, Told
from bench.measuring import percentile
from linkedin_sync.enums import Feed

DAYS = int(os.environ.get("BENCH_DAY_DAYS", "6"))
DAY_CALLS = 100_000
WANTED_SECONDS = 300


@dataclass(frozen=True)
class Scene:
    """One team. ``has_past``: it is the day on which it is connected, with ninety days to be read beside."""

    name: str
    seats: int
    uses: Uses = STEADY
    days: int = DAYS
    has_past: bool = False


SCENES = (
    Scene("1000", 1000),
    Scene("2000", 2000),
    Scene("3000", 3000),
    Scene("1000_scattered", 1000, uses=SCATTERED),
    Scene("1000_first_day", 1000, days=1, has_past=True),
)


def simulated(scene: Scene) -> tuple[Team, Told]:
    team = Team(scene.seats, days=scene.days, uses=scene.uses)
    told = Simulation(
        scene.seats, team.messages, days=scene.days, day_calls=DAY_CALLS, has_past=scene.has_past
    ).run()
    return team, told


def figures(scene: Scene, team: Team, told: Told) -> dict[str, float]:
    ages = told.ages(Feed.INMAIL)
    answers = told.ages(Feed.INMAIL, of_members=True)
    notes = told.ages(Feed.NOTES)
    return {
        "active_in_busiest_hour": max(team.active_by_hour(scene.days - 1)),
        "messages": len(ages),
        "calls": sum(told.calls.values()),
        **{f"calls_{feed}": count for feed, count in sorted(told.calls.items())},
        "calls_refused": told.refused,
        **{f"age_p{round(share * 100)}_s": round(percentile(ages, share)) for share in (0.5, 0.95, 0.99)},
        "age_max_s": round(max(ages)),
        "within_5_min": round(sum(age <= WANTED_SECONDS for age in ages) / len(ages), 3),
        "answers_within_5_min": round(sum(age <= WANTED_SECONDS for age in answers) / len(answers), 3),
        "notes_age_p95_s": round(percentile(notes, 0.95)),
        "longest_unasked_s": round(told.longest_unasked),
        "slowest_factor": round(max(told.factors), 2),
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--plot", type=Path, help="draw the day of a thousand seats into this file")
    asked.add_argument("--only", help="one scene: " + ", ".join(scene.name for scene in SCENES))
    chosen = asked.parse_args()
    found: dict[str, dict[str, float]] = {}
    for scene in SCENES:
        if chosen.only not in {None, scene.name}:
            continue
        team, told = simulated(scene)
        found[scene.name] = figures(scene, team, told)
        print(f"{scene.name}: {found[scene.name]}", flush=True)
        if chosen.plot and scene is SCENES[0]:
            chosen.plot.write_text(drawn(told, day_calls=DAY_CALLS), "utf-8")
    print(
        json.dumps({f"{key}_at_{name}": value for name, row in found.items() for key, value in row.items()})
    )


if __name__ == "__main__":
    main()
