"""Direct messages and mentions, from the signed event to the ledger, or to an answer posted at once."""

import json
from typing import Any

import pytest
from redis import Redis

from bot import conversation
from bot.speaker import Speaker
from store.operations import Operations
from store.stores import Stores
from tests.bot.presenting import DIRECT, Told
from tests.bot.slack import CHANNEL, MAYA, TEAM, Driver, Json, Workspace, direct_message, event_body, mention

US = "<@U0BACKPACK>"


def accepted(ledger: Operations, event_id: str = "Ev1") -> Any:
    found = ledger.find(f"event-{event_id}")
    return found and (json.loads(found.intent), json.loads(found.delivery))


@pytest.mark.usefixtures("linked")
def test_a_mention_is_accepted_and_acknowledged(driver: Driver, ledger: Operations, redis: Redis) -> None:
    reply = driver.hear(mention(f"{US} add Buy &lt;oat&gt; milk to Groceries"), "Ev1")
    assert (reply.status, reply.body) == (200, "")
    intent, delivery = accepted(ledger)
    assert (intent["type"], intent["content"], intent["target"]) == ("AddItem", "Buy <oat> milk", "Groceries")
    assert (delivery["slack_team_id"], delivery["slack_user_id"]) == (TEAM, MAYA)
    assert (delivery["slack_channel_id"], delivery["thread_ts"]) == (CHANNEL, None)
    assert (delivery["response_url"], delivery["is_direct"]) == (None, False)
    assert delivery["words"] == "add Buy <oat> milk to Groceries"
    client: Any = redis
    assert client.llen("interactive") == 1, "the workers were hinted"


def typed(*elements: Json, kind: str = "rich_text_section") -> list[Json]:
    """The block that Slack sends beside a message's text, which knows looks from words."""
    return [{"type": "rich_text", "block_id": "b", "elements": [{"type": kind, "elements": list(elements)}]}]


BOLD = typed(
    {"type": "text", "text": "add "},
    {"type": "text", "text": "Buy", "style": {"bold": True}},
    {"type": "text", "text": " <oat> milk to Groceries "},
    {"type": "emoji", "name": "tada", "unicode": "1f389"},
)
CODE = typed(
    {"type": "text", "text": "add Buy <oat> milk to Groceries :tada:"}, kind="rich_text_preformatted"
)
BOLD_TEXT = "add *Buy* &lt;oat&gt; milk to Groceries :tada:"
CODE_TEXT = "```add Buy &lt;oat&gt; milk to Groceries :tada:```"
NAMED = [{"type": "user", "user_id": "U0BACKPACK"}, {"type": "text", "text": " "}]


@pytest.mark.usefixtures("linked", "introduced")
@pytest.mark.parametrize(
    "event",
    [
        direct_message(BOLD_TEXT, blocks=BOLD),
        direct_message(CODE_TEXT, blocks=CODE),
        mention(f"{US} {BOLD_TEXT}", blocks=[*typed(*NAMED), *BOLD]),
        mention(f"{US} {CODE_TEXT}", blocks=[*typed(*NAMED), *CODE]),
    ],
)
def test_what_is_bold_or_pasted_as_code_is_the_same_command(
    driver: Driver, ledger: Operations, event: Json
) -> None:
    """As is one copied from the bot's own help. An emoji keeps its name, which `emoji` wants."""
    driver.hear(event, "Ev1")
    intent, _delivery = accepted(ledger)
    assert (intent["content"], intent["target"]) == ("Buy <oat> milk", "Groceries :tada:")


@pytest.mark.usefixtures("linked")
def test_a_direct_message_is_accepted_and_acknowledged(driver: Driver, ledger: Operations) -> None:
    reply = driver.hear(direct_message("journal one\ntwo\n\n  three"), "Ev1")
    assert (reply.status, reply.body) == (200, "")
    intent, delivery = accepted(ledger)
    assert (intent["type"], intent["body"]) == ("WriteJournalEntry", "one\ntwo\n\n  three")
    assert (delivery["slack_channel_id"], delivery["is_direct"]) == (DIRECT, True)


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize("say", [mention, direct_message])
def test_a_thread_is_remembered(driver: Driver, ledger: Operations, say: Any) -> None:
    driver.hear(say(f"{US} pages", thread_ts="1700000000.000100"), "Ev1")
    assert accepted(ledger)[1]["thread_ts"] == "1700000000.000100"


