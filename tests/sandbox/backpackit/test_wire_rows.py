"""Every row of wire section 6 on /ws, current and legacy: in XML, YAML and form, with every credential.

The legacy rows have no other tests; what the current ones do in detail is in the files of their sections.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.backpackit.documented import DOCUMENTED
from sandbox.backpackit.legacy import LEGACY
from tests.sandbox.backpackit.encode import AUTHS, HEADERS, KINDS, Fields, credentials, encoded

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Answer, Backpack

Check = Callable[["World", "Answer"], object]


@dataclass(frozen=True)
class World:
    """A page with one of everything, and ids by name."""

    backpack: Backpack
    ids: dict[str, int]

    @property
    def page(self) -> Any:
        """The page as it is now."""
        return next(one for one in self.backpack.state()["pages"] if one["id"] == self.ids["page"])

    def items(self, name: str) -> list[str]:
        """The contents of a list."""
        (found,) = [one for one in self.page["lists"] if one["name"] == name]
        return [item["content"] for item in found["items"]]


@pytest.fixture
def world(backpack: Backpack) -> World:
    """Page: lists First (a, b) and Second (c), a note, a separator, an email, a tag; and a reminder."""
    page = backpack.page("Office")
    first, second = backpack.list(page, "First"), backpack.list(page, "Second")
    ids = {"page": page, "first": first, "second": second, "other": backpack.page("Other")}
    ids |= {"a": backpack.item(page, first, "a"), "b": backpack.item(page, first, "b")}
    ids["c"] = backpack.item(page, second, "c")
    made = backpack.ws(f"page/{page}/notes/create", "<note><body>old body</body></note>").xml[0]
    ids["note"] = int(made.attrib["id"])
    made = backpack.ws(f"page/{page}/separators/create", "<separator><name>Line</name></separator>").xml[0]
    ids["separator"] = int(made.attrib["id"])
    email = {"page_id": page, "subject": "Hello", "body": "\n     text"}
    ids["email"] = backpack.admin("POST", "/emails", email).json["id"]
    backpack.ws(f"page/{page}/tags/tag", "<tags>work</tags>")
    ids["tag"] = int(backpack.ws(f"page/{page}").xml.findall("page/tags/tag")[0].attrib["id"])
    made = backpack.ws("reminders/create", "<reminder><content>+30 tea</content></reminder>").xml[0]
    ids["reminder"] = int(made.attrib["id"])
    return World(backpack, ids)


@dataclass(frozen=True)
class Row:
    """A path with the names of ids in braces, what is sent to it, and what has to have come of it."""

    path: str
    check: Check
    fields: Fields = field(default_factory=dict)


def _texts(answer: Answer, path: str) -> list[str | None]:
    return [one.text for one in answer.xml.findall(path)]


def _names(answer: Answer, path: str, name: str) -> list[str | None]:
    return [one.get(name) for one in answer.xml.findall(path)]


def _empty(answer: Answer) -> bool:
    return answer.body.endswith(b'?>\n<response success="true"></response>')


ROWS = [
    # 6.1
    Row("pages/all", lambda w, a: _names(a, "pages/page", "title") == ["Office", "Other"]),
    Row("pages/search", lambda w, a: _names(a, "pages/page", "title") == ["Office"], {"term": "OLD body"}),
    Row("pages/new", lambda w, a: _names(a, "page", "title") == ["New"], {"page": {"title": "New"}}),
    Row(
        "pages/new",
        lambda w, a: w.backpack.state()["pages"][-1]["notes"][0]["body"] == "the body",
        {"page": {"title": "New", "description": "the body"}},
    ),
    Row("page/{page}", lambda w, a: _names(a, "page/tags/tag", "name") == ["work"]),
    Row("page/{page}", lambda w, a: _names(a, "page", "title") == ["Office"], {"belongings": "1 2"}),
    Row("page/{page}/reorder", lambda w, a: _empty(a), {"belongings": "\n  "}),
    Row("page/{other}/destroy", lambda w, a: _empty(a) and len(w.backpack.state()["pages"]) == 1),
    Row(
        "page/{page}/update_title",
        lambda w, a: _empty(a) and w.page["title"] == "Café",
        {"page": {"title": "Café"}},
    ),
    Row(
        "page/{page}/update_body",
        lambda w, a: _empty(a) and [note["body"] for note in w.page["notes"]] == ["new body"],
        {"page": {"description": "new body"}},
    ),
    Row("page/{page}/duplicate", lambda w, a: _names(a, "page", "title") == ["Office (copy)"]),
    Row(
        "page/{page}/link",
        lambda w, a: _empty(a) and w.page["linked_pages"] == [{"id": w.ids["other"], "title": "Other"}],
        {"linked_page_id": "{other}"},
    ),
    Row(
        "page/{page}/unlink",
        lambda w, a: _empty(a) and not w.page["linked_pages"],
        {"linked_page_id": "{other}"},
    ),
    Row(
        "page/{page}/share",
        lambda w, a: _empty(a) and w.page["shared_with"] == ["a@example.com", "b@example.com"],
        {"email_addresses": "\n a@example.com  b@example.com\n", "page": {"public": ""}},
    ),
    Row("page/{page}/share", lambda w, a: _empty(a) and w.page["public"], {"page": {"public": "1"}}),
    Row(
        "page/{page}/share",
        lambda w, a: w.page["shared_with"] == ["a@example.com"] and w.page["public"],
        {"page": {"email_addresses": "a@example.com", "public": "1"}},
    ),
    Row(
        "page/{page}/email", lambda w, a: _empty(a) and w.backpack.state()["outbox"][0]["subject"] == "Office"
    ),
    # 6.2
    Row("page/{page}/lists/list", lambda w, a: _names(a, "lists/list", "name") == ["First", "Second"]),
    Row("page/{page}/lists/add", lambda w, a: _names(a, "list", "name") == ["New"], {"name": "New"}),
    Row(
        "page/{page}/lists/update/{first}",
        lambda w, a: _empty(a) and w.items("Renamed") == ["a", "b"],
        {"list": {"name": "Renamed"}},
    ),
    Row("page/{page}/lists/destroy/{first}", lambda w, a: _empty(a) and len(w.page["lists"]) == 1),
    Row("page/{page}/lists/{first}/items/list", lambda w, a: _texts(a, "items/item") == ["a", "b"]),
    Row(
        "page/{page}/lists/{first}/items/add",
        lambda w, a: _names(a, "item", "completed") == ["true"],
        {"item": {"content": "n", "completed": "true"}},
    ),
    Row(
        "page/{page}/lists/{first}/items/update/{a}",
        lambda w, a: _empty(a) and w.items("First") == ["A", "b"],
        {"item": {"content": "A"}},
    ),
    Row(
        "page/{page}/lists/{first}/items/toggle/{a}",
        lambda w, a: _empty(a) and w.items("First") == ["b", "a"],
    ),
    Row("page/{page}/lists/{first}/items/destroy/{a}", lambda w, a: _empty(a) and w.items("First") == ["b"]),
    Row(
        "page/{page}/lists/{first}/items/move/{a}",
        lambda w, a: _empty(a) and w.items("First") == ["b", "a"],
        {"direction": "move_lower"},
    ),
    Row(
        "page/{page}/lists/{first}/items/reorder",
        lambda w, a: _empty(a) and w.items("First") == ["b", "a"],
        {"item-id": ["{b}", "{a}"]},
    ),
    Row("page/{page}/items/list", lambda w, a: _texts(a, "items/item") == ["a", "b"]),
    Row("page/{page}/items/list?list_id={second}", lambda w, a: _texts(a, "items/item") == ["c"]),
    Row("page/{other}/items/list", lambda w, a: a.body.endswith(b"<items></items></response>")),
    Row(
        "page/{page}/items/add",
        lambda w, a: (
            _names(a, "item", "list_id") == [str(w.ids["first"])] and w.items("First") == ["a", "b", "n"]
        ),
        {"item": {"content": "n"}},
    ),
    Row(
        "page/{page}/items/add?list_id={second}",
        lambda w, a: w.items("Second") == ["c", "n"],
        {"item": {"content": "n"}},
    ),
    Row(
        "page/{other}/items/add",
        lambda w, a: [one["name"] for one in w.backpack.state()["pages"][-1]["lists"]] == ["List"],
        {"item": {"content": "n"}},
    ),
    Row(
        "page/{page}/items/create",
        lambda w, a: _texts(a, "item") == ["n"] and w.items("First") == ["a", "b", "n"],
        {"item": {"content": "n"}},
    ),
    Row(
        "page/{page}/items/update/{c}",
        lambda w, a: _empty(a) and w.items("Second") == ["C"],
        {"item": {"content": "C"}},
    ),
    Row("page/{page}/items/toggle/{a}", lambda w, a: _empty(a) and w.items("First") == ["b", "a"]),
    Row("page/{page}/items/destroy/{c}", lambda w, a: _empty(a) and w.items("Second") == []),
    Row(
        "page/{page}/items/move/{b}",
        lambda w, a: _empty(a) and w.items("First") == ["b", "a"],
        {"direction": "move_to_top"},
    ),
    # 6.3
    Row("page/{page}/notes/list", lambda w, a: _texts(a, "notes/note") == ["old body"]),
    Row(
        "page/{page}/notes/create",
        lambda w, a: _names(a, "note", "title") == ["t"] and len(w.page["notes"]) == 2,
        {"note": {"title": "t", "body": "b\n\nc\n", "show-created-at": "false"}},
    ),
    Row(
        "page/{page}/notes/update/{note}",
        lambda w, a: _empty(a) and w.page["notes"][0]["body"] == "yes",
        {"note": {"title": "", "body": "yes"}},
    ),
    Row("page/{page}/notes/destroy/{note}", lambda w, a: _empty(a) and not w.page["notes"]),
    # 6.4
    Row(
        "page/{page}/separators/create",
        lambda w, a: _texts(a, "separator") == ["Photos"] and len(w.page["separators"]) == 2,
        {"separator": {"name": "Photos"}},
    ),
    Row(
        "page/{page}/separators/update/{separator}",
        lambda w, a: _empty(a) and w.page["separators"][0]["name"] == "Films",
        {"separator": {"name": "Films"}},
    ),
    Row("page/{page}/separators/destroy/{separator}", lambda w, a: _empty(a) and not w.page["separators"]),
    # 6.5
    Row("page/{page}/emails/list", lambda w, a: _texts(a, "emails/email") == ["\n     text"]),
    Row("page/{page}/emails/show/{email}", lambda w, a: _names(a, "email", "subject") == ["Hello"]),
    Row("page/{page}/emails/destroy/{email}", lambda w, a: _empty(a) and not w.page["emails"]),
    # 6.6
    Row("tags/select/{tag}", lambda w, a: _names(a, "pages/page", "title") == ["Office"]),
    Row("tags/{tag}", lambda w, a: _names(a, "pages/page", "title") == ["Office"]),
    Row(
        "page/{page}/tags/tag",
        lambda w, a: _empty(a) and [tag["name"] for tag in w.page["tags"]] == ["Music", "Long Scores"],
        {"tags": 'Music\n "Long Scores"'},
    ),
    Row("page/{page}/tags/tag", lambda w, a: _empty(a) and not w.page["tags"], {"tags": ""}),
    # 6.7
    Row("reminders", lambda w, a: _names(a, "reminders/reminder", "remind_at") == ["2025-06-16 14:30:00"]),
    Row(
        "reminders/create",
        lambda w, a: (
            _texts(a, "reminder") == ["cake"]
            and _names(a, "reminder", "remind_at") == ["2025-06-16 17:00:00"]
        ),
        {"reminder": {"content": "+180 cake", "remind_at": ""}},
    ),
    Row(
        "reminders/create",
        lambda w, a: _names(a, "reminder", "remind_at") == ["2025-06-17 09:00:00"],
        {"reminder": {"content": "cake", "remind_at": "2025-06-17 09:00:00"}},
    ),
    Row(
        "reminders/update/{reminder}",
        lambda w, a: (
            _texts(a, "reminder") == ["coffee"]
            and _names(a, "reminder", "remind_at") == ["2025-06-16 14:30:00"]
        ),
        {"reminder": {"content": "coffee", "remind_at": ""}},
    ),
    Row("reminders/destroy/{reminder}", lambda w, a: _empty(a) and not w.backpack.state()["reminders"]),
    Row(
        "account/export",
        lambda w, a: (
            (a.xml.tag, a.xml.attrib) == ("backpack", {"username": w.backpack.account})
            and _names(a, "pages/page", "title") == ["Office", "Other"]
            and _names(a, "reminders/reminder", "remind_at") == ["2025-06-16 12:30:00"]
        ),
    ),
]


@pytest.mark.parametrize("auth", AUTHS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.path)
def test_a_row_is_answered_as_its_clients_read_it(world: World, row: Row, kind: str, auth: str) -> None:
    path, who, headers = credentials(world.backpack, auth, "/ws/" + row.path.format(**world.ids))
    body = encoded(kind, who | _filled(row.fields, world.ids))

    answer = world.backpack.send("POST", path, body, HEADERS[kind] | headers)

    assert answer.status == 200, answer.body
    assert row.check(world, answer), (answer.body, world.page)


def test_no_path_on_ws_is_left_out() -> None:
    tested = {"/ws/" + re.sub(r"\{\w+\}", "{}", row.path.partition("?")[0]) for row in ROWS}
    known = {re.sub(r"\{\w+\}", "{}", route.path) for route in (*DOCUMENTED, *LEGACY)}

    # A friend's page needs a friend: test_sharing.py.
    assert {path for path in known if path.startswith("/ws/")} - tested == {"/ws/page/{}/unshare_friend_page"}


def _filled(fields: Any, ids: dict[str, int]) -> Any:
    if isinstance(fields, dict):
        return {name: _filled(value, ids) for name, value in fields.items()}
    if isinstance(fields, list):
        return [_filled(value, ids) for value in fields]
    return re.sub(r"\{(\w+)\}", lambda found: str(ids[found[1]]), fields)
