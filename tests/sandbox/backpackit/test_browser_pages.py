"""Links to Backpack's own pages lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


@pytest.mark.parametrize("path", ["/reminders", "/calendar"])
def test_a_browser_is_told_where_it_is(backpack_server: str, path: str) -> None:
    with urlopen(f"{backpack_server}{path}", timeout=60) as answer:
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "sandbox" in answer.read().decode()


def test_a_page_can_be_read(backpack: Backpack) -> None:
    page_id = backpack.page("Office &amp; <![CDATA[<b>garden</b>]]>")
    list_id = backpack.list(page_id)
    backpack.item(page_id, list_id, "Oat milk")
    backpack.item(page_id, list_id, "<![CDATA[<script>tea</script>]]>", completed="true")
    answer = backpack.send("GET", f"/pages/{page_id}")
    shown = answer.body.decode()
    assert answer.status == 200
    assert "<title>Office &amp; &lt;b&gt;garden&lt;/b&gt;</title>" in shown
    assert "<h2>Groceries</h2>" in shown
    assert "<li>☐ Oat milk</li><li>☑ <s>&lt;script&gt;tea&lt;/script&gt;</s></li>" in shown


@pytest.mark.parametrize("page_id", [1, 10**40])
def test_a_page_that_is_gone_is_said_to_be(backpack: Backpack, page_id: int) -> None:
    answer = backpack.send("GET", f"/pages/{page_id}")
    assert answer.status == 404
    assert "There is no such page" in answer.body.decode()
