"""Is a port that is taken told before anything starts, with the number, who to ask and what to set?"""

from __future__ import annotations

import os
import socket

import pytest

from config.supervisor.ports import refuse_taken
from config.trouble import Trouble


def test_a_free_port_is_no_trouble():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    refuse_taken(host="127.0.0.1", port=port, purpose="Recruit itself", variable="RECRUIT_WEB_PORT")


def test_a_port_that_is_taken_is_told():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(Trouble) as told:
            refuse_taken(host="127.0.0.1", port=port, purpose="Recruit itself", variable="RECRUIT_WEB_PORT")

    assert f"Port {port}, for Recruit itself, is taken" in str(told.value)
    assert f"ss -ltnp 'sport = :{port}'" in str(told.value)
    assert "RECRUIT_WEB_PORT=" in str(told.value)


def test_an_address_that_is_not_this_machines_is_told():
    with pytest.raises(Trouble, match="RECRUIT_WEB_HOST"):
        refuse_taken(host="192.0.2.1", port=8000, purpose="Recruit itself", variable="RECRUIT_WEB_PORT")


@pytest.mark.skipif(os.getuid() == 0, reason="root may use every port")
def test_a_port_of_the_system_is_told():
    with pytest.raises(Trouble, match="is not for this user"):
        refuse_taken(host="127.0.0.1", port=80, purpose="Recruit itself", variable="RECRUIT_WEB_PORT")
