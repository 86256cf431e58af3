"""Codes and tokens: what is handed out for what, and for how long."""

import secrets
from collections.abc import Mapping
from typing import Any

from sandbox.backpackit.database import Database

ACCESS_TOKEN_SECONDS = 14 * 86_400
"""Two weeks, as Launchpad's."""

CODE_SECONDS = 10 * 60
"""The longest life that RFC 6749 (4.1.2) recommends."""


class Denied(Exception):  # noqa: N818 - an answer, not a fault of the server
    """A request for tokens that is answered with an error of RFC 6749 (5.2)."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error = error
        self.status = status


def grant(
    database: Database, identity_id: int, client_id: str, now: int, refresh_token: str = ""
) -> dict[str, Any]:
    """A new access token, with a new refresh token unless there is one."""
    access_token = secrets.token_urlsafe(48)
    database.run(
        "INSERT INTO access_tokens (token, identity_id, expires_at) VALUES (?, ?, ?)",
        access_token,
        identity_id,
        now + ACCESS_TOKEN_SECONDS,
    )
    if not refresh_token:
        refresh_token = secrets.token_urlsafe(48)
        database.run("INSERT INTO refresh_tokens VALUES (?, ?, ?)", refresh_token, identity_id, client_id)
    return {
        "access_token": access_token,
        "expires_in": ACCESS_TOKEN_SECONDS,
        "refresh_token": refresh_token,
    }


def new_code(database: Database, identity_id: int, client_id: str, redirect_uri: str, now: int) -> str:
    """A verification code for an application."""
    code = secrets.token_hex(8)
    database.one("SELECT id FROM identities WHERE id = ?", identity_id)
    database.run(
        "INSERT INTO oauth_codes VALUES (?, ?, ?, ?, ?)",
        code,
        identity_id,
        client_id,
        redirect_uri,
        now + CODE_SECONDS,
    )
    return code


def tokens_for(database: Database, given: Mapping[str, str], now: int) -> dict[str, Any]:
    """What `POST /authorization/token` answers.

    :raises Denied: anything is missing, wrong, used up or too old.
    """
    kind = given.get("type", "")
    if kind not in {"web_server", "refresh"}:
        raise Denied("unsupported_grant_type", "type is web_server or refresh")
    check_client(database, given)
    client_id = given["client_id"]
    if kind == "refresh":
        row = database.row(
            "SELECT * FROM refresh_tokens WHERE token = ? AND client_id IN ('', ?)",
            given.get("refresh_token", ""),
            client_id,
        )
        if row is None:
            raise Denied("invalid_grant", "the refresh token is not good")
        # No new refresh token: Launchpad's stays good.
        return grant(database, row["identity_id"], client_id, now, row["token"])
    row = database.row(
        "SELECT * FROM oauth_codes WHERE code = ? AND client_id = ? AND redirect_uri = ? AND expires_at > ?",
        given.get("code", ""),
        client_id,
        given.get("redirect_uri", ""),
        now,
    )
    if row is None:
        raise Denied("invalid_grant", "the code is wrong, used, too old, or another application's")
    database.run("DELETE FROM oauth_codes WHERE code = ?", row["code"])
    return grant(database, row["identity_id"], client_id, now)


def check_client(database: Database, given: Mapping[str, str]) -> None:
    """Applications that were registered (`/_sandbox/oauth_clients`) must prove it; others are believed.

    :raises Denied: the secret is missing or wrong.
    """
    client_id, secret = given.get("client_id", ""), given.get("client_secret", "")
    known = database.row("SELECT * FROM oauth_clients WHERE client_id = ?", client_id)
    if not client_id or not secret or (known and known["client_secret"] != secret):
        raise Denied("invalid_client", "client_id and client_secret do not fit", 401)
