"""A client for Basecamp's Backpack XML API.

An operation is a function that makes a typed `Call`; a `Backpack` carries it out:

    from backpack import Backpack, TokenAuth, create_item

    backpack = Backpack("trailhead", TokenAuth(token), contact="ops@example.com")
    item = backpack(create_item(page_id=1, list_id=2, content="Oat milk"))

Whatever goes wrong is a `BackpackError`; the tree is drawn at the top of `errors.py`.
"""

from typing import TYPE_CHECKING

from backpack import operations
from backpack.auth import Auth, BasicAuth, BearerAuth, TokenAuth
from backpack.authorization import Authorization, BackpackAccount
from backpack.calendar import Calendar, CalendarEvent
from backpack.client import Backpack
from backpack.element import check_sendable
from backpack.errors import (
    BackpackError,
    ConnectionLost,
    Forbidden,
    NotFound,
    RateLimited,
    RedirectRefused,
    Refusal,
    Rejected,
    ServerError,
    StateMismatch,
    UnexpectedReply,
    UnknownTimeZone,
    Unreachable,
    UnsendableText,
)
from backpack.export import UserExport
from backpack.in_process_limit import InProcessLimiter
from backpack.items import Direction
from backpack.launchpad import Launchpad, check_state, new_state
from backpack.models import Email, Item, JournalEntry, List, ListSummary, Note, Status
from backpack.oauth import OAuth
from backpack.oauth_tokens import InProcessLock, MemoryTokens, OAuthTokens, RefreshLock, TokenStore
from backpack.operation import REGISTRY, Call, Operation, TokenPlace
from backpack.operations import *  # noqa: F403 - all 59, which that module lists
from backpack.page import Belonging, Page, PageSummary, Tag
from backpack.people import Bookmark, User, UserSummary
from backpack.quota import BACKPACK, BASECAMP_CLASSIC, Profile, Window
from backpack.rate_limit import Limiter, Priority, Slot, Turn, Unlimited
from backpack.reminder import Reminder
from backpack.retry import retry_delay_seconds
from backpack.time_zones import to_moment, to_wall_clock, zone
from backpack.timeouts import Timeouts
from backpack.widgets import Attachment, Gallery, Image, Separator, UnknownWidget, Widget, WriteboardLink

__all__ = [
    "BACKPACK",
    "BASECAMP_CLASSIC",
    "REGISTRY",
    "Attachment",
    "Auth",
    "Authorization",
    "Backpack",
    "BackpackAccount",
    "BackpackError",
    "BasicAuth",
    "BearerAuth",
    "Belonging",
    "Bookmark",
    "Calendar",
    "CalendarEvent",
    "Call",
    "ConnectionLost",
    "Direction",
    "Email",
    "Forbidden",
    "Gallery",
    "Image",
    "InProcessLimiter",
    "InProcessLock",
    "Item",
    "JournalEntry",
    "Launchpad",
    "Limiter",
    "List",
    "ListSummary",
    "MemoryTokens",
    "NotFound",
    "Note",
    "OAuth",
    "OAuthTokens",
    "Operation",
    "Page",
    "PageSummary",
    "Priority",
    "Profile",
    "RateLimited",
    "RedirectRefused",
    "RedisLimiter",
    "RefreshLock",
    "Refusal",
    "Rejected",
    "Reminder",
    "Separator",
    "ServerError",
    "Slot",
    "StateMismatch",
    "Status",
    "Tag",
    "Timeouts",
    "TokenAuth",
    "TokenPlace",
    "TokenStore",
    "Turn",
    "UnexpectedReply",
    "UnknownTimeZone",
    "UnknownWidget",
    "Unlimited",
    "Unreachable",
    "UnsendableText",
    "User",
    "UserExport",
    "UserSummary",
    "Widget",
    "Window",
    "WriteboardLink",
    "check_sendable",
    "check_state",
    "new_state",
    "retry_delay_seconds",
    "to_moment",
    "to_wall_clock",
    "zone",
]
__all__ += operations.__all__

if TYPE_CHECKING:
    from backpack.shared_limit import RedisLimiter
else:

    def __getattr__(name: str) -> object:
        """`RedisLimiter`, loaded when it is asked for: a script without it need not load redis."""
        if name != "RedisLimiter":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from backpack.shared_limit import RedisLimiter  # noqa: PLC0415 - see above

        return RedisLimiter