@pytest.mark.usefixtures("linked", "introduced")
@pytest.mark.parametrize(
    "event",
    [
        mention(f"hey {US} status Away"),
        mention(f"status Away {US}"),
        mention(f"{US} /backpack status Away"),
        direct_message("/bp status Away"),
        direct_message("backpack status Away"),
        direct_message(f"{US}: status Away"),
        direct_message("status Away", subtype="file_share", files=[{"id": "F1"}]),
        direct_message("status Away", subtype="thread_broadcast", thread_ts="1700000000.000100"),
    ],
)
def test_the_same_command_however_it_is_addressed(driver: Driver, ledger: Operations, event: Json) -> None:
    driver.hear(event, "Ev1")
    assert accepted(ledger)[0] == {"type": "SetStatus", "message": "Away"}


@pytest.mark.usefixtures("linked")
def test_before_the_bot_knows_its_name_a_mention_that_stands_first_is_understood(
    driver: Driver, ledger: Operations, slack: Workspace
) -> None:
    slack.fault("auth.test", status=500, times=100)
    driver.hear(mention(f"{US} journal Asked {US} and <@U0TOMAS>"), "Ev1")
    assert accepted(ledger)[0]["body"] == "Asked @backpack and @tomas"


@pytest.mark.usefixtures("linked", "introduced")
@pytest.mark.parametrize(
    "event",
    [
        direct_message("pages", bot_id="B0OTHER"),
        direct_message("pages", user="U0BACKPACK"),
        direct_message("pages", user="U0BACKPACK", bot_id="B0BACKPACK"),
        direct_message("pages", subtype="bot_message", bot_id="B0OTHER", user=None),
        direct_message("pages", hidden=True),
        direct_message("pages", edited={"user": MAYA, "ts": "1.2"}),
        direct_message("pages", subtype="me_message"),
        direct_message("pages", channel_type="channel", channel="C0LAUNCH"),
        direct_message("pages", channel_type="mpim", channel="G0THREE"),
        direct_message(""),
        direct_message(" \n "),
        direct_message("", subtype="file_share", files=[{"id": "F1"}]),
        {
            "type": "message",
            "subtype": "message_changed",
            "channel": DIRECT,
            "channel_type": "im",
            "hidden": True,
            "message": {"type": "message", "user": MAYA, "text": "pages", "ts": "1.2"},
        },
        {
            "type": "message",
            "subtype": "message_deleted",
            "channel": DIRECT,
            "channel_type": "im",
            "hidden": True,
            "deleted_ts": "1.2",
        },
        mention(f"{US} pages", bot_id="B0OTHER"),
        mention(f"{US} pages", edited={"user": MAYA, "ts": "1.2"}),
        mention(f"{US} pages", channel=DIRECT),
        mention(f"{US} pages", user="U0BACKPACK"),
    ],
)
def test_what_is_not_said_to_us_by_a_person_is_acknowledged_and_nothing_else(
    driver: Driver, ledger: Operations, told: Told, event: Json
) -> None:
    assert driver.hear(event, "Ev1").status == 200
    assert ledger.open_count() == 0
    assert told() == []


@pytest.mark.parametrize("words", ["", "hi", "help", "Hello!"])
def test_a_greeting_in_a_channel_is_answered_with_help_for_its_author(
    driver: Driver, told: Told, words: str
) -> None:
    reply = driver.hear(mention(f"{US} {words}", channel="C0LAUNCH"))
    assert (reply.status, reply.body) == (200, "")
    (message,) = told()
    assert message["text"].startswith("What I can do: add, done")
    assert (message["channel"], message["ephemeral_to"]) == ("C0LAUNCH", MAYA)
    assert message["thread_ts"] is None


def test_a_greeting_in_the_direct_messages_is_answered_there(driver: Driver, told: Told) -> None:
    driver.hear(direct_message("hi"))
    (message,) = told()
    assert message["text"].startswith("What I can do: add, done")
    assert (message["channel"], message["ephemeral_to"], message["thread_ts"]) == (DIRECT, None, None)


