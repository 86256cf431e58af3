"""Addresses in people's words can be clicked, and nothing else in them does anything."""

from typing import Any

import pytest

from bot.views.message import line, literal


def elements(text: str) -> list[tuple[str, str]]:
    found: list[dict[str, Any]] = line(literal(text, bold=True)).to_dict()["elements"]
    assert all(one["style"]["bold"] for one in found)
    return [(one["type"], one.get("url") or one["text"]) for one in found]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://a.example/b?c=1&d=2#e now", "https://a.example/b?c=1&d=2#e"),
        ("see (http://a.example/b).", "http://a.example/b"),
        ("https://a.example/b, please", "https://a.example/b"),
        ("“https://a.example/b”", "https://a.example/b"),
    ],
)
def test_an_address_is_a_link_without_what_the_sentence_puts_after_it(text: str, link: str) -> None:
    found = elements(text)
    assert ("link", link) in found
    assert "".join(each for _kind, each in found) == text


@pytest.mark.parametrize("text", ["<!channel> & <@U1>", "://", "https://", "javascript://x", "no link"])
def test_all_else_is_text(text: str) -> None:
    assert {kind for kind, _text in elements(text)} == {"text"}
