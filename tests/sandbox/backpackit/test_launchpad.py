"""OAuth 2 at the local Launchpad: page, code, tokens, refresh, authorization.json, and Bearer at Backpack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sandbox.backpackit.conftest import Answer, Backpack

CALLBACK = "http://127.0.0.1:9/callback?from=launchpad"
APP = {"client_id": "app", "redirect_uri": CALLBACK}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TWO_WEEKS = 1_209_600


@pytest.fixture(autouse=True)
def _real_time_again(backpack: Backpack) -> Iterator[None]:
    yield
    backpack.admin("DELETE", "/clock")


def _page(backpack: Backpack, **given: str) -> Answer:
    query = urlencode({"type": "web_server", "state": "s & t"} | APP | given)
    return backpack.send("GET", f"/launchpad/authorization/new?{query}")


def _identity(backpack: Backpack, name: str = "Maya Okafor") -> str:
    """The value of the newest button with that name."""
    button = r'name="identity_id" value="(\d+)">Yes, I am ([^<]+)<small>([^<]+)'
    buttons: list[tuple[str, str, str]] = re.findall(button, _page(backpack).body.decode())
    return [value for value, who, accounts in buttons if who == name and backpack.account in accounts][-1]


def _decide(backpack: Backpack, identity: str, **given: str) -> Answer:
    body = urlencode({"identity_id": identity, "state": "s & t"} | APP | given)
    return backpack.send("POST", "/launchpad/authorization", body, FORM)


def _code(backpack: Backpack) -> str:
    location = _decide(backpack, _identity(backpack)).headers["Location"]
    return parse_qs(urlsplit(location).query)["code"][0]


def _exchange(backpack: Backpack, code: str, **given: str) -> Answer:
    query = urlencode({"type": "web_server", "client_secret": "secret", "code": code} | APP | given)
    return backpack.send("POST", f"/launchpad/authorization/token?{query}")


def _refresh(backpack: Backpack, refresh_token: str, **given: str) -> Answer:
    fields = {
        "type": "refresh",
        "refresh_token": refresh_token,
        "client_id": "app",
        "client_secret": "secret",
    }
    return backpack.send("POST", "/launchpad/authorization/token", urlencode(fields | given), FORM)


def _bearer(backpack: Backpack, token: str, path: str = "/me.xml", **headers: str) -> Answer:
    return backpack.send("GET", path, "", {"Authorization": f"Bearer {token}"} | headers)


def _authorization(backpack: Backpack, token: str, host: str = "") -> Any:
    headers = {"Host": host} if host else {}
    return _bearer(backpack, token, "/launchpad/authorization.json", **headers).json


def test_the_page_has_a_button_for_each_person_and_one_for_no(backpack: Backpack) -> None:
    answer = _page(backpack, client_id="<b>app</b>")
    page = answer.body.decode()

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "Yes, I am Maya Okafor" in page
    assert "Yes, I am Tomás Rivera" in page
    assert ">No</button>" in page
    assert '<form method="post" action="/launchpad/authorization">' in page
    assert "<b>app</b>" not in page


def test_a_yes_leads_back_with_a_code_and_the_state(backpack: Backpack) -> None:
    answer = _decide(backpack, _identity(backpack))

    location = urlsplit(answer.headers["Location"])
    assert answer.status == 302
    assert answer.headers["Location"].startswith(CALLBACK + "&")
    assert parse_qs(location.query).keys() == {"from", "code", "state"}
    assert parse_qs(location.query)["state"] == ["s & t"]


def test_a_no_leads_back_with_access_denied(backpack: Backpack) -> None:
    query = parse_qs(urlsplit(_decide(backpack, "").headers["Location"]).query)

    assert (query["error"], query["state"], "code" in query) == (["access_denied"], ["s & t"], False)


@pytest.mark.parametrize(
    "given",
    [
        {"type": "user_agent"},
        {"client_id": ""},
        {"redirect_uri": ""},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": "http://x/#y"},
        {"redirect_uri": "http://[x"},
        {"redirect_uri": "http://x/\r\nSet-Cookie: a=b"},
    ],
)
def test_a_senseless_request_is_told_to_the_person_and_leads_nowhere(
    backpack: Backpack, given: dict[str, str]
) -> None:
    shown = _page(backpack, **given)

    assert shown.status == 400
    assert shown.headers["Location"] is None
    if "type" not in given:
        assert _decide(backpack, "1", **given).status == 400


@pytest.mark.parametrize(("identity", "status"), [("1", 404), ("x", 422), ("9" * 30, 422)])
def test_an_unknown_identity_gets_no_code(backpack: Backpack, identity: str, status: int) -> None:
    assert _decide(backpack, identity).status == status


def test_a_code_buys_tokens_once(backpack: Backpack) -> None:
    code = _code(backpack)

    tokens = _exchange(backpack, code)

    assert tokens.status == 200
    assert tokens.json.keys() == {"access_token", "refresh_token", "expires_in"}
    assert tokens.json["expires_in"] == TWO_WEEKS
    assert _bearer(backpack, tokens.json["access_token"]).xml.findtext("id") == str(backpack.user.id)
    again = _exchange(backpack, code)
    assert (again.status, again.json["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(
    ("given", "status", "error"),
    [
        ({"code": "wrong"}, 400, "invalid_grant"),
        ({"client_id": "other"}, 400, "invalid_grant"),
        ({"redirect_uri": "http://127.0.0.1:9/other"}, 400, "invalid_grant"),
        ({"client_secret": ""}, 401, "invalid_client"),
        ({"client_id": ""}, 401, "invalid_client"),
        ({"type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_a_wrong_exchange_is_refused_and_spends_nothing(
    backpack: Backpack, given: dict[str, str], status: int, error: str
) -> None:
    code = _code(backpack)

    answer = _exchange(backpack, given.get("code", code), **{k: v for k, v in given.items() if k != "code"})

    assert (answer.status, answer.json["error"]) == (status, error)
    assert _exchange(backpack, code).status == 200


def test_a_code_is_too_old_after_ten_minutes(backpack: Backpack) -> None:
    code = _code(backpack)
    backpack.admin("POST", "/clock", {"advance_seconds": 601})

    assert _exchange(backpack, code).json["error"] == "invalid_grant"


def test_an_access_token_ends_after_two_weeks_and_a_refresh_gives_another(backpack: Backpack) -> None:
    tokens = _exchange(backpack, _code(backpack)).json
    backpack.admin("POST", "/clock", {"held": True})
    backpack.admin("POST", "/clock", {"advance_seconds": TWO_WEEKS - 1})
    assert _bearer(backpack, tokens["access_token"]).status == 200

    backpack.admin("POST", "/clock", {"advance_seconds": 1})
    expired = _bearer(backpack, tokens["access_token"])
    assert (expired.status, expired.headers["WWW-Authenticate"]) == (401, 'Bearer error="invalid_token"')
    assert _bearer(backpack, tokens["access_token"], "/launchpad/authorization.json").status == 401

    for _ in range(2):  # the refresh token stays good
        refreshed = _refresh(backpack, tokens["refresh_token"])
        assert refreshed.status == 200
        assert refreshed.json["refresh_token"] == tokens["refresh_token"]
        assert _bearer(backpack, refreshed.json["access_token"]).status == 200


def test_a_wrong_refresh_token_is_refused(backpack: Backpack) -> None:
    tokens = _exchange(backpack, _code(backpack)).json

    assert _refresh(backpack, "wrong").json["error"] == "invalid_grant"
    assert _refresh(backpack, tokens["refresh_token"], client_id="other").json["error"] == "invalid_grant"
    assert _refresh(backpack, tokens["access_token"]).json["error"] == "invalid_grant"


def test_a_registered_application_needs_its_secret_and_its_redirect_uri(backpack: Backpack) -> None:
    name = f"registered-{backpack.account}"
    fields = {"client_id": name, "client_secret": "right", "redirect_uri": CALLBACK}
    assert backpack.admin("POST", "/oauth_clients", fields).status == 201

    assert _page(backpack, client_id=name).status == 200
    assert _page(backpack, client_id=name, redirect_uri="http://127.0.0.1:9/").status == 400
    assert _exchange(backpack, "x", client_id=name).json["error"] == "invalid_client"
    right = _exchange(backpack, "x", client_id=name, client_secret="right")
    assert right.json["error"] == "invalid_grant"


def test_authorization_json_names_the_person_and_the_accounts(backpack: Backpack) -> None:
    token = _exchange(backpack, _code(backpack)).json["access_token"]

    shown = _authorization(backpack, token)

    assert shown["expires_at"] == "2025-06-30T12:00:00Z"
    assert shown["identity"] == {
        "id": int(_identity(backpack)),
        "first_name": "Maya",
        "last_name": "Okafor",
        "email_address": "maya@example.com",
    }
    other, mine = shown["accounts"]
    assert other["product"] == "basecamp"
    assert mine == {
        "product": "backpack",
        "id": backpack.state()["account"]["id"],
        "name": backpack.account,
        "href": backpack.url,
    }


def test_a_person_of_two_accounts_reaches_each_by_its_href(backpack: Backpack, elsewhere: Backpack) -> None:
    fields = {"account": elsewhere.account, "name": "Maya O.", "time_zone": "Berlin"}
    there = elsewhere.admin("POST", "/users", fields | {"identity_id": int(_identity(backpack))}).json["id"]
    token = _exchange(backpack, _code(backpack)).json["access_token"]

    accounts = [one for one in _authorization(backpack, token)["accounts"] if one["product"] == "backpack"]

    ids = [
        _bearer(backpack, token, urlsplit(one["href"]).path + "/me.xml").xml.findtext("id")
        for one in accounts
    ]
    assert ids == [str(backpack.user.id), str(there)]
    named = _bearer(backpack, token, Host=f"{elsewhere.account}.backpackit.com")
    assert named.xml.findtext("id") == str(there)
    assert _bearer(backpack, token).xml.findtext("id") == str(backpack.user.id), "the oldest"
    on_ws = backpack.send(
        "POST", f"/{elsewhere.account}/ws/pages/all", "", {"Authorization": f"Bearer {token}"}
    )
    assert on_ws.status == 200


def test_the_real_hosts_lead_to_the_real_hosts(backpack: Backpack) -> None:
    token = backpack.admin("POST", "/access_tokens", {"user_id": backpack.user.id}).json["access_token"]
    host = "launchpad.37signals.com"

    shown = _bearer(backpack, token, "/authorization.json", Host=host).json

    assert shown["accounts"][-1]["href"] == f"http://{backpack.account}.backpackit.com"


def test_a_bearer_of_another_account_or_of_no_grant_is_refused(
    backpack: Backpack, elsewhere: Backpack
) -> None:
    token = backpack.admin("POST", "/access_tokens", {"user_id": backpack.user.id}).json["access_token"]

    assert _bearer(backpack, token, Host=f"{elsewhere.account}.backpackit.com").status == 403
    assert _bearer(backpack, token, f"/{elsewhere.account}/me.xml").status == 403
    assert _bearer(backpack, backpack.user.token).status == 401, "a token of one's own is no access token"
    enveloped = backpack.send("POST", "/ws/pages/all", "", {"Authorization": "Bearer wrong"})
    assert (enveloped.status, enveloped.xml.findall("error")[0].attrib) == (401, {"code": "401"})


def test_all_access_tokens_can_be_ended_at_once(backpack: Backpack) -> None:
    tokens = backpack.admin("POST", "/access_tokens", {"user_id": backpack.user.id, "client_id": "app"}).json

    assert backpack.admin("DELETE", "/access_tokens").status == 204

    assert _bearer(backpack, tokens["access_token"]).status == 401
    assert _refresh(backpack, tokens["refresh_token"]).status == 200
    backpack.admin("DELETE", "/access_tokens?refresh=true")
    assert _refresh(backpack, tokens["refresh_token"]).status == 400
