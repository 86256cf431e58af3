"""The same request as each generation of clients would have sent it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sandbox.backpackit.conftest import Backpack

KINDS = ("xml", "yaml", "form")
AUTHS = ("body", "header", "path", "basic", "bearer")

Fields = dict[str, Any]
"""Texts, lists of texts (a repeated name) and nested fields, by name."""

HEADERS = {
    "xml": {"Content-Type": "application/xml"},
    "yaml": {"X-Post_data_format": "yaml"},
    "form": {"Content-Type": "application/x-www-form-urlencoded"},
}


def encoded(kind: str, fields: Fields) -> bytes:
    """A body of this kind."""
    if kind == "form":
        return urlencode(list(_pairs(fields))).encode()
    text = f"<request>{_xml(fields)}</request>" if kind == "xml" else "---\n" + _yaml(fields)
    return text.encode()


def credentials(backpack: Backpack, auth: str, path: str) -> tuple[str, Fields, dict[str, str]]:
    """The path, the fields and the headers by which this kind of client says who it is."""
    token = backpack.user.token
    if auth == "body":
        return path, {"token": token}, {}
    if auth == "path":
        return f"/{token}{path}", {}, {}
    if auth == "bearer":
        token = backpack.admin("POST", "/access_tokens", {"user_id": backpack.user.id}).json["access_token"]
        return path, {}, {"Authorization": f"Bearer {token}"}
    return path, {}, {"X-BP-Token": token} if auth == "header" else {"Authorization": backpack.basic()}


def _xml(fields: Fields) -> str:
    return "".join(
        f"<{name}>{_xml(value) if isinstance(value, dict) else escape(value)}</{name}>"
        for name, given in fields.items()
        for value in (given if isinstance(given, list) else [given])
    )


def _yaml(fields: Fields, indent: str = "") -> str:
    lines = []
    for name, value in fields.items():
        if isinstance(value, dict):
            lines.append(f"{indent}{name}:\n{_yaml(value, indent + '  ')}")
        else:
            scalar = f"[{', '.join(map(_quoted, value))}]" if isinstance(value, list) else _quoted(value)
            lines.append(f"{indent}{name}: {scalar}\n")
    return "".join(lines)


def _quoted(text: str) -> str:
    """A double-quoted scalar, with everything escaped that YAML would refuse or fold."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    return letter if letter.isprintable() else f"\\U{ord(letter):08x}"


def _pairs(fields: Fields, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, given in fields.items():
        key = f"{prefix}[{name}]" if prefix else name
        if isinstance(given, dict):
            yield from _pairs(given, key)
        else:
            values = given if isinstance(given, list) else [given]
            yield from ((f"{key}[]" if isinstance(given, list) else key, value) for value in values)
