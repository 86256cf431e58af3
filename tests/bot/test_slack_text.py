"""Text on its way in from Slack and out to it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack_text import escape, from_slack, read_slack, shorten


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("plain", "plain"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;", "&lt;"),
        ("&amp;amp;lt;", "&amp;lt;"),
        ("&quot;&nbsp;", "&quot;&nbsp;"),
        ("<@U123|maya> hi", "@maya hi"),
        ("<@U123>", "@U123"),
        ("<#C123|general>", "#general"),
        ("<#C123|>", "#C123"),
        ("<!channel>", "@channel"),
        ("<!here|here>", "@here"),
        ("<!subteam^S1|@team>", "@team"),
        ("<!subteam^S1>", "@subteam"),
        ("<!date^1392734382^{date}|February 18>", "February 18"),
        ("<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2"),
        ("<https://example.com|our site>", "our site (https://example.com)"),
        ("<http://example.com|example.com>", "example.com"),
        ("<https://example.com|https://example.com>", "https://example.com"),
        ("<mailto:a@example.com|a@example.com>", "a@example.com"),
        ("<mailto:a@example.com|write to us>", "write to us (a@example.com)"),
        ("<tel:+4930123|+4930123>", "+4930123"),
        ("1 &lt; 2 <@U1|a&amp;b> 3 &gt; 2", "1 < 2 @a&b 3 > 2"),
        ("", ""),
        ("< not a tag", "< not a tag"),
    ],
)
def test_what_slack_sends_becomes_what_was_meant(sent: str, meant: str) -> None:
    assert from_slack(sent) == meant


@pytest.mark.parametrize(
    ("sent", "words", "references"),
    [
        ("remind <@U1|tomas> tea", "remind @tomas tea", {"@tomas": "U1"}),
        ("remind <@U1> tea", "remind @U1 tea", {"@U1": "U1"}),
        ("remind <#C1|launch> tea", "remind #launch tea", {"#launch": "C1"}),
        ("<#C1|> <#C2>", "#C1 #C2", {"#C1": "C1", "#C2": "C2"}),
        ("<@U1|tomas> and <@U1|tomas>", "@tomas and @tomas", {"@tomas": "U1"}),
        ("<@U1|a&amp;b>", "@a&b", {"@a&b": "U1"}),
        ("@tomas #launch", "@tomas #launch", {}),
        ("&lt;@U1|tomas&gt;", "<@U1|tomas>", {}),
        (
            "<!channel> <!subteam^S1|@team> <https://x.y|@tomas> <@>",
            "@channel @team @tomas (https://x.y) @",
            {},
        ),
    ],
)
def test_the_ids_of_people_and_channels_are_found_by_what_is_shown_for_them(
    sent: str, words: str, references: dict[str, str]
) -> None:
    text = read_slack(sent)
    assert (text.words, text.references) == (words, references)


def test_two_people_of_one_name_are_told_apart_by_their_ids() -> None:
    text = read_slack("<@U1|sam> meets <@U2|sam> and <@U1|sam>")
    assert text.words == "@sam meets @U2 and @sam"
    assert text.references == {"@sam": "U1", "@U2": "U2"}


@given(st.text())
def test_escaped_text_can_neither_ping_nor_link_and_comes_back_whole(text: str) -> None:
    escaped = escape(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert "<!" not in escaped
    assert from_slack(escaped) == text
    assert html.unescape(escape("<!channel>")) == "<!channel>"


@given(st.text(), st.integers(1, 50))
def test_a_shortened_text_is_never_longer_and_says_so(text: str, most: int) -> None:
    short = shorten(text, most)
    assert len(short) <= most
    assert short == text or short.endswith("…")
