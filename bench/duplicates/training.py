"""What do the signals weigh? Estimates it from the training part of the made-up world and writes the product's file.

    PYTHONPATH=src:. python -m bench.duplicates.training

Eight cultures and all humans of the scored part are left out. The probability from which on a pair is a case is the
lowest, in steps of five hundredths, that is right in 99 of 100 cases on the training part.
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

from bench.duplicates import judging, people
from recruit.duplicates.rules import scoring
from recruit.duplicates.rules.comparing import FIELDS
from recruit.duplicates.rules.estimating import count, estimate

HUMANS, SEED = 40_000, "training"
VERSION = "people-1"
_PRECISION = 0.992
_FILE = Path(scoring.__file__).with_name("weights.json")


def main() -> int:
    world = people.world(HUMANS, seed=SEED, without=people.HELD_OUT)
    pairs = list(judging.judged(world))
    counts = count((each.pattern, each.is_one) for each in pairs)
    weights = estimate(counts, fields=FIELDS, version=VERSION)
    for alert in (step / 100 for step in range(50, 100, 5)):
        weights = dataclasses.replace(weights, alert=alert)
        found = judging.measure(world, pairs, weights)
        print(f"alert {alert:.2f}: {found}")
        if found.precision >= _PRECISION:
            break
    about = {
        "records": len(world.records), "true pairs": len(world.links), "candidate pairs": len(pairs),
        "cultures left out": sorted(people.HELD_OUT),
    }  # fmt: skip
    _FILE.write_text(scoring.weights_text(weights, **about), encoding="utf-8")
    print(f"wrote {_FILE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
