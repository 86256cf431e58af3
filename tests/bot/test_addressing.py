"""What of a message is said to the bot."""

import pytest

from bot.addressing import command_in, without_mention, without_salutation

US = "U0BACKPACK"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@U0BACKPACK> add milk", "add milk"),
        ("  <@U0BACKPACK>   add milk", "add milk"),
        ("<@U0BACKPACK|backpack> add milk", "add milk"),
        ("<@U0BACKPACK>: add milk", "add milk"),
        ("<@U0BACKPACK>, add milk", "add milk"),
        ("hey <@U0BACKPACK> add milk", "add milk"),
        ("hey <@U1> and <@U0BACKPACK>\nadd milk", "add milk"),
        ("add milk <@U0BACKPACK>", "add milk "),
        ("add milk, <@U0BACKPACK>!", "add milk, "),
        ("<@U0BACKPACK> add ask <@U0BACKPACK> to <@U1>", "add ask <@U0BACKPACK> to <@U1>"),
        ("<@U0BACKPACK>", ""),
        ("<@U0BACKPACK>?", ""),
        ("add milk", "add milk"),
        ("<@U0BACKPACKER> add milk", "<@U0BACKPACKER> add milk"),
    ],
)
def test_a_mention_is_what_follows_the_name_or_else_precedes_it(text: str, said: str) -> None:
    assert without_mention(text, US) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@U0BACKPACK> add milk to <@U1>", "add milk to <@U1>"),
        (" <@W0BACKPACK|backpack>: add milk", "add milk"),
        ("<@U0BACKPACK>", ""),
        ("add milk for <@U1>", "add milk for <@U1>"),
        ("<#C1|launch> <@U1>", "<#C1|launch> <@U1>"),
    ],
)
def test_while_we_do_not_know_our_name_it_counts_at_the_start(text: str, said: str) -> None:
    assert without_mention(text, None) == said
    assert without_salutation(text, None) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@U0BACKPACK> add milk", "add milk"),
        ("journal Asked <@U0BACKPACK> and <@U1>", "journal Asked <@U0BACKPACK> and <@U1>"),
        ("<@U1> add milk", "<@U1> add milk"),
    ],
)
def test_in_a_direct_message_our_name_is_left_out_at_the_start_alone(text: str, said: str) -> None:
    assert without_salutation(text, US) == said


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("add milk", "add milk"),
        ("  add milk\n", "add milk"),
        ("/backpack add milk", "add milk"),
        ("backpack add milk", "add milk"),
        ("Backpack: add milk", "add milk"),
        ("/bp add milk", "add milk"),
        ("bp\nadd milk", "add milk"),
        ("/journal Shipped it", "journal Shipped it"),
        ("/add milk", "add milk"),
        ("backpacks add milk", "backpacks add milk"),
        ("add backpack to Gear", "add backpack to Gear"),
        ("add bp", "add bp"),
        ("one\n\n  two", "one\n\n  two"),
    ],
)
def test_the_name_of_the_command_is_no_part_of_it(words: str, command: str) -> None:
    assert command_in(words) == command


@pytest.mark.parametrize(
    "words", ["", " ", "hi", "Hello!", "hey.", "HELP", "help?", "?", "backpack", "/backpack", "bp help"]
)
def test_a_greeting_asks_for_help(words: str) -> None:
    assert command_in(words).lower() == "help"


@pytest.mark.parametrize("words", ["hello there", "help add", "hip"])
def test_more_than_a_greeting_is_a_sentence(words: str) -> None:
    assert command_in(words) == words
