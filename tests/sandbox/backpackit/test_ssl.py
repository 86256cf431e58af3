"""SSL mode: an account is served over one of http and https, and 302 leads to the right one."""

from __future__ import annotations

import http.client
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from sandbox.backpackit.site import new_site
from sandbox.backpackit.thread import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.sandbox.backpackit.conftest import Backpack


@dataclass(frozen=True)
class Both:
    """A server with both listeners."""

    backpack: Backpack
    https_port: int
    certificate: str

    def send(self, method: str, url: str, body: str = "", host: str = "") -> tuple[int, str, bytes]:
        """Status, Location and body; over https the certificate is verified."""
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        name, port = parts.hostname or "", parts.port
        if parts.scheme == "https":
            context = ssl.create_default_context(cadata=self.certificate)
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(name, port, context=context)
        else:
            connection = http.client.HTTPConnection(name, port)
        try:
            connection.request(method, target, body, {"Host": host} if host else {})
            response = connection.getresponse()
            return response.status, response.headers.get("Location", ""), response.read()
        finally:
            connection.close()

    def ssl(self, *, on: bool) -> None:
        """Switch the account."""
        self.backpack.admin("POST", "/options", {"account": self.backpack.account, "ssl": on})


@pytest.fixture(scope="module", params=["httptools", "h11"])
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """A server with both listeners, for each of the two parsers."""
    with serving(new_site(), request.param, ssl=True) as url:
        yield url


@pytest.fixture
def both(server: str, new_client: Callable[[str], Backpack]) -> Both:
    """An account on it."""
    backpack = new_client(server)
    listeners = backpack.admin("GET", "/listeners").json
    assert listeners["http"] == urlsplit(server).port
    return Both(backpack, listeners["https"], listeners["certificate"])


def test_an_http_request_to_an_ssl_account_is_sent_to_https_and_arrives(both: Both) -> None:
    both.ssl(on=True)
    path = f"/{both.backpack.user.token}/journal_entries.xml?n=0&count=5"

    status, location, body = both.send("GET", both.backpack.url + path)

    assert (status, location) == (302, f"https://127.0.0.1:{both.https_port}{path}")
    assert both.backpack.user.token.encode() not in body
    assert both.send("GET", location)[0] == 200


def test_an_https_request_to_another_account_is_sent_back_to_http(both: Both) -> None:
    path = f"/{both.backpack.user.token}/me.xml"

    status, location, _ = both.send("GET", f"https://127.0.0.1:{both.https_port}{path}")

    assert (status, location) == (302, both.backpack.url + path)
    assert both.send("GET", location)[0] == 200


def test_a_post_is_redirected_and_not_performed(both: Both) -> None:
    both.ssl(on=True)
    body = f"<request><token>{both.backpack.user.token}</token><page><title>x</title></page></request>"

    status, location, _ = both.send("POST", both.backpack.url + "/ws/pages/new", body)

    assert status == 302
    assert both.backpack.state()["pages"] == []
    assert both.send("POST", location, body)[0] == 200
    assert len(both.backpack.state()["pages"]) == 1


def test_a_hard_coded_host_gets_the_documented_uri(both: Both) -> None:
    both.ssl(on=True)
    host = f"{both.backpack.account}.backpackit.com"

    status, location, _ = both.send("POST", both.backpack.url + "/ws/pages/all", "", host)

    assert (status, location) == (302, f"https://{host}/ws/pages/all")


def test_a_wrong_token_without_a_known_host_is_refused_and_not_redirected(both: Both) -> None:
    both.ssl(on=True)

    assert both.send("GET", both.backpack.url + "/wrong/me.xml")[0] == 403


def test_the_sandboxs_routes_and_launchpad_are_served_over_both(both: Both) -> None:
    base = f"https://127.0.0.1:{both.https_port}"

    assert both.send("GET", base + "/_sandbox/health")[0] == 200
    assert both.send("GET", base + "/launchpad/authorization.json")[0] == 401


def test_faults_close_connections_over_https_too(both: Both) -> None:
    both.ssl(on=True)
    both.backpack.admin("POST", "/faults", {"cut": "midway", "times": 1})

    with pytest.raises(http.client.IncompleteRead):
        both.send("GET", f"https://127.0.0.1:{both.https_port}/{both.backpack.user.token}/me.xml")


def test_without_an_https_listener_the_documented_uri_is_named(backpack: Backpack) -> None:
    backpack.admin("POST", "/options", {"account": backpack.account, "ssl": True})

    answer = backpack.rest("GET", "/me.xml")

    assert (answer.status, answer.headers["Location"]) == (
        302,
        f"https://127.0.0.1/{backpack.user.token}/me.xml",
    )
