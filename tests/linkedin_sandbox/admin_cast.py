"""Who acts on a company admin's pages? Bluebird with two contracts, each with seats, and its ATS with a callback address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.console_cast import Somebody, leave
from tests.linkedin_sandbox.records import CONTRACT, ORGANIZATION
from tests.linkedin_sandbox.server import Ats, Server

NORTH = 310044599
NORTH_URN = f"urn:li:contract:{NORTH}"
HANS, HANS_SEAT = 9011, 55511
OLGA, OLGA_SEAT = 9012, 55512


@pytest.fixture
def admin(sandbox: Server) -> Iterator[Somebody]:
    """A browser at the console; Hans sits on Bluebird's second contract, Olga beside Rosa on the first."""
    sandbox.post(
        "seed",
        contracts=[{"id": NORTH, "organization": ORGANIZATION, "name": "Bluebird North"}],
        members=[
            {"id": HANS, "slug": "hans-berg", "first_name": "Hans", "last_name": "Berg"},
            {"id": OLGA, "slug": "olga-ruiz", "first_name": "Olga", "last_name": "Ruiz"},
        ],
        seats=[
            {"id": HANS_SEAT, "contract": NORTH, "member": HANS, "is_admin": True},
            {"id": OLGA_SEAT, "contract": CONTRACT, "member": OLGA, "email": "olga@bluebird.example"},
        ],
    )
    yield Somebody(f"http://127.0.0.1:{sandbox.port}")
    leave()


def connected(sandbox: Server, callback: Callback | None = None) -> Ats:
    """Bluebird's ATS, asked for on both contracts; nothing is enabled yet."""
    ats = sandbox.provision()
    ask_for(sandbox, ats, NORTH)
    ask_for(sandbox, ats, CONTRACT)
    if callback is not None:
        callback.secret = ats.secret
        assert ats.configure("ONE_CLICK_EXPORT", "CALLBACK_URL", callback.url).errors == {}
    return ats


def ask_for(sandbox: Server, ats: Ats, contract: int) -> None:
    sandbox.post("plugin/authorize", client_id=ats.client_id, organization=ORGANIZATION, contract=contract)
