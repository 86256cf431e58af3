"""`/_sandbox`: accounts and how they behave, users, their tokens, and the applications Launchpad knows."""

import re
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.backpackit.accounts import Person, create_account, create_user
from sandbox.backpackit.auth import new_token
from sandbox.backpackit.errors import Unacceptable
from sandbox.backpackit.launchpad.tokens import grant
from sandbox.backpackit.site import Site

from .fields import flag, number, only, read_fields, text

OPTIONS = ("ssl", "description", "send")
_TOKEN = re.compile(r"[0-9a-f]{40}", re.ASCII)


class People:
    """The endpoints."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def create_account(self, request: Request) -> Response:
        name = text(await read_fields(request), "name")
        with self._site.database.transaction():
            account_id = create_account(self._site.database, name, self._site.clock.now())
        return JSONResponse({"id": account_id, "name": name}, 201)

    async def show_options(self, request: Request) -> Response:
        return JSONResponse(self._options(request.query_params.get("account", "")))

    async def update_options(self, request: Request) -> Response:
        fields = await read_fields(request)
        only(fields, "account", *OPTIONS)
        account = text(fields, "account")
        with self._site.database.transaction():
            self._options(account)
            for option in OPTIONS:
                self._site.database.run(
                    f"UPDATE accounts SET {option} = coalesce(?, {option}) WHERE name = ?",
                    flag(fields, option),
                    account,
                )
        return JSONResponse(self._options(account))

    async def create_user(self, request: Request) -> Response:
        fields = await read_fields(request)
        name, time_zone = text(fields, "name"), text(fields, "time_zone")
        identity_id = number(fields, "identity_id") if "identity_id" in fields else None
        database, now = self._site.database, self._site.clock.now()
        with database.transaction():
            account = database.one("SELECT id FROM accounts WHERE name = ?", text(fields, "account"))
            user = create_user(database, account["id"], Person(name, time_zone, identity_id), now)
        return JSONResponse(asdict(user) | {"name": name, "time_zone": time_zone}, 201)

    async def renew_token(self, request: Request) -> Response:
        """The old token is no longer good: as if its owner had asked for a new one on the My Info page."""
        fields = await read_fields(request)
        only(fields, "user_id", "token")
        user_id, token = number(fields, "user_id"), text(fields, "token", new_token())
        if not _TOKEN.fullmatch(token):
            raise Unacceptable("a token has 40 hexadecimal digits")
        database = self._site.database
        with database.transaction():
            if database.row("SELECT id FROM users WHERE token = ? AND id <> ?", token, user_id):
                raise Unacceptable("another user has this token")
            database.one("SELECT id FROM users WHERE id = ?", user_id)
            database.run("UPDATE users SET token = ? WHERE id = ?", token, user_id)
        return JSONResponse({"user_id": user_id, "token": token}, 201)

    async def create_access_token(self, request: Request) -> Response:
        """What an application would get from Launchpad, without a walk through its pages."""
        fields = await read_fields(request)
        only(fields, "user_id", "client_id")
        user_id, client_id = number(fields, "user_id"), text(fields, "client_id", "")
        database, now = self._site.database, self._site.clock.now()
        with database.transaction():
            user = database.one("SELECT identity_id FROM users WHERE id = ?", user_id)
            tokens = grant(database, user["identity_id"], client_id, now)
        return JSONResponse(tokens, 201)

    async def destroy_access_tokens(self, request: Request) -> Response:
        """Every access token ends at once, and with `refresh=true` in the query every refresh token too."""
        with self._site.database.transaction():
            self._site.database.run("DELETE FROM access_tokens")
            if request.query_params.get("refresh") == "true":
                self._site.database.run("DELETE FROM refresh_tokens")
        return Response(status_code=204)

    async def create_oauth_client(self, request: Request) -> Response:
        """From now on this application's secret and redirect URI are checked; others' are not."""
        fields = await read_fields(request)
        names = ("client_id", "client_secret", "redirect_uri")
        only(fields, *names)
        values = [text(fields, name) for name in names]
        with self._site.database.transaction():
            self._site.database.run("INSERT OR REPLACE INTO oauth_clients VALUES (?, ?, ?)", *values)
        return JSONResponse(dict(zip(names, values, strict=True)), 201)

    def _options(self, account: str) -> dict[str, Any]:
        row = self._site.database.one("SELECT * FROM accounts WHERE name = ?", account)
        return {"account": account} | {option: bool(row[option]) for option in OPTIONS}
