"""The words of a message without its formatting, from the shape that Slack gives what people type."""

from typing import Any

import pytest

from bot.message_words import message_words
from bot.slack_text import from_slack


def section(*elements: dict[str, Any], kind: str = "rich_text_section") -> dict[str, Any]:
    return {"type": kind, "elements": list(elements)}


def text(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


def message(text: str, *parts: dict[str, Any]) -> dict[str, Any]:
    return {"text": text, "blocks": [{"type": "rich_text", "block_id": "b", "elements": list(parts)}]}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (message("*Buy* <milk>", section(text("Buy", bold=True), text(" <milk>"))), "Buy <milk>"),
        (message("a_b_c 2*3*4", section(text("a_b_c 2*3*4"))), "a_b_c 2*3*4"),
        (
            message(
                "<@U1> <#C1|launch> <!here>",
                section(
                    {"type": "user", "user_id": "U1"},
                    text(" "),
                    {"type": "channel", "channel_id": "C1"},
                    text(" "),
                    {"type": "broadcast", "range": "here"},
                ),
            ),
            "@U1 #launch @here",
        ),
        (
            message("", section({"type": "link", "url": "https://x.example/?a=1&b=2", "text": "plan"})),
            "plan (https://x.example/?a=1&b=2)",
        ),
        (message("", section({"type": "link", "url": "https://x.example/"})), "https://x.example/"),
        (
            message(
                "",
                section(
                    {"type": "emoji", "name": "flag-de", "unicode": "1f1e9-1f1ea"},
                    {"type": "emoji", "name": "our_own"},
                ),
            ),
            "🇩🇪:our_own:",
        ),
        (
            message(
                "",
                section(text("two:\n")),
                section(section(text("tea")), section(text("milk")), kind="rich_text_list"),
                section(text("said"), kind="rich_text_quote"),
                section(text("x = 1"), kind="rich_text_preformatted"),
            ),
            "two:\n• tea\n• milk\nsaid\nx = 1",
        ),
        (
            message(
                "<!subteam^S1|@design> <!subteam^S2>",
                section(
                    {"type": "usergroup", "usergroup_id": "S1"},
                    text(" and "),
                    {"type": "usergroup", "usergroup_id": "S2"},
                ),
            ),
            "@design and @subteam",
        ),
        (message("", section({"type": "a_new_kind"}, text("!"))), "!"),
        (message("one of tomorrow", section({"type": "user", "name": "tomas"})), "one of tomorrow"),
        (message("one of tomorrow", section({"type": "link", "url": None})), "one of tomorrow"),
        ({"text": "one of tomorrow", "blocks": [None]}, "one of tomorrow"),
        ({"text": "from &lt;an app&gt;"}, "from <an app>"),
        ({"text": None, "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x"}}]}, ""),
    ],
)
def test_words_without_formatting(said: dict[str, Any], words: str) -> None:
    assert from_slack(message_words(said)) == words
