"""The sandbox's own routes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.backpackit.app import build_app
from sandbox.backpackit.site import new_site

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


def test_health_is_ok(backpack: Backpack) -> None:
    assert backpack.admin("GET", "/health").json == {"ok": True}


def test_the_state_shows_the_whole_account(backpack: Backpack) -> None:
    page = backpack.page("Office")
    bottom, top = backpack.list(page, "Repairs"), backpack.list(page, "Groceries")
    done = backpack.item(page, top, "Soap", "true")
    milk = backpack.item(page, top, "Milk")
    backpack.ws(f"page/{page}/notes/create", "<note><title>t</title><body>b</body></note>")
    backpack.rest("PUT", f"/users/{backpack.user.id}/status.xml", "<status><message>Hi</message></status>")
    backpack.rest(
        "POST",
        f"/users/{backpack.user.id}/journal_entries.xml",
        "<journal-entry><body>did it</body></journal-entry>",
    )
    backpack.rest("POST", "/reminders.xml", "<reminder><content>+30 tea</content></reminder>")

    state = backpack.state()

    at, maya = "2025-06-16T12:00:00Z", backpack.user
    assert state.keys() == {
        "version", "account", "users", "pages", "statuses", "journal", "reminders", "calendars", "outbox"
    }  # fmt: skip
    assert state["account"]["name"] == backpack.account
    assert state["users"][0] == {
        "id": maya.id,
        "name": "Maya Okafor",
        "email_address": "maya@example.com",
        "time_zone": "Berlin",
        "admin": True,
        "token": maya.token,
        "has_called": True,
    }
    assert state["users"][1]["email_address"] == "tomas@example.com"
    (shown,) = state["pages"]
    assert (shown["id"], shown["title"], shown["user_id"]) == (page, "Office", maya.id)
    assert shown["lists"] == [
        {
            "id": top,
            "name": "Groceries",
            "items": [
                {"id": milk, "content": "Milk", "completed": False, "updated_at": at},
                {"id": done, "content": "Soap", "completed": True, "updated_at": at},
            ],
        },
        {"id": bottom, "name": "Repairs", "items": []},
    ]
    assert [(note["title"], note["body"], note["created_at"]) for note in shown["notes"]] == [("t", "b", at)]
    author = {"user_id": maya.id, "user_name": "Maya Okafor"}
    assert [one | {"id": 0} for one in state["statuses"]] == [
        {"id": 0, "message": "Hi", "updated_at": at} | author
    ]
    assert [one | {"id": 0} for one in state["journal"]] == [
        {"id": 0, "body": "did it", "created_at": at, "updated_at": at} | author
    ]
    assert [one | {"id": 0} for one in state["reminders"]] == [
        {
            "id": 0,
            "content": "tea",
            "sent": False,
            "remind_at": "2025-06-16T12:30:00Z",
            "creator_id": maya.id,
            "remindee_ids": [maya.id],
        }
    ]


def test_the_version_grows_with_every_write_and_with_nothing_else(backpack: Backpack) -> None:
    page = backpack.page()
    list_id = backpack.list(page)
    versions = [backpack.state()["version"]]
    writes = [
        f"page/{page}/lists/{list_id}/items/add",
        f"page/{page}/notes/create",
        f"page/{page}/lists/destroy/{list_id}",
    ]
    for path in writes:
        assert backpack.ws(path, "<item><content>x</content></item>").status == 200
        versions.append(backpack.state()["version"])
    backpack.ws(f"page/{page}")
    backpack.ws(f"page/{page}/lists/add", "<name></name>")

    assert versions == sorted(set(versions))
    assert backpack.state()["version"] == versions[-1]


def test_since_the_version_in_hand_nothing_is_sent_again(backpack: Backpack) -> None:
    version = backpack.state()["version"]
    path = f"/state?account={backpack.account}&since={version}"

    unchanged = backpack.admin("GET", path)
    assert (unchanged.status, unchanged.body) == (204, b"")

    backpack.page()
    assert backpack.admin("GET", path).json["version"] > version


def test_the_state_of_an_unknown_account_is_404_and_of_none_the_oldest(backpack: Backpack) -> None:
    assert backpack.admin("GET", "/state?account=nobody").status == 404
    assert backpack.admin("GET", "/state").json["account"]["id"] == 11


def test_counters_tell_requests_and_refusals_by_account_and_operation(backpack: Backpack) -> None:
    before = backpack.admin("GET", "/counters").json
    for _ in range(102):
        backpack.rest("GET", "/users.xml")

    after = backpack.admin("GET", "/counters").json

    assert after["accounts"][backpack.account] == {"requests": 102, "refused": 2}
    assert after["requests"] - before["requests"] == 102
    assert after["refused"] - before["refused"] == 2
    assert after["operations"]["list_users"]["refused"] >= 2


def test_a_new_user_gets_an_id_and_a_token_of_40_hex_digits(backpack: Backpack) -> None:
    fields = {"account": backpack.account, "name": "Linh Tran", "time_zone": "Berlin"}

    first, second = (backpack.admin("POST", "/users", fields).json for _ in range(2))

    assert first.keys() == {"id", "token", "name", "time_zone", "identity_id"}
    assert (len(first["token"]), first["token"] != second["token"]) == (40, True)
    assert int(first["token"], 16) > 0
    assert second["id"] == first["id"] + 1


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/accounts", {"name": "Not A Domain"}, 422),
        ("/accounts", {"name": ""}, 422),
        ("/accounts", {}, 422),
        ("/accounts", {"name": 5}, 422),
        ("/users", {"account": "nobody", "name": "X", "time_zone": "Berlin"}, 404),
        ("/users", {"account": "ACCOUNT", "name": "X", "time_zone": "Europe/Berlin"}, 422),
        ("/users", {"account": "ACCOUNT", "name": "X\u0000", "time_zone": "Berlin"}, 422),
        ("/users", {"account": "ACCOUNT", "name": "\ud800", "time_zone": "Berlin"}, 422),
        ("/users", {"account": "\ud800", "name": "X", "time_zone": "Berlin"}, 422),
        ("/users", {"account": "ACCOUNT", "name": " ", "time_zone": "Berlin"}, 422),
    ],
)
def test_a_senseless_account_or_user_is_refused(
    backpack: Backpack, path: str, fields: dict[str, Any], status: int
) -> None:
    given = {name: backpack.account if value == "ACCOUNT" else value for name, value in fields.items()}

    answer = backpack.admin("POST", path, given)

    assert (answer.status, list(answer.json)) == (status, ["error"])


def test_an_account_cannot_be_made_twice(backpack: Backpack) -> None:
    assert backpack.admin("POST", "/accounts", {"name": backpack.account}).status == 409


@pytest.mark.parametrize("body", ["", "[]", "{", "[" * 100_000, b"\xff"])
def test_a_body_that_is_no_json_object_is_refused(backpack: Backpack, body: str | bytes) -> None:
    assert backpack.send("POST", "/_sandbox/accounts", body).status == 422


@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.0.0.5", 403), ("?", 403)]
)
def test_only_this_machine_sees_the_sandboxs_routes(address: str, status: int) -> None:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    site = new_site()
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/_sandbox/health",
        "query_string": b"",
        "headers": [],
        "client": (address, 1),
    }
    asyncio.run(build_app(site)(scope, receive, send))
    site.database.close()

    assert sent[0]["status"] == status
