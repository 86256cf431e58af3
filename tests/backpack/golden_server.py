"""A server that answers each golden request with its golden reply, and plays Launchpad beside it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

from tests.golden import documents

LAUNCHPAD = {
    ("POST", "/authorization/token"): {
        "access_token": "access-token-1",
        "refresh_token": "refresh-token-1",
        "expires_in": 1_209_600,
    },
    ("GET", "/authorization.json"): {
        "expires_at": "2030-01-01T00:00:00Z",
        "identity": {"id": 9},
        "accounts": [
            {"product": "backpack", "id": 2, "name": "Trailhead", "href": "https://trailhead.backpackit.com"}
        ],
    },
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    replies: ClassVar[dict[tuple[str, str], documents.Document]] = {}
    #: Targets that are answered 503 the next time.
    busy: ClassVar[set[tuple[str, str]]] = set()

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        target = self.command, self.path.removeprefix(f"/{documents.TOKEN}")
        if said := LAUNCHPAD.get((self.command, urlsplit(self.path).path)):
            self._send(200, json.dumps(said).encode(), {})
        elif target in self.busy:
            self.busy.remove(target)
            self._send(503, b"", {"Retry-After": "0"})
        elif reply := self.replies.get(target):
            self._send(reply.status, reply.body, reply.headers)
        else:
            self._send(404, b"", {})

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the standard library calls them so

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def golden_server(busy: set[tuple[str, str]] | None = None) -> Iterator[str]:
    """The URL of a golden server.

    :param busy: methods and paths that are answered 503 the first time.
    """

    class Handler(_Handler):
        pass

    Handler.busy = set(busy or ())
    for name in documents.operations():
        request = documents.request(name)
        target = request.method, request.path.removeprefix(f"/{documents.TOKEN}")
        Handler.replies[target] = documents.reply(name)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