@pytest.mark.parametrize(("say", "channel"), [(mention, "C0LAUNCH"), (direct_message, DIRECT)])
def test_an_unknown_verb_in_a_thread_gets_the_nearest_in_that_thread(
    driver: Driver, told: Told, slack: Workspace, say: Any, channel: str
) -> None:
    said = slack.post("message", {"user": MAYA, "channel": channel, "text": "A word"})
    thread_ts = said["message"]["ts"]
    assert driver.hear(say(f"{US} lsit Groceries", channel, thread_ts=thread_ts)).status == 200
    (message,) = told()
    assert "I don't know the verb lsit" in message["text"]
    assert '"list"' in json.dumps(message["blocks"])
    assert (message["channel"], message["thread_ts"]) == (channel, thread_ts)
    assert message["ephemeral_to"] == (MAYA if say is mention else None)


@pytest.mark.parametrize("say", [mention, direct_message])
def test_a_strange_verb_pings_nobody(driver: Driver, told: Told, say: Any) -> None:
    driver.hear(say(f"{US} &lt;!channel&gt;", "C0LAUNCH" if say is mention else DIRECT))
    (message,) = told()
    assert "I don't know the verb &lt;!channel&gt;" in message["text"]
    assert "<!channel" not in message["text"]


@pytest.mark.usefixtures("linked")
def test_a_ping_is_kept_as_words(driver: Driver, ledger: Operations) -> None:
    driver.hear(direct_message("journal &lt;!channel&gt; and <!here>"), "Ev1")
    assert accepted(ledger)[0]["body"] == "<!channel> and @here"


@pytest.mark.parametrize(("say", "channel"), [(mention, "C0LAUNCH"), (direct_message, DIRECT)])
def test_somebody_who_is_not_linked_is_asked_to_connect_and_the_command_is_kept(
    driver: Driver, told: Told, stores: Stores, say: Any, channel: str
) -> None:
    driver.hear(say(f"{US} add Milk to Groceries", channel, thread_ts="1700000000.000100"))
    (message,) = told()
    assert message["channel"] == channel
    (actions,) = [block for block in message["blocks"] if block["type"] == "actions"]
    kept = stores.interrupted.find(actions["elements"][0]["value"])
    assert kept
    assert json.loads(json.loads(kept)["intent"])["content"] == "Milk"
    delivery = json.loads(json.loads(kept)["delivery"])
    assert (delivery["slack_channel_id"], delivery["thread_ts"]) == (channel, "1700000000.000100")
    assert stores.operations.open_count() == 0


@pytest.mark.usefixtures("linked")
def test_whoever_is_named_can_be_found_by_what_is_shown_for_them(
    driver: Driver, ledger: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Speaker] = []

    def note_speaker(now: Any, *rest: Any) -> Speaker:
        heard.append(Speaker(now, *rest))
        return heard[-1]

    monkeypatch.setattr(conversation, "Speaker", note_speaker)
    driver.hear(mention(f"{US} journal Met <@U0TOMAS> in <#C0LAUNCH|launch>"), "Ev1")
    assert accepted(ledger)[0]["body"] == "Met @tomas in #launch"
    assert heard[0].references == {"@tomas": "U0TOMAS", "#launch": "C0LAUNCH"}
    driver.say("journal Met &lt;@U1|tomas&gt; and <@U1|tomas>", trigger_id="1.2.3")
    assert heard[1].references == {"@tomas": "U1"}


@pytest.mark.usefixtures("linked")
def test_an_unsigned_event_does_nothing(driver: Driver, ledger: Operations) -> None:
    body = event_body(direct_message("journal forged"))
    assert driver.deliver(body, secret="f" * 32).status == 401
    assert driver.deliver(body, seconds_ago=600).status == 401
    assert ledger.open_count() == 0


def test_slack_is_given_its_challenge_when_it_checks_the_address(driver: Driver) -> None:
    reply = driver.deliver(json.dumps({"type": "url_verification", "token": "t", "challenge": "3eZbrw1a"}))
    assert (reply.status, reply.body) == (200, {"challenge": "3eZbrw1a"})
