"""An account with one record of every kind, and clients for its people: real ones, over HTTP."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar

import backpack as bp
from tests.contract.site import Json, SharedSite

T = TypeVar("T")
STATE: Final = "/_sandbox/state"
#: How a person's client gets its credentials, by the name of the variant.
AUTHS: Final[dict[str, Callable[[SharedSite, str, Json], bp.Auth]]] = {
    "token": lambda site, account, user: bp.TokenAuth(user["token"]),
    "Basic": lambda site, account, user: bp.BasicAuth(user["token"]),
    "Bearer": lambda site, account, user: site.sign_in(account, user["identity_id"]),
}
ZONE_NAME: Final = "Pacific Time (US & Canada)"
_NUMBERS = itertools.count(1)


def client(site: SharedSite, account: str, auth: bp.Auth) -> bp.Backpack:
    """A client that keeps to no limit: the server's is roomy, or the test is about it."""
    return bp.Backpack(account, auth, contact="ops@example.com", base_url=site.url, limiter=bp.Unlimited())


@dataclass
class Person:
    """A user of the account, who notes what they have asked."""

    user_id: int
    name: str
    token: str
    backpack: bp.Backpack
    asked: list[str]

    def __call__(self, call: bp.Call[T]) -> T:
        self.asked.append(call.name)
        return self.backpack(call)


@dataclass
class World:
    """Maya's account. Ids are named as the arguments of operations are."""

    site: SharedSite
    auth: str = "token"
    asked: list[str] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.account = f"team{next(_NUMBERS)}"
        self.site.tell("accounts", name=self.account)
        self.maya = self._person("Maya Okafor", self.auth)
        self.tomas = self._person("Tomás Rivera", "token")
        self.user_id = self.maya.user_id
        self.zone = bp.zone(ZONE_NAME)
        self.soon = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)
        self._fill_a_page()
        self._fill_the_rest()
        self.asked.clear()

    def _person(self, name: str, auth: str) -> Person:
        user = self.site.tell("users", account=self.account, name=name, time_zone=ZONE_NAME)
        backpack = client(self.site, self.account, AUTHS[auth](self.site, self.account, user))
        return Person(user["id"], name, user["token"], backpack, self.asked)

    def _fill_a_page(self) -> None:
        maya, plant = self.maya, self.site.tell
        page_id = self.page_id = maya(bp.create_page("Harvest festival")).id
        self.list_id = maya(bp.create_list(page_id, "To bring")).id
        contents = ("Lanterns", "Benches", "Ropes")
        self.item_ids = [maya(bp.create_item(page_id, self.list_id, content)).id for content in contents]
        self.item_id = self.item_ids[0]
        self.note_id = maya(bp.create_note(page_id, "Barn", "The key is with Eve")).id
        self.separator_id = maya(bp.create_separator(page_id, "Pictures")).id
        self.email_id = plant("emails", page_id=page_id, subject="The tent", body="It fits forty.")["id"]
        images = [{"file_name": "orchard.jpg", "description": "At noon"}]
        self.gallery_id = plant("galleries", page_id=page_id, name="Last year", images=images)["id"]
        self.attachment_id = plant("attachments", page_id=page_id, file_name="programme.pdf")["id"]
        self.link_id = plant("writeboard_links", page_id=page_id, title="Draft")["id"]
        maya(bp.tag_page(page_id, ["Autumn"]))
        self.tag_id = maya(bp.show_page(page_id)).tags[0].id

    def _fill_the_rest(self) -> None:
        maya, tomas = self.maya, self.tomas
        self.friends_page_id = tomas(bp.create_page("Potluck")).id
        self.reminder_id = maya(bp.create_reminder("Prune", self.soon, self.zone, [tomas.user_id]))
        maya(bp.update_status(maya.user_id, "In the orchard"))
        self.entry_id = maya(bp.create_journal_entry(maya.user_id, "Pressed the first cider"))
        self.his_entry_id = tomas(bp.create_journal_entry(tomas.user_id, "Mended the cart"))
        self.calendar_id = maya(bp.list_calendars())[0].id
        self.event_id = maya(bp.create_calendar_event(self.calendar_id, "9/27 Tea with Dora"))
        for kind, marked in (("Page", self.page_id), ("Tag", self.tag_id)):
            self.site.tell("bookmarks", user_id=maya.user_id, bookmarkable_type=kind, bookmarkable_id=marked)

    def state(self) -> Json:
        """The account as the server itself has it."""
        self.asked.append(STATE)
        return self.site.state(self.account)

    def page_state(self) -> Any:
        """The page in it."""
        return next(page for page in self.state()["pages"] if page["id"] == self.page_id)

    def page(self) -> bp.Page:
        return self.maya(bp.show_page(self.page_id))

    def items(self) -> tuple[bp.Item, ...]:
        return self.maya(bp.list_items(self.page_id, self.list_id))

    def contents(self) -> list[str]:
        """Of the list's items, in their order."""
        return [item.content for item in self.items()]

    def reminders(self) -> tuple[bp.Reminder, ...]:
        return self.maya(bp.list_reminders(self.zone))

    def close(self) -> None:
        self.maya.backpack.close()
        self.tomas.backpack.close()
