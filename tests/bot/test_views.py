"""What people see: any result, however long or strange its texts, makes a message that Slack takes."""

import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import views
from bot.bindings import BINDINGS
from bot.showing import listings, troubles
from bot.views.answers import answer
from bot.views.connect import ConnectState, checking, connected, form
from bot.views.help import default_text, help_for, help_for_all
from bot.views.message import Message
from sandbox.slack.validation import check_message, check_view
from store.channels import ChannelDefault
from store.cipher import new_key
from tasks.delivery import Delivery
from tasks.intents.connect import Connected, ConnectRefused
from tasks.intents.show_list import ListShown, ShownItem
from tasks.intents.show_page import PageShown, ShownSection
from tasks.intents.show_pages import PagesShown
from tasks.results import Refused
from tests.bot.slack import BOT_TOKEN, SIGNING_SECRET
from tests.tasks.samples import any_value, texts

assert listings
# The results that become messages; the modal shows the other two.
RESULTS = sorted(kind.__name__ for kind in answer.registry if kind is not object)
_PINGS = [
    "<!channel>",
    "<!here> & <@U1> <#C1>",
    "*bold* `code` _it_ ~st~",
    "</!--",
    "\u202eRTL",
    "\x07",
    "&amp;lt;",
]
# Mostly what people write, at times a ping, at times far too much.
strange = (
    texts
    | st.sampled_from(_PINGS)
    | st.builds(str.__mul__, st.sampled_from(["x", "é ", "&"]), st.integers(0, 4_000))
)


def texts_of(thing: Any) -> Iterator[tuple[str, str]]:
    """(type, text) of every text in a payload."""
    if isinstance(thing, dict):
        if isinstance(thing.get("text"), str):
            yield thing.get("type", "message"), thing["text"]
        for value in thing.values():
            yield from texts_of(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from texts_of(value)


def check(message: Message) -> dict[str, Any]:
    """What `spec/slack.md` allows, counted by hand beside what the local Slack checks."""
    payload = message.payload()
    check_message(payload["text"], payload["blocks"])
    assert payload["text"].strip()
    assert 0 < len(payload["blocks"]) <= 50
    inside = list(texts_of(payload["blocks"]))
    assert all(text for _kind, text in inside), "Slack refuses empty texts"
    assert sum(len(text) for _kind, text in inside) <= 13_000
    assert all(len(text) <= 3_000 for kind, text in inside if kind == "mrkdwn")
    for kind, text in [*inside, ("mrkdwn", payload["text"])]:
        if kind == "mrkdwn":
            ours = re.sub(r"<#(C0LAUNCH|D0MAYA|U0MAYA)>", "", text)  # those that we name ourselves
            for ping in ("<!channel", "<!here", "<!everyone", "<@", "<#"):
                assert ping not in ours
    json.dumps(payload).encode()
    return payload


def words_of(message: Message) -> str:
    return "".join(text for _kind, text in texts_of(check(message)["blocks"]))


def test_every_result_has_a_view() -> None:
    assert {"ItemAdded", "ListShown", "Refused", "Surprise", "GivenUp", "Unconfirmed"} <= set(RESULTS)


def test_a_worker_knows_every_view_there_is() -> None:
    """It imports less than these tests do: a view that nobody imports there shows nothing."""
    script = "import bot.worker; from bot.views.answers import answer; print(*map(repr, answer.registry))"
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "BACKPACK_BOT_KEYS": new_key(),
        "BACKPACK_CONTACT": "t@example.com",
    }
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    for module in pkgutil.iter_modules(views.__path__):
        importlib.import_module(f"bot.views.{module.name}")
    assert sorted(done.stdout.split()) == sorted(" ".join(map(repr, answer.registry)).split())


@pytest.mark.parametrize("name", RESULTS)
@given(data=st.data())
def test_any_result_is_a_message_that_slack_takes(name: str, data: st.DataObject) -> None:
    check(answer(data.draw(any_value(name, strange))))


def test_a_result_without_a_view_is_an_error_of_ours() -> None:
    with pytest.raises(TypeError, match="no view for str"):
        answer("nothing")


LONG = "w" * 5_000


@pytest.mark.parametrize(
    "result",
    [
        ListShown(LONG, LONG, tuple(ShownItem(LONG, number % 2 == 0) for number in range(500))),
        PageShown(LONG, tuple(ShownSection(LONG, body=LONG) for _ in range(200))),
        PageShown(LONG, tuple(ShownSection(LONG, (ShownItem(LONG, False),) * 30) for _ in range(30))),
        PageShown(LONG, tuple(ShownSection(LONG) for _ in range(200))),
        PagesShown((LONG,) * 300, LONG),
        Refused(LONG, LONG, (LONG,) * 200, LONG),
    ],
    ids=lambda result: type(result).__name__,
)
def test_the_longest_of_everything_still_fits(result: object) -> None:
    check(answer(result))


