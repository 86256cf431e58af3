"""Messages between bot and workers: plain data that survives the journey."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tasks.delivery import Delivery
from tasks.intents import AddItem, SetReminder
from tasks.results import RefusalError
from tasks.wire import UnknownTypeError, decode, encode, wire
from tests.tasks.samples import WIRE_TYPES, any_value


def test_every_intent_and_result_is_registered() -> None:
    assert {"AddItem", "Connect", "ItemAdded", "Refused", "NotConnected", "Delivery"} <= set(WIRE_TYPES)
    assert len(WIRE_TYPES) >= 30


@pytest.mark.parametrize("name", WIRE_TYPES)
@given(data=st.data())
def test_a_value_comes_out_as_it_went_in(name: str, data: st.DataObject) -> None:
    value = data.draw(any_value(name))
    message = json.dumps(encode(value))
    assert decode(json.loads(message)) == value


def test_a_message_is_readable() -> None:
    assert encode(AddItem("Oat milk")) == {
        "type": "AddItem",
        "content": "Oat milk",
        "target": None,
        "whole": None,
        "page_id": None,
        "list_id": None,
    }


def test_a_moment_stays_the_same_instant() -> None:
    moment = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    back = decode(json.loads(json.dumps(encode(SetReminder("tea", moment, "Europe/Berlin")))))
    assert back.remind_at == moment
    assert back.remind_at.tzinfo is not None


@pytest.mark.parametrize("message", [{}, {"type": None}, {"type": "Nobody"}, {"content": "no type"}])
def test_an_unknown_type_says_so(message: dict[str, str]) -> None:
    with pytest.raises(UnknownTypeError):
        decode(message)


def test_fields_of_another_version_are_an_error_of_their_own() -> None:
    with pytest.raises(ValidationError):
        decode({"type": "AddItem", "text": "Oat milk"})


def test_a_delivery_that_an_older_bot_accepted_is_understood() -> None:
    older = {
        "type": "Delivery",
        "slack_team_id": "T1",
        "slack_user_id": "U1",
        "slack_channel_id": "C1",
        "response_url": None,
        "words": "pages",
        "accepted_at_seconds": 1.0,
    }
    assert decode(older) == Delivery("T1", "U1", "C1", None, "pages", 1.0, thread_ts=None, is_direct=False)


def test_a_text_that_is_over_the_limits_is_refused_on_arrival_too() -> None:
    with pytest.raises(RefusalError):
        decode({"type": "AddItem", "content": "x" * 2001})


def test_two_types_of_one_name_are_refused_at_import() -> None:
    @dataclass(frozen=True)
    class AddItem:
        content: str

    with pytest.raises(TypeError, match="AddItem"):
        wire(AddItem)
