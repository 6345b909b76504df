"""Whose record does LinkedIn refuse, when it refuses a whole batch and does not say? Ask in halves.

One record among a hundred is found with 14 calls more instead of a hundred. Where many are refused, halves are refused
again and again and cost more than they find: then what is left is sent one by one.

Where LinkedIn does not refuse but fails (5xx), it may be ill, and asking again makes it no better. So the search goes
on only while one of two halves goes through: then it is well, and stumbles over a record of the other.
"""

from __future__ import annotations

from typing import Final

#: A batch at which LinkedIn itself fails is only asked in halves when one of its records has failed so often before.
#: The first failures are LinkedIn's own, nearly always, and everything goes through a moment later.
DOUBT_AFTER: Final = 2
#: So few cost as many calls in halves as one by one, and more records of LinkedIn's minute.
FEW: Final = 4
#: Refusals of one batch after which nothing is halved any more: a batch of bad records takes some 20 calls more so.
MOST_REFUSALS: Final = 20


def pieces(size: int, *, refusals: int) -> list[int]:
    """How many records each next call carries, in their order, of ``size`` that were refused together.

    ``refusals``: so many calls of more than one record LinkedIn has refused for this batch, the latest included.
    """
    if size <= FEW or refusals >= MOST_REFUSALS:
        return [1] * size
    return [(size + 1) // 2, size // 2]
