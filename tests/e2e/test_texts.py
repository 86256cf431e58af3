"""What people may type: it is kept to the byte, or the answer says why it is not. Never half of either."""

import pytest

from tests.e2e.driver import Driver
from tests.e2e.slack_page import MAYA
from tests.e2e.xml_api import ListAddress

KEPT = {
    "emoji": "Cake 🎂👩‍👩‍👧 and 🇮🇸 flags",
    "a channel ping": "<!channel> come and see <!here|now>",
    "a user ping, escaped by hand": "&lt;!channel&gt; &amp;lt;",
    "xml": """Salt & pepper <b>"best"</b> 'brand' ]]> <![CDATA[x]]> <!-- no -->""",
    "Hebrew": "לקנות חלב ולחם",
    "Arabic with digits and a mark": "اشتر ١٢ بيضة \u200f(طازجة)",
    "a right-to-left override": "invoice\u202egpj.exe",
    "two lines": "First line\nsecond line\n\n  fourth, indented",
    "blanks within": "two  blanks\tand a tab",
    "mrkdwn": "*bold* _italic_ ~gone~ `code` :smile: > quote",
    "combining marks, not normalised": "Cafe\u0301 and Café",
    "beyond the basic plane": "𠜎𠜱𠝹 𝄞",
    "zero width": "in\u200bvisible",
    "2,000 characters": "x" * 1_999 + "y",
    "2,000 of the widest": "🎈" * 2_000,
    "a quotation": "The “quiet” room",
    "looks like JSON": '{"type": "AddItem"}',
}

REFUSED = {
    "a bell": ("ring\x07ring", "U+0007"),
    "a null": ("no\x00thing", "U+0000"),
    "an escape": ("\x1b[31mred", "U+001B"),
    "a noncharacter": ("end\uffff", "U+FFFF"),
    "2,001 characters": ("x" * 2_001, "at most 2,000"),
    "20,000 characters": ("x " * 10_000, "at most 2,000"),
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_a_text_is_kept_to_the_byte_and_pings_nobody(
    driver: Driver, fresh_list: ListAddress, text: str
) -> None:
    answer = driver.slack.ask(MAYA, f"add {text} to {fresh_list.name}")
    assert driver.maya.contents(fresh_list) == [text], answer.words
    assert answer.words.startswith(f"✅ Added {text[:200]}")
    assert answer.live_markup == []

    listed = driver.slack.ask(MAYA, f"list {fresh_list.name}")
    assert text[:200] in listed.words
    assert listed.live_markup == []


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_text_that_cannot_be_kept_is_refused_with_the_reason(
    driver: Driver, fresh_list: ListAddress, text: str, reason: str
) -> None:
    before = driver.backpack.state()["version"]
    answer = driver.slack.ask(MAYA, f"add {text} to {fresh_list.name}")
    assert reason in answer.words
    assert "Nothing was changed in Backpack." in answer.words
    assert answer.live_markup == []
    driver.wait_until_idle()
    assert driver.backpack.state()["version"] == before


NOT_UNDERSTOOD = {
    "a misspelled verb": ("ad Milk to Groceries", ("I don't know the verb ad", "Did you mean", "add")),
    "a verb of no kind": ("🦆", ("I don't know the verb 🦆", "/backpack help")),
    "a ping for a verb": ("<!channel>", ("I don't know the verb <!channel>",)),
    "no item": ("add", ("add what?",)),
    "only blanks": ("add    ", ("add what?",)),
    "a misspelled list": ("add Milk to Grocries", ("You have no list called Grocries", "Groceries")),
    "a pinging list": ("list <!channel>", ("You have no list called <!channel>",)),
    "two lists of that name": ("add Tape to Packing list", ("could be several lists", "Trade fair")),
    "no such item": ("done Moon cheese in Groceries", ("no open item called Moon cheese",)),
    "no such page": ("page Ofice", ("You have no page called Ofice", "Office")),
    "no time": ("remind me of it", ("I could not find a time",)),
    "an impossible time": ("remind me tomorrow at 25:00 to sleep", ("25:00 is not a time",)),
    "a long status": ("status " + "x" * 2_001, ("The status is 2,001 characters long",)),
    "a long journal entry": ("journal " + "x" * 12_001, ("12,001 characters long; at most 12,000",)),
    "a long search": ("search " + "x" * 256, ("256 characters long; at most 255",)),
    "explain of nothing": ("explain", ("explain what?",)),
}


@pytest.mark.parametrize(("words", "said"), NOT_UNDERSTOOD.values(), ids=NOT_UNDERSTOOD.keys())
def test_a_command_not_understood_is_answered_with_what_to_do_and_changes_nothing(
    driver: Driver, words: str, said: tuple[str, ...]
) -> None:
    before = driver.backpack.state()["version"]
    answer = driver.slack.ask(MAYA, words)
    assert [part for part in said if part not in answer.words] == []
    assert answer.live_markup == []
    driver.wait_until_idle()
    assert driver.backpack.state()["version"] == before


def test_quotes_hold_together_an_item_that_reads_like_a_command(
    driver: Driver, fresh_list: ListAddress
) -> None:
    driver.slack.ask(MAYA, f'add "Post the letter to Ann" to {fresh_list.name}')
    assert driver.maya.contents(fresh_list) == ["Post the letter to Ann"]


def test_a_journal_entry_may_be_12000_characters_long(driver: Driver) -> None:
    body = "Dear diary, " * 1_000
    driver.slack.ask(MAYA, body, command="/journal")
    assert body.strip() in driver.maya.journal()
