"""The two local servers, as a fault sees them: what they shall do wrong, and whether they have begun."""

import json
from typing import Any
from urllib.request import Request, urlopen

from tests.chaos.site import Site

_SECONDS = 30.0
# Longer than a kill takes; whoever held it lets go of it, by dropping the rules.
HOLD_SECONDS = 8
# The load brings an operation of every kind within a second or two.
_CATCH_SECONDS = 8.0


def ask(url: str, body: dict[str, Any] | None = None, method: str | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urlopen(request, timeout=_SECONDS) as answer:
        return json.load(answer)


class BackpackFaults:
    """`/_sandbox/faults` of the Backpack server."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._url = f"{site.setting.backpack_url}/_sandbox/faults"

    def order(self, **rule: Any) -> None:
        ask(self._url, rule)

    def clear(self) -> None:
        """Also lets go of the requests that are held."""
        ask(self._url, method="DELETE")

    def catch(self, **rule: Any) -> bool:
        """Order a rule for one request, and wait until a request has met it."""
        self.order(**rule, times=1)
        return self._site.until(lambda: not ask(self._url)["rules"], _CATCH_SECONDS)


class SlackFaults:
    """`/_sandbox/faults` of the Slack server."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._url = f"{site.setting.slack_url}/_sandbox/faults"

    def order(self, method: str, **fault: Any) -> None:
        ask(self._url, {"method": method, **fault})

    def clear(self) -> None:
        ask(self._url, method="DELETE")

    def catch(self, method: str, within_seconds: float = _CATCH_SECONDS, **fault: Any) -> bool:
        """Order a fault for one call, and wait until a call has met it."""
        self.order(method, **fault)
        return self._site.until(lambda: not ask(self._url).get(method), within_seconds)