def test_what_was_left_out_is_counted() -> None:
    shown = ListShown("Groceries", "Office", tuple(ShownItem(f"item {n}", False) for n in range(41)))
    assert words_of(answer(shown)).endswith("… and 1 more in Backpack.")
    assert "more in Backpack" not in words_of(answer(ListShown("Groceries", "Office", shown.items[:40])))


@pytest.mark.parametrize(("count", "cut"), [(38, False), (39, False), (40, True), (60, True)])
def test_a_page_says_that_there_is_more_only_where_there_is(count: int, cut: bool) -> None:
    items = tuple(ShownItem(f"item {number}.", False) for number in range(count))
    words = words_of(answer(PageShown("Office", (ShownSection("Groceries", items),))))
    assert ("more in Backpack" in words) == cut
    assert (f"item {count - 1}." in words) == (not cut)


def test_peoples_words_are_shown_as_they_are_and_ping_nobody() -> None:
    item = "<!channel> *a* & <b> `c` :smile:"
    message = answer(ListShown("Groceries", "Office", (ShownItem(item, False),)))
    assert item in words_of(message), "rich text is literal"
    refused = answer(Refused(f"There is no open item called {item}.", f"Say {item}", (item,)))
    assert "&lt;!channel&gt;" in refused.text
    assert item in words_of(refused)


def test_ten_choices_are_shown_and_the_rest_counted() -> None:
    words = words_of(answer(Refused("Which?", "Say which.", tuple(f"List {n}" for n in range(12)))))
    assert "List 9" in words
    assert "List 10" not in words
    assert "… and 2 more" in words


def test_commands_in_advice_get_their_slash_once() -> None:
    words = words_of(answer(Refused("No.", "Say `done ITEM in LIST`, or `/backpack pages`.")))
    assert "`/backpack done ITEM in LIST`, or `/backpack pages`" in words


@given(
    default=st.none()
    | st.builds(ChannelDefault, texts, st.integers(), strange, st.none(), st.none() | strange)
)
def test_help_is_a_message_whatever_the_default_is_called(default: ChannelDefault | None) -> None:
    words = words_of(help_for_all(default))
    assert all(f"/backpack {binding.verb}" in words for binding in BINDINGS)
    assert default_text(default)


@pytest.mark.parametrize("binding", BINDINGS, ids=lambda binding: binding.verb)
def test_help_for_a_verb_has_its_example(binding) -> None:  # type: ignore[no-untyped-def]  # pytest gives it
    words = words_of(help_for(binding))
    assert binding.summary in words
    assert f"/backpack {binding.verb} {binding.example}".strip() in words


@given(words=strange, reason=strange)
def test_notices_are_messages_too(words: str, reason: str) -> None:
    check(troubles.waiting(words, reason))
    check(troubles.waiting_elsewhere(reason))
    check(troubles.connect_failed(ConnectRefused("V1", "kept", words, reason)))


@pytest.mark.parametrize(
    ("channel", "where"), [("C0KITCHEN", "in <#C0KITCHEN>"), ("D0MAYA", "reached you. ")]
)
@given(words=strange)
def test_an_answer_said_again_says_so_first(channel: str, where: str, words: str) -> None:
    delivery = Delivery("T1", "U1", channel, None, words, 0)
    longest = answer(PageShown(LONG, tuple(ShownSection(LONG, body=LONG) for _ in range(200))))
    again = troubles.perhaps_again(longest, delivery)
    check_message(again.text, again.payload()["blocks"])
    assert where in str(again.blocks[0].to_dict())


def test_our_own_messages_are_messages() -> None:
    for message in (
        troubles.nothing_accepted(),
        *(troubles.connect_prompt(is_linked=is_it) for is_it in (True, False)),
    ):
        check(message)


@given(account=texts, name=strange, problem=strange, resumed=st.none() | st.just("op"))
def test_every_stage_of_the_form_is_a_view_that_slack_takes(
    account: str, name: str, problem: str, resumed: str | None
) -> None:
    state = ConnectState("i" * 16, "C1")
    result = Connected("V1", account, name, resumed)
    for view in (form(state), form(state, account, problem), checking(state, account), connected(result)):
        check_view(view.to_dict())


def test_the_form_remembers_its_state_and_never_a_token() -> None:
    state = ConnectState("kept", "C1")
    view = form(state, "trailhead", "wrong").to_dict()
    assert ConnectState.load(view["private_metadata"]) == state
    assert ConnectState.load("") == ConnectState()
    token_input = next(block for block in view["blocks"] if block.get("block_id") == "token")
    assert "initial_value" not in token_input["element"]
