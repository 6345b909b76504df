"""What has happened to a demo person? Processes of the last two years, notes, tags and ways to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.demo.humans import Human, mailbox, phone
from config.demo.names import work
from config.demo.shapes import DemoContactPoint, DemoNote, DemoPosition, DemoProcess, DemoTeammate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

TWO_YEARS = 2 * 365 * 24
_WEEK = 7 * 24
_STEPS = 6
# One person in so many gave no e-mail address; LinkedIn takes only those whom it knows as members.
_NO_EMAIL = 150
_ENDED = ("rejected",) * 11 + ("withdrawn",) * 5 + ("hired",)
_MAILBOXES = ("mail.example", "post.example", "letters.example", "inbox.example")


def contact_points(random: Random, human: Human, number: int) -> tuple[DemoContactPoint, ...]:
    """Most have an e-mail address, half a phone, some more; each says where it came from."""
    points = []
    provenance, origin = random.choice(
        (
            ("careers_form", "Careers site"),
            ("manual", ""),
            ("manual", ""),
            ("file_import", "candidates-2024.csv"),
        )
    )
    if random.randrange(_NO_EMAIL):
        address = f"{mailbox(human.first_name, human.last_name, number)}@{random.choice(_MAILBOXES)}"
        points.append(DemoContactPoint("email", address, provenance, origin))
    if random.randrange(2):
        points.append(DemoContactPoint("phone", phone(number), provenance, origin))
    if random.randrange(9) == 0:
        points.append(
            DemoContactPoint("email", f"{mailbox(human.first_name, human.last_name, number)}@home.example")
        )
    if random.randrange(7) == 0:
        points.append(DemoContactPoint("link", f"https://portfolio.example/{number}", provenance, origin))
    return tuple(points)


def tags(random: Random) -> tuple[str, ...]:
    return tuple(random.sample(work().tags, k=random.choice((0, 0, 0, 1, 1, 2))))


def notes(random: Random, colleagues: Sequence[DemoTeammate], *, since: int) -> tuple[DemoNote, ...]:
    if since < _WEEK or random.randrange(6):
        return ()
    author = random.choice([colleague for colleague in colleagues if colleague.company_role == "recruiter"])
    return (DemoNote(author.email, random.choice(work().notes), random.randrange(1, since)),)


def processes(
    random: Random, positions: Sequence[DemoPosition], sources: Sequence[str], *, likes: Sequence[int]
) -> tuple[DemoProcess, ...]:
    """One to three processes on different positions; ``likes`` weighs how popular each position is."""
    count = random.choice((1, 1, 1, 1, 1, 1, 2, 2, 3))
    chosen: list[DemoPosition] = []
    while len(chosen) < min(count, len(positions)):
        position = random.choices(positions, likes)[0]
        if position not in chosen:
            chosen.append(position)
    return tuple(_process(random, position, random.choice(sources)) for position in chosen)


def _process(random: Random, position: DemoPosition, source: str) -> DemoProcess:
    started = int(TWO_YEARS * random.random() ** 1.6) + 2
    status = _status(random, position, started)
    done = _steps_done(random, status)
    changed = max(1, started - random.randrange(1, max(2, min(started, 10 * _WEEK))))
    reason = {"rejected": work().reasons, "withdrawn": work().withdrawals}.get(status)
    return DemoProcess(
        position=position.custom_id,
        source=source,
        status=status,
        steps_done=done,
        started_hours_ago=started,
        changed_hours_ago=changed,
        reason=random.choice(reason) if reason else "",
    )


def _status(random: Random, position: DemoPosition, started: int) -> str:
    """What is old has ended, and so has everything on a closed position."""
    if position.status == "closed":
        return random.choice(_ENDED)
    if started > 26 * _WEEK and random.randrange(20):
        return random.choice(_ENDED)
    if random.randrange(3) == 0:
        return random.choice(_ENDED)
    return random.choice(("in_progress",) * 7 + ("on_hold", "awaiting_decision"))


def _steps_done(random: Random, status: str) -> int:
    if status in {"hired", "awaiting_decision"}:
        return _STEPS
    return random.choice((0, 0, 0, 1, 1, 2, 2, 3, 4, 5))
