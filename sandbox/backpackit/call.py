"""What an operation is given, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .auth import User
from .database import Database
from .errors import Unacceptable
from .params import Params
from .xml import Element


@dataclass(frozen=True)
class Call:
    """One authenticated request to one operation, inside a transaction."""

    database: Database
    user: User
    ids: Mapping[str, int]
    """The ids in the path, by the names in `routes.py`."""
    params: Params
    query: Mapping[str, str]
    now: int
    """Seconds since 1970."""
    base_url: str
    """Scheme and host as the client knows them, without a trailing slash."""

    def number_in_query(self, name: str, default: int) -> int:
        """A number of the query string.

        :raises Unacceptable: it is not a number from 0 to a billion.
        """
        text = self.query.get(name, "").strip()
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise Unacceptable(f"{name} is not a number")
        return int(text)


@dataclass(frozen=True)
class Reply:
    """A successful answer. On the /ws paths the document is put into the envelope; here it is bare."""

    document: Element | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    bare: bool = False
    """No envelope even on /ws, which only the export of 2005 lacks (wire 6.9)."""


EMPTY = Reply()
"""Success without payload: `<response success="true"></response>` on /ws, no body elsewhere."""


def created(location: str, document: Element | None = None) -> Reply:
    """201 with the place of the new record."""
    return Reply(document, 201, {"Location": location})
