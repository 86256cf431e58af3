"""Launchpad's four routes."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.backpackit.auth import find_bearer, identity_of_access_token
from sandbox.backpackit.body import read_body
from sandbox.backpackit.clock import rest_time
from sandbox.backpackit.errors import Refused
from sandbox.backpackit.headers import Headers
from sandbox.backpackit.params import as_id
from sandbox.backpackit.scheme import account_href
from sandbox.backpackit.site import Site

from .page import Choice, authorize_page, problem_page
from .tokens import Denied, new_code, tokens_for


def launchpad_routes(site: Site) -> list[Route]:
    """The routes, relative to Launchpad's own root."""
    launchpad = _Launchpad(site)
    return [
        Route("/authorization/new", launchpad.show_page, methods=["GET"]),
        Route("/authorization", launchpad.decide, methods=["POST"]),
        Route("/authorization/token", launchpad.create_token, methods=["POST"]),
        Route("/authorization.json", launchpad.show_authorization, methods=["GET"]),
    ]


class _Launchpad:
    def __init__(self, site: Site) -> None:
        self._site = site

    async def show_page(self, request: Request) -> Response:
        given = await _given(request)
        if problem := self._problem(given):
            return HTMLResponse(problem_page(problem), 400)
        names = {"client_id", "redirect_uri", "state"}
        hidden = {name: value for name, value in given.items() if name in names}
        action = request.scope.get("root_path", "") + "/authorization"
        return HTMLResponse(authorize_page(action, hidden, self._choices()))

    async def decide(self, request: Request) -> Response:
        """Back to the application, with a code or with a no."""
        given = await _given(request) | {"type": "web_server"}
        if problem := self._problem(given):
            return HTMLResponse(problem_page(problem), 400)
        answer = {"state": given["state"]} if "state" in given else {}
        if given.get("identity_id"):
            database, now = self._site.database, self._site.clock.now()
            try:
                with database.transaction():
                    identity_id = as_id("identity_id", given["identity_id"])
                    code = new_code(database, identity_id, given["client_id"], given["redirect_uri"], now)
            except Refused as refusal:
                return HTMLResponse(problem_page(str(refusal)), refusal.status)
            answer = {"code": code} | answer
        else:
            answer = {"error": "access_denied"} | answer
        mark = "&" if urlsplit(given["redirect_uri"]).query else "?"
        return RedirectResponse(given["redirect_uri"] + mark + urlencode(answer), 302)

    async def create_token(self, request: Request) -> Response:
        """Parameters in the query, as documented, or in a form."""
        headers = {"Cache-Control": "no-store"}
        try:
            with self._site.database.transaction():
                tokens = tokens_for(self._site.database, await _given(request), self._site.clock.now())
        except Denied as denied:
            fields = {"error": denied.error, "error_description": str(denied)}
            return JSONResponse(fields, denied.status, headers)
        return JSONResponse(tokens, headers=headers)

    async def show_authorization(self, request: Request) -> Response:
        headers = Headers(request.headers.raw)
        identity = identity_of_access_token(self._site.database, find_bearer(headers), self._site.clock.now())
        if identity is None:
            challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            return JSONResponse({"error": "OAuth token expired or unknown."}, 401, challenge)
        first_name, _, last_name = identity["name"].partition(" ")
        return JSONResponse(
            {
                "expires_at": rest_time(identity["expires_at"]),
                "identity": {
                    "id": identity["id"],
                    "first_name": first_name,
                    "last_name": last_name,
                    "email_address": identity["email_address"],
                },
                "accounts": self._accounts(identity["id"], headers.get("Host")),
            }
        )

    def _accounts(self, identity_id: int, host: str) -> list[dict[str, Any]]:
        """One of another product first, so that nobody takes the first one blindly."""
        rows = self._site.database.rows(
            "SELECT DISTINCT accounts.* FROM accounts JOIN users ON account_id = accounts.id"
            " WHERE identity_id = ? ORDER BY accounts.id",
            identity_id,
        )
        basecamp_id = 90_000 + identity_id
        listeners = self._site.listeners
        return [
            {
                "product": "basecamp",
                "id": basecamp_id,
                "name": "Another product",
                "href": f"http://{host}/basecamp/{basecamp_id}",
            },
            *(
                {
                    "product": "backpack",
                    "id": row["id"],
                    "name": row["name"],
                    "href": account_href(
                        listeners, host, row["name"], ssl=bool(row["ssl"]), several=len(rows) > 1
                    ),
                }
                for row in rows
            ),
        ]

    def _problem(self, given: Mapping[str, str]) -> str:
        """What is wrong with an application's request, or an empty string."""
        if given.get("type") != "web_server":
            return "type is not web_server."
        if not given.get("client_id"):
            return "client_id is missing."
        uri = given.get("redirect_uri", "")
        try:
            parts = urlsplit(uri)
        except ValueError:
            return "redirect_uri is no URL."
        if (
            parts.scheme not in {"http", "https"}
            or not parts.netloc
            or parts.fragment
            or not uri.isprintable()
        ):
            return "redirect_uri is not an http or https URL."
        known = self._site.database.row("SELECT * FROM oauth_clients WHERE client_id = ?", given["client_id"])
        if known and known["redirect_uri"] != uri:
            return "redirect_uri is not the one this application is registered with."
        return ""

    def _choices(self) -> list[Choice]:
        rows = self._site.database.rows(
            "SELECT identities.id, identities.name, group_concat(accounts.name, ', ') AS accounts"
            " FROM identities JOIN users ON identity_id = identities.id"
            " JOIN accounts ON accounts.id = account_id GROUP BY identities.id ORDER BY identities.id"
        )
        return [Choice(row["id"], row["name"], row["accounts"]) for row in rows]


async def _given(request: Request) -> dict[str, str]:
    try:
        form = dict(parse_qsl((await read_body(request)).decode(), max_num_fields=100))
    except (ValueError, Refused):
        form = {}
    return dict(request.query_params) | form
