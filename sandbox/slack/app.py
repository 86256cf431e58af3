"""The one app in the workspace: what it may do, what it hears of, and where it is."""

from dataclasses import dataclass, field
from typing import Any

from .seed import (
    EVENTS,
    HOME_TAB,
    OPTIONAL_EVENTS,
    OPTIONAL_SCOPES,
    SCOPES,
    SHORTCUTS,
    UNFURL_DOMAINS,
    Shortcut,
)


@dataclass
class App:
    """As its manifest has it, and as somebody has changed it since."""

    scopes: tuple[str, ...] = SCOPES
    events: tuple[str, ...] = EVENTS
    home_tab: bool = HOME_TAB
    """Whether it has a Home tab; without it, nothing can be published there."""
    unfurl_domains: tuple[str, ...] = UNFURL_DOMAINS
    shortcuts: tuple[Shortcut, ...] = SHORTCUTS
    left: set[str] = field(default_factory=set)
    """Channels that it is no member of; it is one of all the others."""

    def grant_optional(self, *, are_granted: bool) -> None:
        """Let it do what its manifest leaves open, or no more than that asks for."""
        self.scopes = (*SCOPES, *OPTIONAL_SCOPES) if are_granted else SCOPES
        self.events = (*EVENTS, *OPTIONAL_EVENTS) if are_granted else EVENTS

    def as_page(self) -> dict[str, Any]:
        """What the page shows of it."""
        optional = set(OPTIONAL_SCOPES) <= set(self.scopes)
        return {"home_tab": self.home_tab, "left": sorted(self.left), "optional_scopes": optional}
