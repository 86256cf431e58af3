"""The sandbox's own routes of the one server that the contract tests share: to plant, and to look."""

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from backpack import Launchpad, MemoryTokens, OAuth, check_state, new_state

Json = dict[str, Any]
PLENTY = 1_000_000


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    body: bytes


@dataclass(frozen=True)
class SharedSite:
    """A running server, by its URL."""

    url: str

    def ask(self, path: str, method: str = "GET") -> Json:
        return self._json(method, path, b"")

    def tell(self, path: str, **fields: object) -> Json:
        return self._json("POST", path, json.dumps(fields).encode())

    def state(self, account: str) -> Json:
        return self.ask(f"state?account={account}")

    def version(self, account: str) -> int:
        """Grows with whatever is written on the server."""
        return int(self.state(account)["version"])

    def limit(self, ordinary: int = PLENTY, calendar: int = PLENTY) -> None:
        """Set the limits; what was counted before is forgotten."""
        self.tell("limits", ordinary=ordinary, calendar=calendar)

    def sign_in(self, account: str, identity_id: int) -> OAuth:
        """Walk a person through Launchpad as an application does, with our client for its part."""
        callback, state = "https://app.example/back", new_state()
        launchpad = Launchpad(
            "contract", "secret", callback, contact="ops@example.com", url=f"{self.url}/launchpad"
        )
        shown = self.send("GET", launchpad.authorize_url(state).removeprefix(self.url))
        assert (shown.status, state in shown.body.decode()) == (200, True)
        yes = {"identity_id": identity_id, "client_id": "contract", "redirect_uri": callback, "state": state}
        back = self.send("POST", "/launchpad/authorization", urlencode(yes).encode(), _FORM)
        brought = parse_qs(urlsplit(back.location).query)
        check_state(state, brought["state"][0])
        tokens = launchpad.exchange(brought["code"][0])
        authorization = launchpad.authorization(tokens.access_token)
        assert [one.subdomain for one in authorization.accounts] == [account]
        assert (authorization.identity_id, authorization.expires_at > tokens.expires_at) == (
            identity_id,
            False,
        )
        return OAuth(launchpad, MemoryTokens(tokens))

    def send(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        """One request, by nobody's client; redirects are not followed."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=10)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers.get("Location", ""), response.read())
        finally:
            connection.close()

    def _json(self, method: str, path: str, body: bytes) -> Json:
        answer = self.send(method, f"/_sandbox/{path}", body)
        assert answer.status < 300, answer.body
        return dict(json.loads(answer.body)) if answer.body else {}


_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
