"""The golden documents against the server: it accepts the requests, and its replies have their shape."""

import doctest
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from sandbox.backpackit.clock import Clock
from sandbox.backpackit.limits import Quota
from sandbox.backpackit.site import Site, new_site
from sandbox.backpackit.thread import serving
from tests.contract import shape as shapes
from tests.contract.golden_state import NOW, fill
from tests.contract.shape import shape
from tests.contract.site import PLENTY, Answer, SharedSite
from tests.golden import documents

_SUBJECT = "servers sent `subject`, the documentation has `title`: ours sends both (wire 6.5)"
_NIL = "37signals' own wrapper raises on an empty typed element, so an untyped nil goes out (wire 6.10)"
_DOTS = "the documentation breaks off with `...`; the rest is what `show` has"
_LIST_ID = "servers sent `list_id` on pages too, the documentation leaves it out there (wire 6.8)"
_ENVELOPE = "one reply is documented for DELETE and POST; under /ws ruby_wrapper needs 200 (wire 5)"


@dataclass(frozen=True)
class Difference:
    """What the server sends beyond a document, and what it leaves out, on purpose."""

    reason: str
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    status: int | None = None


EVENT = "/calendar-events/calendar-event/"
KNOWN = {
    "destroy_separator_by_post": Difference(_ENVELOPE, ("/response", "/response@success"), status=200),
    "list_emails": Difference(_SUBJECT, ("/response/emails/email@subject",)),
    "show_email": Difference(_SUBJECT, ("/response/email@subject",)),
    "show_page": Difference(_LIST_ID, ("/response/page/lists/list/items/item@list_id",)),
    "export_user": Difference(_LIST_ID, ("/user/pages/page/lists/list/items/item@list_id",)),
    "show_calendar_event": Difference(
        _NIL,
        more=("/calendar-event/occurs-until@nil=true", "/calendar-event/reminded-at@nil=true"),
        less=("/calendar-event/occurs-until@type=datetime", "/calendar-event/reminded-at@type=datetime"),
    ),
    "list_calendar_events": Difference(
        f"{_DOTS}; {_NIL}",
        (
            *(EVENT + name for name in ("all-day", "created-at", "message", "updated-at")),
            *(EVENT + name for name in ("occurs-until", "reminded-at")),
            *(f"{EVENT}{name}@nil=true" for name in ("occurs-until", "reminded-at")),
            *(f"{EVENT}{name}@type=datetime" for name in ("created-at", "updated-at")),
            f"{EVENT}all-day@type=boolean",
        ),
    ),
}
#: The broken samples: the end tag that is wrong, the right one, and the request that they answer.
REPAIRED = {
    "error_404_as_documented": ("</item>", "</error>", "/ws/page/1"),
    "bookmarks_as_documented": ("</page-id>", "</bookmarkable-id>", "/users/123/bookmarks.xml"),
    "users_as_once_documented": ("</user>\n$", "</users>", "/users.xml"),
}
Golden = tuple[Site, SharedSite]


@pytest.fixture(scope="module")
def golden_site() -> Iterator[Golden]:
    """A server at the documents' time, with its state in reach."""
    made = new_site(clock=Clock(wall=NOW.timestamp), quota=Quota(PLENTY, PLENTY))
    with serving(made) as url:
        yield made, SharedSite(url)


def answer(golden_site: Golden, operation: str) -> Answer:
    """What the server answers to a golden request as it stands, in a state that has its ids."""
    site, server = golden_site
    fill(site.database, operation)
    sent = documents.request(operation)
    return server.send(sent.method, sent.path, sent.body, sent.headers)


@pytest.mark.parametrize("operation", documents.operations())
def test_a_documented_request_is_accepted_and_answered_in_the_documented_shape(
    operation: str, golden_site: Golden
) -> None:
    documented, known = documents.reply(operation), KNOWN.get(operation, Difference(""))
    got = answer(golden_site, operation)
    assert got.status == (known.status or documented.status)
    assert re.sub(r"\d+", "N", got.location) == re.sub(r"\d+", "N", documented.headers.get("location", ""))
    ours, theirs = shape(got.body), shape(documented.body)
    assert (ours - theirs, theirs - ours) == (set(known.more), set(known.less)), known.reason


@pytest.mark.parametrize("name", REPAIRED)
def test_a_sample_that_is_broken_in_the_documentation_is_sent_with_its_end_tag_repaired(
    name: str, golden_site: Golden
) -> None:
    site, server = golden_site
    fill(site.database, name)
    wrong, right, path = REPAIRED[name]
    sample = (documents.BACKPACK / f"{name}.xml").read_text()
    repaired = re.sub(wrong, right, sample)
    assert repaired != sample
    got = server.send("POST" if path.startswith("/ws") else "GET", path, headers=_TOKEN)
    assert shape(got.body) == shape(repaired.encode())


def test_replies_that_were_captured_whole_are_sent_byte_for_byte(golden_site: Golden) -> None:
    site, server = golden_site
    fill(site.database, "error_404")
    captured = (documents.BACKPACK / "error_404.xml").read_bytes()
    assert server.send("POST", "/ws/page/1", headers=_TOKEN).body == captured.strip()
    done = server.send("POST", "/ws/page/1133/email", headers=_TOKEN).body
    assert done.partition(b"\n")[2] == b'<response success="true"></response>'  # wire 5


def test_the_reminders_of_2005_have_the_captured_shape(golden_site: Golden) -> None:
    site, server = golden_site
    fill(site.database, "reminders_older")
    captured = (documents.BACKPACK / "reminders_older.xml").read_bytes()
    got = server.send("POST", "/ws/reminders", headers=_TOKEN)
    assert {path.removeprefix("/response") for path in shape(got.body)} - {"", "@success"} == shape(captured)


def test_the_example_of_the_comparison_is_right() -> None:
    result = doctest.testmod(shapes)
    assert (result.attempted, result.failed) == (1, 0)


_TOKEN = {"X-BP-Token": documents.TOKEN}
