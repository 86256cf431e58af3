"""Addresses in what people write, and which of them the app has asked to hear of ("Unfurling links")."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from .formatting import unescape

_LINK = re.compile(r"<(https?://[^<>|]+)(?:\|[^<>]*)?>")


def links_in(text: str, domains: Sequence[str]) -> list[dict[str, str]]:
    """Each address of these domains, or of one below them, once: its domain and itself."""
    addresses = (unescape(found) for found in _LINK.findall(text))
    named = ((_domain(address, domains), address) for address in dict.fromkeys(addresses))
    return [{"domain": domain, "url": address} for domain, address in named if domain]


def _domain(address: str, domains: Sequence[str]) -> str | None:
    host = urlsplit(address).hostname or ""
    return next((each for each in domains if host == each or host.endswith(f".{each}")), None)
