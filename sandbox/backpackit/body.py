"""Reading request bodies: a size cap, the kind of body, and safe XML. YAML and forms are in `formats`."""

import codecs
import re
from xml.etree.ElementTree import Element, ParseError, XMLParser

from defusedxml.ElementTree import DefusedXMLParser
from starlette.requests import Request

from .errors import Malformed, TooLarge, UnknownFormat
from .formats import parse_form, parse_yaml
from .headers import Headers
from .params import Params

LARGEST_BYTES = 2 * 1024 * 1024
"""A note of a few hundred pages; nothing the documentation shows comes near."""

_LARGEST_READ = 64 * 1024 * 1024
"""How much of a body that is too large is read and thrown away, so that its sender can read the 413."""

_YAML_START = re.compile(rb"---(?:[ \t\r\n]|\Z)")
_FORM_START = re.compile(rb"[\w%+.\-]+(?:\[[^\]=&]*\])*=")


async def read_body(request: Request) -> bytes:
    """The whole body.

    :raises TooLarge: it is longer than the cap.
    """
    kept = bytearray()
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen <= LARGEST_BYTES:
            kept += chunk
        elif seen > _LARGEST_READ:
            break
    if seen > LARGEST_BYTES:
        raise TooLarge
    return bytes(kept)


def parse_body(body: bytes, headers: Headers) -> Params:
    """The parameters of a body.

    :raises Malformed: it cannot be read as what it claims to be.
    :raises UnknownFormat: it is neither XML, YAML nor a form.
    """
    start = body.removeprefix(codecs.BOM_UTF8).lstrip()
    if not start:
        return Params()
    content_type = headers.get("Content-Type").lower()
    kind = _kind(start, content_type, headers.get("X-POST_DATA_FORMAT").lower())
    if kind == "xml":
        return Params(parse_xml(body.lstrip(), _charset(content_type)))
    return Params(parse_yaml(body) if kind == "yaml" else parse_form(body))


def parse_xml(body: bytes, encoding: str | None = None) -> Element:
    """The root of an XML body; no DTD, hence no entities to expand or fetch.

    :raises Malformed: it is not well formed, or not in the encoding it claims.
    """
    parser: XMLParser = DefusedXMLParser(forbid_dtd=True, encoding=encoding)
    try:
        parser.feed(body)
        root: Element = parser.close()
    # ValueError: defusedxml's refusals and undecodable bytes; LookupError: an encoding nobody knows.
    except (ParseError, ValueError, LookupError) as error:
        raise Malformed from error
    return root


def _kind(start: bytes, content_type: str, legacy: str) -> str:
    """By the legacy header, which overrides; else by Content-Type; else by the first characters (wire 10).

    A form's Content-Type says nothing: it is curl's default, and clients whose legacy header a proxy has
    dropped look like forms too (wire 2), while neither XML nor YAML begins like a form.
    """
    if legacy:
        if legacy in {"xml", "yaml"}:
            return legacy
        raise UnknownFormat
    if "xml" in content_type or "yaml" in content_type:
        return "xml" if "xml" in content_type else "yaml"
    if start.startswith(b"<"):
        return "xml"
    if _YAML_START.match(start):
        return "yaml"
    if content_type.startswith("application/x-www-form-urlencoded"):
        return "form"
    if not content_type and _FORM_START.match(start):
        return "form"
    raise UnknownFormat


def _charset(content_type: str) -> str | None:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            return value.strip().strip("\"'") or None
    return None
