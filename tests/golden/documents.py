"""Reads the golden documents; README.md beside this file describes them."""

from dataclasses import dataclass
from pathlib import Path

BACKPACK = Path(__file__).parent / "backpack"
ACCOUNT = "trailhead"
TOKEN = "c0ffee0123456789abcdefc0ffee0123456789ab"


@dataclass(frozen=True)
class Document:
    """One side of an exchange. Header names are in lower case."""

    start_line: str
    headers: dict[str, str]
    body: bytes

    @property
    def method(self) -> str:
        """A request's."""
        return self.start_line.split(" ")[0]

    @property
    def path(self) -> str:
        """A request's, with its query."""
        return self.start_line.split(" ")[1]

    @property
    def status(self) -> int:
        """A reply's."""
        return int(self.start_line.split(" ")[1])

    @property
    def reason(self) -> str:
        """A reply's."""
        return self.start_line.split(" ", 2)[2]


def operations() -> list[str]:
    """The names of all operations that have documents."""
    return sorted(file.name.partition(".")[0] for file in BACKPACK.glob("*.request.http"))


def request(operation: str) -> Document:
    """What a client sends."""
    return _read(BACKPACK / f"{operation}.request.http")


def reply(operation: str) -> Document:
    """What the server answers."""
    return _read(BACKPACK / f"{operation}.reply.http")


def _read(file: Path) -> Document:
    head, _, body = file.read_bytes().partition(b"\n\n")
    start_line, *lines = head.decode().split("\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Document(start_line, headers, body.removesuffix(b"\n"))
