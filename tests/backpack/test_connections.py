"""A connection is used again only while its server is sure to keep it."""

import pytest

from backpack import Backpack, connections, list_pages
from tests.backpack.conftest import ScriptedServer

SUCCESS = b'<response success="true"></response>'


def test_a_connection_that_was_idle_for_long_is_not_used_again(
    server: ScriptedServer, client: Backpack, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        server.answers_with(SUCCESS)
    client(list_pages())
    client(list_pages())
    assert server.connections == 1
    monkeypatch.setattr(connections, "MOST_IDLE_SECONDS", 0.0)
    client(list_pages())
    client(list_pages())
    assert (len(server.requests), server.connections) == (4, 3)


def test_no_connection_is_kept_for_as_long_as_the_shortest_time_out_in_use() -> None:
    # uvicorn, which our own servers and many others run on, closes after 5 s; a request needs time to arrive.
    assert connections.MOST_IDLE_SECONDS <= 4
