"""What feeds tell: whatever people wrote, however much, it is a message that Slack takes and pings nobody."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.feeds import feed_message
from bot.views.live import live_message, retired
from bot.views.subscriptions import not_in_channel, subscription_ended
from bot.views.tick_values import TickValue
from bot.views.troubles import perhaps_again, refused
from sandbox.slack.validation import check_message
from tasks.feeding.checklist import ITEMS_MOST
from tasks.feeding.live_posts import ListPost, ShownTick
from tasks.feeding.names import LIVE, Kind
from tasks.feeding.posts import (
    CHANGE_MOST,
    CHANGES_MOST,
    ENTRIES_MOST,
    ENTRY_MOST,
    AnyPost,
    CalendarPost,
    Change,
    GonePost,
    JournalLine,
    JournalPost,
    PagePost,
    RestPost,
    StatusPost,
    kept,
)
from tasks.intents.subscribe import Subscribed
from tests.bot.test_views import LONG, check, strange, words_of

_SECONDS = st.floats(0, 4e9)
_KINDS = st.sampled_from(["journal", "status", "page", "calendar"])
_COUNTS = st.integers(0, 10_000)
_LINES = st.builds(
    JournalLine,
    entry_id=_COUNTS,
    created_at_seconds=_SECONDS,
    body=strange.map(lambda text: kept(text, ENTRY_MOST)),
    born_version=_COUNTS,
    is_deleted=st.booleans(),
)
_SHORT = strange.map(lambda text: kept(text, CHANGE_MOST))
_CHANGES = st.lists(
    st.builds(
        Change,
        what=st.sampled_from(["added", "done", "undone", "edited", "removed", "moved"]),
        thing=st.sampled_from(["title", "list", "item", "note", "event"]),
        text=_SHORT,
        before=_SHORT | st.none(),
        where=_SHORT,
        when=st.sampled_from(["", "2026-12-20", "2026-12-20T18:30:00+00:00"]),
    ),
    min_size=1,
    max_size=CHANGES_MOST,
).map(tuple)
_POSTS: dict[str, st.SearchStrategy[AnyPost]] = {
    "journal": st.builds(
        JournalPost,
        user_id=_COUNTS,
        user_name=strange,
        lines=st.lists(_LINES, min_size=1, max_size=ENTRIES_MOST).map(tuple),
        kind=st.just("journal"),
    ),
    "status": st.builds(
        StatusPost,
        user_name=strange,
        message=_SHORT | st.none(),
        at_seconds=_SECONDS,
        kind=st.just("status"),
    ),
    "page": st.builds(PagePost, title=_SHORT, changes=_CHANGES, left_out=_COUNTS, kind=st.just("page")),
    "calendar": st.builds(
        CalendarPost, name=_SHORT, changes=_CHANGES, left_out=_COUNTS, kind=st.just("calendar")
    ),
    "rest": st.builds(RestPost, feed_kind=_KINDS, label=strange, is_over=st.booleans(), kind=st.just("rest")),
    "gone": st.builds(GonePost, feed_kind=_KINDS, label=strange, kind=st.just("gone")),
}
LINE = JournalLine(1, 1e9, kept(LONG, ENTRY_MOST), 1)
CHANGE = Change("edited", "item", LONG[:CHANGE_MOST], LONG[1:CHANGE_MOST], LONG[:CHANGE_MOST], "2026-12-20")
LONGEST: list[AnyPost] = [
    JournalPost(1, LONG, (LINE,) * ENTRIES_MOST),
    StatusPost(LONG, LONG, 1e9),
    PagePost(LONG, (CHANGE,) * CHANGES_MOST, 1000),
    CalendarPost(LONG, (CHANGE,) * CHANGES_MOST, 1000),
    RestPost("page", LONG),
    GonePost("page", LONG),
]


@pytest.mark.parametrize("kind", _POSTS)
@given(data=st.data())
def test_any_post_is_a_message_that_slack_takes(kind: str, data: st.DataObject) -> None:
    message = feed_message([data.draw(_POSTS[kind])])
    check(message)
    check(perhaps_again(message, None))


@given(posts=st.lists(st.one_of(*_POSTS.values()), min_size=1, max_size=60), missed=_COUNTS)
def test_any_flood_of_posts_is_a_message_that_slack_takes(posts: list[AnyPost], missed: int) -> None:
    check(feed_message(posts, missed))


@pytest.mark.parametrize("post", LONGEST, ids=lambda post: str(post.kind))
def test_the_longest_of_everything_still_fits(post: AnyPost) -> None:
    check(feed_message([post]))
    check(feed_message([post] * 100))


def test_what_a_flood_leaves_out_is_counted() -> None:
    posts = [StatusPost("Maya", f"status {number}", 1e9) for number in range(45)]
    words = words_of(feed_message(posts, missed=3))
    assert words.startswith("🗞️ 48 news at once")
    assert "status 39" in words
    assert "status 40" not in words
    assert words.endswith("… and 8 more in Backpack.")


def test_what_is_deleted_is_struck_and_what_stands_is_not() -> None:
    post = JournalPost(1, "Maya", (replace(LINE, body="gone", is_deleted=True), replace(LINE, body="here")))
    for posts in ([post], [post, post]):
        block = feed_message(posts).blocks[0].to_dict()
        found = {part["text"]: bool((part.get("style") or {}).get("strike")) for part in _parts(block)}
        assert (found["gone"], found["here"]) == (True, False)


@given(kind=_KINDS, label=strange)
def test_the_end_of_a_subscription_is_told_in_a_message_that_slack_takes(kind: str, label: str) -> None:
    ended = subscription_ended(kind, label, "C0KITCHEN")  # type: ignore[arg-type]  # one of the four
    payload = ended.payload()
    check_message(payload["text"], payload["blocks"])
    assert payload["text"].count("<") == 1, "the channel, and nothing of the label"
    check(refused(not_in_channel(Subscribed("journal:a", kind, label, "new"))))  # type: ignore[arg-type]  # likewise


def _parts(thing: object) -> list[dict[str, Any]]:
    if isinstance(thing, list):
        return [part for each in thing for part in _parts(each)]
    if isinstance(thing, dict):
        own = [thing] if thing.get("type") == "text" else []
        return own + [part for value in thing.values() for part in _parts(value)]
    return []


_ITEMS = st.builds(ShownTick, item_id=_COUNTS, content=_SHORT, completed=st.booleans())
_CARDS = st.builds(
    ListPost,
    page_id=_COUNTS,
    list_id=_COUNTS,
    name=_SHORT,
    page_title=_SHORT,
    items=st.lists(_ITEMS, max_size=ITEMS_MOST, unique_by=lambda item: item.item_id).map(tuple),
    open_count=_COUNTS,
    done_count=_COUNTS,
    standing=st.sampled_from(["live", "resting", "gone"]),
    kind=st.just("list"),
)


@given(post=_CARDS, edition=st.sampled_from(["7", "12-" + "f" * 24]))
def test_any_card_is_a_message_that_slack_takes(post: ListPost, edition: str) -> None:
    payload = check(live_message(post, edition))
    boxes = [block for block in payload["blocks"] if block["type"] == "actions"]
    read = [TickValue.read(block["block_id"]) for block in boxes]
    shown = [item.item_id for item in post.items] if post.standing == "live" else []
    assert [each.item_id for each in read] == shown
    assert {each.edition for each in read} <= {edition}


@given(label=strange, kind=st.sampled_from(LIVE), has_moved=st.booleans())
def test_any_message_that_is_live_no_more_says_so(label: str, kind: Kind, has_moved: bool) -> None:
    assert "not kept up to date any more" in words_of(retired(kind, label, has_moved=has_moved))


def test_the_longest_card_still_fits() -> None:
    items = tuple(
        ShownTick(number, LONG[:CHANGE_MOST], completed=number > 20) for number in range(ITEMS_MOST)
    )
    check(live_message(ListPost(1, 2, LONG, LONG, items, 1000, 1000), "1000000"))
    check(live_message(ListPost(1, 2, LONG, LONG, items, 1000, 1000, "resting"), "1000000"))


def test_what_a_card_leaves_out_is_counted() -> None:
    post = ListPost(1, 2, "Groceries", "Office", (ShownTick(3, "Milk", completed=False),), 30, 12)
    assert words_of(live_message(post, "1")).endswith("30 open, 12 done · 41 more in Backpack")
