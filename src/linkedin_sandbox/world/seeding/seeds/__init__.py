"""Who lives in the sandbox when nobody brings a world of their own?

`generate_world` answers with a seed document: invented members in many cultures and scripts, two customers
with three contracts, their recruiters' seats and the parent application of one ATS. One seed number is one
document, to the letter. Names are composed from lists of common given and family names; nobody here exists.
"""

from __future__ import annotations

from linkedin_sandbox.world.seeding.seeds.generator import generate_world

__all__ = ["generate_world"]
