"""A real HTTP server that answers byte for byte what a test tells it to, and clients that talk to it."""

import datetime
import ipaddress
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from backpack import Backpack, Timeouts, TokenAuth

GOLDEN = Path(__file__).parents[1] / "golden" / "backpack"
_HANGING_SECONDS = 5  # longer than any time-out of a test, and a bound should one fail to come


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """Pieces to send one by one, `pause_seconds` apart; then keep the connection, close it, or hang."""

    pieces: tuple[bytes, ...]
    then: str = "keep"
    pause_seconds: float = 0


@dataclass
class ScriptedServer:
    """Gives the answers in turn, and the last one again and again."""

    answers: list[Answer] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)
    #: How many answers a client has listened to until their end.
    heard_out: int = 0
    #: Set once a connection has been closed from here.
    closed: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    scheme: str = "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def answers_with(self, body: bytes = b"", status: str = "200 OK", **headers: str) -> None:
        """Answer the next request, and keep the connection."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.answers_raw("\r\n".join([*lines, "", ""]).encode() + body, then="keep")

    def answers_raw(self, *pieces: bytes, then: str = "close", pause_seconds: float = 0) -> None:
        """Answer the next request with these bytes; then "keep" the connection, "close" it, or "hang"."""
        self.answers.append(Answer(pieces, then, pause_seconds))

    def next_answer(self) -> Answer:
        return self.answers[min(len(self.requests), len(self.answers)) - 1]


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        script: ScriptedServer = self.server.script  # type: ignore[attr-defined]  # the server is ours, and has one
        script.connections += 1
        try:
            while (request := self._read()) and not script.stopping.is_set():
                script.requests.append(request)
                answer = script.next_answer()
                for piece in answer.pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    if answer.pause_seconds and script.stopping.wait(answer.pause_seconds):
                        return
                script.heard_out += 1
                if answer.then == "hang":
                    script.stopping.wait(_HANGING_SECONDS)
                if answer.then != "keep":
                    return
        except OSError:
            pass  # the client has gone, which some tests are about

    def _read(self) -> Request | None:
        first = self.rfile.readline().decode().split()
        if len(first) != 3:
            return None
        headers = {}
        while line := self.rfile.readline().decode().strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = self.rfile.read(int(headers.get("content-length", 0)))
        return Request(first[0], first[1], headers, body)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    tls: ssl.SSLContext | None = None
    script: ScriptedServer

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        return (self.tls.wrap_socket(connection, server_side=True) if self.tls else connection), address

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        self.script.closed.set()

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a handshake that the client breaks off


def _serve(tls: ssl.SSLContext | None = None) -> Iterator[ScriptedServer]:
    script = ScriptedServer(scheme="https" if tls else "http")
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.tls = tls
        server.script = script
        script.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield script
        script.stopping.set()
        server.shutdown()


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    yield from _serve()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a key and a certificate of its own for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def tls_server(certificate: Path) -> Iterator[ScriptedServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    yield from _serve(context)


class MakeClient(Protocol):
    def __call__(self, base_url: str, **options: Any) -> Backpack: ...


@pytest.fixture
def token() -> str:
    return "c0ffee0123456789abcdefc0ffee0123456789ab"


@pytest.fixture
def make_client(token: str) -> Iterator[MakeClient]:
    clients = []

    def make(base_url: str, **options: Any) -> Backpack:
        options = {"contact": "ops@example.com", "timeouts": Timeouts(2, 2, 4), **options}
        auth = options.pop("auth", None) or TokenAuth(token)
        client = Backpack("trailhead", auth, base_url=base_url, **options)
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(server: ScriptedServer, make_client: MakeClient) -> Backpack:
    return make_client(server.url)


@pytest.fixture
def golden() -> Callable[[str], bytes]:
    """The bytes of a golden document, by name."""
    return lambda name: (GOLDEN / f"{name}.xml").read_bytes()
