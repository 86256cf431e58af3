"""The REST rows with a body: in XML, YAML and form, wrapped in <request> or bare, with every credential."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from sandbox.backpackit.documented import DOCUMENTED
from tests.sandbox.backpackit.encode import AUTHS, HEADERS, KINDS, Fields, credentials, encoded

if TYPE_CHECKING:
    from sandbox.backpackit.route import Route
    from tests.sandbox.backpackit.conftest import Backpack


@dataclass(frozen=True)
class Row:
    """What is sent where, the status, and what the state then holds."""

    method: str
    path: str
    status: int
    fields: Fields = field(default_factory=dict)
    shown: str = ""


ROWS = [
    Row("POST", "/pages/{page}/separators.xml", 201, {"separator": {"name": "Photos"}}, "Photos"),
    Row("POST", "/reminders.xml", 201, {"reminder": {"content": "+30 In thirty!"}}, "'In thirty!'"),
    Row(
        "POST",
        "/reminders.xml",
        201,
        {"reminder": {"content": "+1:30 x", "remindees": ["{me}"]}},
        "13:30:00Z",
    ),
    Row("PUT", "/users/{me}/status.xml", 200, {"status": {"message": "At lunch"}}, "At lunch"),
    Row("POST", "/users/{me}/journal_entries.xml", 201, {"journal-entry": {"body": "Did it"}}, "Did it"),
    Row(
        "POST",
        "/calendar_events.xml",
        201,
        {"event": {"calendar_id": "{calendar}", "title": "9/27 Dinner"}},
        "Dinner",
    ),
    Row(
        "POST",
        "/calendar_events.xml",
        201,
        {"event": {"calendar-id": "{calendar}", "title": "6:30pm Tea"}},
        "16:30:00Z",
    ),
    Row("POST", "/me.xml", 200),
    Row("GET", "/me.xml", 200),
]


CASES = [
    pytest.param(row, kind, auth, id=f"{row.method} {row.path}-{kind}-{auth}")
    for row in ROWS
    for kind in [*KINDS, "bare xml"]
    for auth in AUTHS
    # A bare resource has no place for a token, and nothing is no resource.
    if kind != "bare xml" or (auth != "body" and row.fields)
]


@pytest.mark.parametrize(("row", "kind", "auth"), CASES)
def test_a_row_is_answered_whatever_its_body_looks_like(
    backpack: Backpack, row: Row, kind: str, auth: str
) -> None:
    ids = {
        "page": backpack.page(),
        "me": backpack.user.id,
        "calendar": backpack.state()["calendars"][0]["id"],
    }
    path, who, headers = credentials(backpack, auth, row.path.format(**ids))
    fields = {name: _filled(value, ids) for name, value in row.fields.items()}
    if kind == "bare xml":
        body = encoded("xml", fields).removeprefix(b"<request>").removesuffix(b"</request>")
    else:
        body = encoded(kind, who | fields)

    answer = backpack.send(row.method, path, body, HEADERS[kind.removeprefix("bare ")] | headers)

    assert answer.status == row.status, answer.body
    assert row.shown in str(backpack.state())


def test_me_has_one_id_element_only(backpack: Backpack) -> None:
    me = backpack.rest("POST", "/me.xml").xml

    assert [one.text for one in me.iter("id")] == [str(backpack.user.id)]


def test_the_documentations_59_operations_are_58_rows() -> None:
    assert len({(route.method, route.path) for route in DOCUMENTED}) == 58  # reminders: two ways to create


@pytest.mark.parametrize("route", DOCUMENTED, ids=lambda route: f"{route.method} {route.path}")
def test_no_token_is_403_and_an_unknown_record_404(backpack: Backpack, route: Route) -> None:
    path = re.sub(r"\{\w+\}", "1", route.path)
    body = (
        "<request><page><title>t</title></page><name>n</name><separator><name>n</name></separator>"
        "<event><calendar-id>1</calendar-id><title>9/27 x</title></event></request>"
    )
    method = route.method

    answers = [
        backpack.send(method, path, body, {"X-BP-Token": token}) for token in ("wrong", backpack.user.token)
    ]

    assert answers[0].status == 403
    if path != route.path or path == "/calendar_events.xml":
        assert answers[1].status == 404
        if path.startswith("/ws/"):
            assert answers[1].body.endswith(
                b'<response success="false"><error code="404">Record not found</error></response>'
            )


def _filled(value: object, ids: dict[str, int]) -> object:
    if isinstance(value, dict):
        return {name: _filled(inner, ids) for name, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, ids) for inner in value]
    return str(value).format(**ids)
