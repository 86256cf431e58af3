"""Tokens in every place they were seen, wrong ones, and the Host header (wire 2 and 3)."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


@pytest.mark.parametrize("place", ["path", "header", "lower case header", "basic", "body"])
def test_a_token_is_accepted_in_every_place(backpack: Backpack, place: str) -> None:
    token = backpack.user.token
    headers = {
        "header": {"X-BP-Token": token},
        "lower case header": {"x_bp_token": f" {token} "},
        "basic": {"Authorization": backpack.basic()},
    }.get(place, {})
    prefix = f"/{token}" if place == "path" else ""
    in_body = f"<token>{token}</token>" if place == "body" else ""
    body = f"<request>{in_body}<status><message>Hi</message></status></request>"

    answer = backpack.send("PUT", f"{prefix}/users/{backpack.user.id}/status.xml", body, headers)

    assert answer.status == 200
    assert backpack.state()["statuses"][0]["message"] == "Hi"


def test_a_header_token_works_under_ws_too(backpack: Backpack) -> None:
    assert backpack.send("POST", "/ws/pages/all", "", {"X-BP-Token": backpack.user.token}).status == 200


@pytest.mark.parametrize("token", ["", "0" * 40, "é", " "])
def test_a_wrong_token_is_refused_with_403_in_the_envelope_under_ws(backpack: Backpack, token: str) -> None:
    answer = backpack.ws("pages/all", token=token)

    assert answer.status == 403
    assert answer.body.decode().splitlines()[1] == (
        '<response success="false"><error code="403">Forbidden</error></response>'
    )


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/me.xml", {}),
        ("/0000000000000000000000000000000000000000/me.xml", {}),
        ("/%00%ff%C3%A9/me.xml", {}),
        ("/me.xml", {"X-BP-Token": "wrong"}),
        ("/me.xml", {"Authorization": "Basic d3Jvbmc6WA=="}),
        ("/me.xml", {"Authorization": "Basic %%%"}),
        ("/me.xml", {"Authorization": "Basic " + base64.b64encode(b"\xff\xfe").decode()}),
        ("/me.xml", {"Authorization": "Negotiate x"}),
    ],
)
def test_a_wrong_token_is_refused_with_a_bare_403_elsewhere(
    backpack: Backpack, path: str, headers: dict[str, str]
) -> None:
    answer = backpack.send("GET", path, "", headers)

    assert (answer.status, answer.body) == (403, b"")


@pytest.mark.parametrize(
    "host", ["{}.backpackit.com", "{}.BackpackIt.com:8080", "localhost:1", "nobody.backpackit.com"]
)
def test_the_hosts_account_or_else_the_tokens_own_is_meant(backpack: Backpack, host: str) -> None:
    headers = {"Host": host.format(backpack.account)}

    assert backpack.send("GET", f"/{backpack.user.token}/me.xml", "", headers).status == 200


def test_a_token_of_another_account_than_the_hosts_is_refused_with_403(
    backpack: Backpack, elsewhere: Backpack
) -> None:
    headers = {"Host": f"{elsewhere.account}.backpackit.com"}

    assert backpack.send("GET", f"/{backpack.user.token}/me.xml", "", headers).status == 403


def test_a_path_nobody_knows_is_404_and_a_wrong_method_405(backpack: Backpack) -> None:
    wrong_method = backpack.send("GET", "/ws/pages/all", "")

    assert (wrong_method.status, wrong_method.headers["Allow"]) == (405, "POST")
    assert wrong_method.xml.find("error") is not None
    assert backpack.rest("PATCH", "/me.xml").status == 405
    for path in ("/", "/nothing.xml", "/users/1/nothing.xml"):
        answer = backpack.send("POST", path, "", {"X-BP-Token": backpack.user.token})
        assert (answer.status, answer.body) == (404, b"")
