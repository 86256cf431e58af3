"""Any text that a person can type comes back as it was typed, or is refused with a reason."""

import re
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import backpack as bp
from tests.contract.site import SharedSite
from tests.contract.world import World

Trip = Callable[[World, str], str]
_UNSENDABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What is easily lost on the way: markup, escapes, line ends, blanks at the ends, what looks like a token or a
# fuzzy date, and characters next to those that XML cannot carry.
_PIECES: Final = (
    *("&", "<", ">", '"', "'", "]]>", "<![CDATA[", "&amp;", "&#10;", "<b>", "<!--", "<?xml"),
    *("\r", "\n", "\r\n", "\t", " ", "\u0085", "\u00a0", "\u2028", "\ufeff", "\ufffd", "\ud7ff", "\ue000"),
    *(
        "+30 ",
        "+1:30 ",
        "9/27 ",
        "é",
        "e\u0301",
        "ß",
        "日本",
        "\U0001f469\u200d\U0001f680",
        "\u202e",
        "\0",
        "\x1b",
    ),
    *("\ud800", "\ufffe", "true", "1", "nil", "%", "\\", "---", "{}"),
)
TEXTS: Final = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=5)), max_size=12).map("".join),
)


def _item(world: World, text: str) -> str:
    made = world.maya(bp.create_item(world.page_id, world.list_id, text))
    listed = world.items()[-1]
    assert (made.id, made.content) == (listed.id, listed.content)
    world.maya(bp.destroy_item(world.page_id, world.list_id, made.id))
    return listed.content


def _note(world: World, text: str) -> str:
    made = world.maya(bp.create_note(world.page_id, text, text))
    listed = world.maya(bp.list_notes(world.page_id))[-1]
    assert made == listed
    assert listed.title == listed.body  # an attribute and an element's text
    world.maya(bp.destroy_note(world.page_id, made.id))
    return listed.body


def _journal_entry(world: World, text: str) -> str:
    entry_id = world.maya(bp.create_journal_entry(world.user_id, text))
    listed = world.maya(bp.list_user_journal_entries(world.user_id, count=1))[0]
    shown = world.maya(bp.show_journal_entry(entry_id))
    assert (listed.id, listed.body) == (entry_id, shown.body)
    return listed.body


def _status(world: World, text: str) -> str:
    world.maya(bp.update_status(world.user_id, text))
    return world.maya(bp.list_statuses())[0].message


def _reminder(world: World, text: str) -> str:
    reminder_id = world.maya(bp.create_reminder(text, world.soon, world.zone))
    listed = next(one for one in world.reminders() if one.id == reminder_id)
    world.maya(bp.destroy_reminder(reminder_id))
    return listed.content


TRIPS: Final[dict[str, Trip]] = {
    "create_item": _item,
    "create_note": _note,
    "create_journal_entry": _journal_entry,
    "update_status": _status,
    "create_reminder": _reminder,
}
MAY_BE_EMPTY: Final = {"create_note"}


@pytest.fixture(scope="module")
def writing(site: SharedSite) -> Iterator[World]:
    """A world to write in."""
    world = World(site)
    yield world
    world.close()


@pytest.mark.parametrize("name", TRIPS)
@given(text=TEXTS)
@example(text="")
@example(text=" \r\n\t ")
@example(text="  blanks  \r\nand lines\n\n")
@example(text="+30 <b>&amp;</b> ]]> \r \u2028 \U0001f469\u200d\U0001f680")
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
def test_a_text_comes_back_as_it_was_typed_or_is_refused(name: str, text: str, writing: World) -> None:
    if found := _UNSENDABLE.search(text):
        with pytest.raises(bp.UnsendableText) as caught:
            TRIPS[name](writing, text)
        assert caught.value.position == found.start()
    elif not text.strip() and name not in MAY_BE_EMPTY:
        with pytest.raises(bp.Rejected):  # Rails takes an empty value for an absent one (wire 2)
            TRIPS[name](writing, text)
    else:
        assert TRIPS[name](writing, text) == text
