"""Who signs in to the demo, and as what? Printed at the start, and offered on the demo's sign-in page."""

from __future__ import annotations

from config.demo import cast

#: In the order in which a newcomer would.
SIGN_INS = (
    (cast.ROSA, "recruits, and has a LinkedIn Recruiter seat"),
    (cast.ADA, "administers: settings, seats, health"),
    (cast.OLGA, "owns the company and sees everything"),
    (cast.HANS, "is hiring manager, on a discreet position too"),
    (cast.OTTO, "sees nothing"),
)


def demo_sign_ins() -> list[dict[str, str]]:
    """In the form in which the sign-in page takes them."""
    names = {one.email: f"{one.first_name} {one.last_name}" for one in cast.TEAMMATES}
    return [
        {"name": names[email], "role": role, "email": email, "password": cast.PASSWORD}
        for email, role in SIGN_INS
    ]
