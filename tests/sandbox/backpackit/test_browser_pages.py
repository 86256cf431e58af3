"""Links to Backpack's own pages lead somewhere."""

from urllib.request import urlopen

import pytest


@pytest.mark.parametrize("path", ["/reminders", "/calendar"])
def test_a_browser_is_told_where_it_is(backpack_server: str, path: str) -> None:
    with urlopen(f"{backpack_server}{path}", timeout=60) as answer:
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "sandbox" in answer.read().decode()
