"""Backpack, asked by the tests themselves: raw XML over HTTP, nothing of our client's in between."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.request import Request, urlopen
from xml.etree.ElementTree import Element  # nosec -- the type; defusedxml does the parsing
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring

_SECONDS = 60.0  # nothing of ours is measured here


@dataclass(frozen=True)
class Item:
    """One item as the server gives it."""

    content: str
    completed: bool


@dataclass(frozen=True)
class ListAddress:
    """Where a list is."""

    page_id: int
    list_id: int
    name: str


@dataclass(frozen=True)
class XmlApi:
    """One person's access, by token."""

    url: str
    token: str
    user_id: int

    def post(self, path: str, inside: str = "") -> Element:
        """`<request><token>…</token>INSIDE</request>` to `/ws/PATH`."""
        body = f"<request><token>{self.token}</token>{inside}</request>".encode()
        return self._document(Request(f"{self.url}/ws/{path}", body, {"Content-Type": "application/xml"}))

    def get(self, path: str) -> Element:
        """`/TOKEN/PATH`."""
        return self._document(Request(f"{self.url}/{self.token}/{path}"))

    def page_id(self, title: str) -> int:
        pages = self.post("pages/all").iter("page")
        return next(int(page.attrib["id"]) for page in pages if page.attrib["title"] == title)

    def find_list(self, page_title: str, name: str) -> ListAddress:
        page_id = self.page_id(page_title)
        lists = self.post(f"page/{page_id}/lists/list").iter("list")
        return next(
            ListAddress(page_id, int(one.attrib["id"]), name) for one in lists if one.attrib["name"] == name
        )

    def create_list(self, page_title: str, name: str) -> ListAddress:
        page_id = self.page_id(page_title)
        made = self.post(f"page/{page_id}/lists/add", f"<name>{escape(name)}</name>").find("list")
        assert made is not None
        return ListAddress(page_id, int(made.attrib["id"]), name)

    def items(self, place: ListAddress) -> list[Item]:
        found = self.post(f"page/{place.page_id}/lists/{place.list_id}/items/list").iter("item")
        return [Item(one.text or "", one.attrib["completed"] == "true") for one in found]

    def contents(self, place: ListAddress) -> list[str]:
        return [item.content for item in self.items(place)]

    def notes(self, page_title: str) -> dict[str, str]:
        """Bodies by title."""
        notes = self.post(f"page/{self.page_id(page_title)}/notes/list").iter("note")
        return {note.attrib["title"]: note.text or "" for note in notes}

    def journal(self) -> list[str]:
        entries = self.get(f"users/{self.user_id}/journal_entries.xml?n=0&count=100")
        return [entry.findtext("body") or "" for entry in entries.iter("journal-entry")]

    def write_journal(self, body: str) -> None:
        xml = f"<journal-entry><body>{escape(body)}</body></journal-entry>".encode()
        path = f"{self.url}/{self.token}/users/{self.user_id}/journal_entries.xml"
        urlopen(Request(path, xml, {"Content-Type": "application/xml"}), timeout=_SECONDS).close()

    def status(self) -> str | None:
        return self.get(f"users/{self.user_id}/status.xml").findtext("message")

    def reminders(self) -> dict[str, str]:
        """When, as the server says it, by content."""
        found = self.get("reminders.xml").iter("reminder")
        return {one.findtext("content") or "": one.findtext("remind_at") or "" for one in found}

    def set_reminder(self, content: str, remind_at: str, whom: Sequence[int] = ()) -> int:
        """At a wall clock of this person's zone; returns its id."""
        users = "".join(f"<user_id>{user_id}</user_id>" for user_id in whom)
        remindees = f'<remindees type="array">{users}</remindees>' if users else ""
        text = f"<remind_at>{remind_at}</remind_at><content>{escape(content)}</content>"
        made = self._send("POST", "reminders.xml", f"<reminder>{text}{remindees}</reminder>")
        return int(made.attrib["id"])

    def move_reminder(self, reminder_id: int, remind_at: str) -> None:
        body = f"<reminder><remind_at>{remind_at}</remind_at></reminder>"
        self.request("PUT", f"reminders/{reminder_id}.xml", body)

    def destroy_reminder(self, content: str) -> None:
        found = self.get("reminders.xml").iter("reminder")
        reminder_id = next(one.attrib["id"] for one in found if one.findtext("content") == content)
        self.request("DELETE", f"reminders/{reminder_id}.xml")

    def _send(self, method: str, path: str, body: str) -> Element:
        root: Element = fromstring(self.request(method, path, body))
        return root

    def request(self, method: str, path: str, body: str = "") -> bytes:
        """To `/TOKEN/PATH`; returns what the answer holds."""
        headers = {"Content-Type": "application/xml"}
        request = Request(f"{self.url}/{self.token}/{path}", body.encode() or None, headers, method=method)
        with urlopen(request, timeout=_SECONDS) as answer:
            read: bytes = answer.read()
        return read

    def _document(self, request: Request) -> Element:
        with urlopen(request, timeout=_SECONDS) as answer:
            root: Element = fromstring(answer.read())
        return root


@dataclass(frozen=True)
class BackpackControl:
    """The sandbox's own control of its Backpack: state, faults and limits."""

    url: str

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self._call("GET", "state?account=trailhead")
        return state

    def reminder_times(self, content: str) -> list[str]:
        """When reminders of this text are due, in UTC; those of the past too."""
        reminders = self.state()["reminders"]
        return [one["remind_at"] for one in reminders if one["content"] == content]

    def user(self, name: str) -> XmlApi:
        found = next(user for user in self.state()["users"] if user["name"] == name)
        return XmlApi(self.url, found["token"], found["id"])

    def contents(self, place: ListAddress) -> list[str]:
        """The items of a list, outside the limits: for polling, and for a server that plays dead."""
        lists = [one for page in self.state()["pages"] for one in page["lists"]]
        found = next(one for one in lists if one["id"] == place.list_id)
        return [item["content"] for item in found["items"]]

    def add_fault(self, **rule: Any) -> None:
        self._call("POST", "faults", rule)

    def clear_faults(self) -> None:
        self._call("DELETE", "faults")

    def set_limits(self, **limits: float) -> None:
        self._call("POST", "limits", limits)

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/_sandbox/{path}", data, method=method)
        with urlopen(request, timeout=_SECONDS) as answer:
            return json.load(answer)
