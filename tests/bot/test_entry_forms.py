"""The form of a journal entry: open at once, filled in with what was done, and its text in Backpack."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from celery.exceptions import Retry

from backpack import create_item, create_list, create_page, delete_journal_entry, list_journal_entries
from bot.app import create_app
from bot.config import BotConfig
from sandbox.ports import free_port
from store.redis_client import FAST_TIMEOUT_SECONDS, connect
from store.stores import open_stores
from tests.bot.hands import Hands, initial
from tests.bot.slack import CHANNEL, Driver, Json, Reply, direct_message, interaction_body
from tests.bot.team import LAUNCH, Team
from tests.bot.test_views import texts_of

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def no_view_is_open(team: Team) -> Any:
    yield
    team.slack.close_views()


def groceries(team: Team, *items: str) -> None:
    backpack = team.people["U0MAYA"].backpack
    page_id = backpack(create_page("Office")).id
    list_id = backpack(create_list(page_id, "Groceries")).id
    for item in items:
        backpack(create_item(page_id, list_id, item))


def ask_for_form(
    team: Team, text: str = "", command: str = "/journal", user: str = "U0MAYA"
) -> tuple[Reply, str]:
    """The acknowledgement, and the operation that fills the form in."""
    trigger = team.slack.trigger_id(user)
    url = team.slack.response_url(LAUNCH, user)
    reply = team.driver.say(text, command, user=user, channel_id=LAUNCH, trigger_id=trigger, response_url=url)
    return reply, f"command-{trigger}"


def form(team: Team, user: str = "U0MAYA", **how: str) -> Json:
    """As it is filled in."""
    reply, operation_id = ask_for_form(team, user=user, **how)
    assert (reply.status, reply.body) == (200, "")
    (loading,) = team.slack.views(user)
    assert "Looking for what you have done" in str(loading)
    team.carry_out(operation_id)
    (filled,) = team.slack.views(user)
    assert filled["id"] == loading["id"]
    return filled


def submitted(team: Team, hands: Hands, view: Json, text: str, user: str = "U0MAYA") -> Json:
    """What the person reads in the channel then."""
    reply = hands.submit(view, user, entry=text)
    assert (reply.status, reply.body) == (200, "")
    (operation_id,) = [each for each in operations(team) if each.startswith(f"view-{view['id']}")]
    team.carry_out(operation_id)
    return team.slack.messages(LAUNCH, user)[-1]


def operations(team: Team) -> list[str]:
    client: Any = team.redis
    return list(client.zrange("backpack-bot:{operations}:open", 0, -1))


@pytest.mark.parametrize(
    ("command", "text"),
    [("/journal", ""), ("/journal", "  "), ("/backpack", "journal"), ("/bp", " Journal ")],
)
def test_without_a_text_the_form_opens(team: Team, command: str, text: str) -> None:
    view = form(team, command=command, text=text)
    assert initial(view) == {"entry": None}
    assert view["blocks"][0]["element"]["placeholder"]["text"]


def test_it_proposes_what_was_completed_since_the_last_entry(team: Team, hands: Hands) -> None:
    team.set_clock(datetime(2027, 3, 9, 9, tzinfo=BERLIN))
    groceries(team, "Oat milk", "Soap", "<!channel> & tea")
    team.say("done oat milk")
    team.set_clock(datetime(2027, 3, 9, 10, tzinfo=BERLIN))
    team.write("U0MAYA", "Went shopping")  # in Backpack itself
    team.set_clock(datetime(2027, 3, 9, 11, tzinfo=BERLIN))
    team.say("done soap")
    team.set_clock(datetime(2027, 3, 9, 11, 30, tzinfo=BERLIN))
    team.say("done tea")
    team.say("done tea")  # was done already
    team.write("U0TOMAS", "His entry is not hers")
    view = form(team)
    proposed = "Done:\n• Soap (Groceries)\n• <!channel> & tea (Groceries)"
    assert initial(view) == {"entry": proposed}
    assert "From the 2 items that you have completed" in str(view)
    answer = submitted(team, hands, view, f"{proposed}\nand a nap")
    assert answer["ephemeral_to"] == "U0MAYA"
    assert team.journal()[-1] == f"{proposed}\nand a nap"
    assert initial(form(team)) == {"entry": None}, "all of it has been told"


def test_what_others_completed_is_not_proposed(team: Team) -> None:
    groceries(team, "Oat milk")
    team.say("done oat milk")
    assert initial(form(team, user="U0TOMAS")) == {"entry": None}


def test_more_than_a_form_holds_is_cut(team: Team) -> None:
    groceries(team, *(f"{number} {'x' * 1_000}" for number in range(5)))
    for number in range(5):
        team.say(f"done {number} xxx")
    assert len(initial(form(team))["entry"]) <= 3_000


def test_an_entry_can_be_changed_from_its_confirmation(team: Team, hands: Hands) -> None:
    team.say("Shipped teh map", command="/journal")
    answer = team.slack.messages(LAUNCH)[-1]
    click(team, hands, answer)
    (view,) = team.slack.views()
    assert initial(view) == {"entry": "Shipped teh map"}
    assert view["submit"]["text"] == "Change"
    changed = submitted(team, hands, view, "Shipped the map")
    assert changed["ts"] == answer["ts"], "it stands where it stood"
    assert "In your journal now: “Shipped the map”" in changed["text"]
    assert team.journal() == ["Shipped the map"]
    click(team, hands, changed)
    (view,) = team.slack.views()
    assert initial(view) == {"entry": "Shipped the map"}


def click(team: Team, hands: Hands, message: Json, user: str = "U0MAYA") -> None:
    before = set(operations(team))
    reply = hands.click(message, "journal_entry_edit", user=user, block_id=message["blocks"][-1]["block_id"])
    assert reply.status == 200
    (operation_id,) = set(operations(team)) - before
    team.carry_out(operation_id)


@pytest.mark.parametrize(
    ("fate", "said"),
    [
        ("deleted", "not in Backpack any more"),
        ("away", "Backpack is not answering"),
        ("long", "is 3,001 characters long, and a form holds 3,000"),
    ],
)
def test_what_can_not_be_changed_here_says_why_and_takes_nothing(
    team: Team, hands: Hands, fate: str, said: str
) -> None:
    answer = team.say("y" * 3_001 if fate == "long" else "Shipped", command="/journal")
    if fate == "deleted":
        backpack = team.people["U0MAYA"].backpack
        (entry,) = backpack(list_journal_entries())
        backpack(delete_journal_entry(entry.id))
    if fate == "away":
        team.world.fault(status=500, account=team.world.account)
    click(team, hands, answer)
    (view,) = team.slack.views()
    assert said in str(view)
    assert view.get("submit") is None


def test_while_backpack_is_away_the_form_is_there_all_the_same_and_the_entry_is_kept(
    team: Team, hands: Hands
) -> None:
    groceries(team, "Oat milk")
    team.say("done oat milk")
    team.world.fault(status=500, account=team.world.account)
    view = form(team)
    assert initial(view) == {"entry": None}
    assert "Backpack is not answering" in str(view)
    reply = hands.submit(view, entry="Kept")
    assert (reply.status, reply.body) == (200, "")


def test_the_form_does_not_wait_behind_commands_that_wait_for_backpack(team: Team) -> None:
    team.world.fault(status=500, account=team.world.account)
    with pytest.raises(Retry):
        team.say("pages")
    assert "Backpack is not answering" in str(form(team))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("ring\x07bell", "U+0007"),
        ("\ufffe", "U+FFFE"),
        ("x" * 12_001, "12,000"),
    ],
)
def test_a_text_that_can_not_be_kept_is_an_error_below_the_field(team: Team, text: str, problem: str) -> None:
    view = form(team)
    values = {"entry": {"entry_text": {"type": "plain_text_input", "value": text or None}}}
    reply = team.driver.deliver(submission(view, values))
    assert reply.body["response_action"] == "errors"
    assert problem in reply.body["errors"]["entry"]
    assert team.journal() == []


def submission(view: Json, values: Json) -> str:
    return interaction_body("view_submission", view={**view, "state": {"values": values}})


def test_whoever_is_not_connected_is_asked_to_and_no_form_opens(team: Team) -> None:
    team.stores.accounts.forget("T0TRAILHEAD", "U0LINH")
    reply, operation_id = ask_for_form(team, user="U0LINH")
    assert "Connect it once" in reply.text
    assert team.slack.views("U0LINH") == []
    assert team.stores.operations.find(operation_id) is None


def test_a_trigger_that_is_too_old_is_said(team: Team) -> None:
    reply = team.driver.say("", "/journal", channel_id=LAUNCH, trigger_id="1.2.3")
    assert "could not open the form" in reply.text


def test_without_redis_nothing_is_said_to_be_accepted(
    team: Team, config: BotConfig, sealing_key: str
) -> None:
    view = form(team)
    away = connect(f"redis://127.0.0.1:{free_port(0)}/0", FAST_TIMEOUT_SECONDS)
    driver = Driver(create_app(config, open_stores(away, [sealing_key])), team.driver.runner)
    assert "nothing was accepted" in driver.say("", "/journal", channel_id=CHANNEL).text
    values = {"entry": {"entry_text": {"type": "plain_text_input", "value": "Shipped"}}}
    reply = driver.deliver(submission(view, values))
    assert "nothing was written" in reply.body["errors"]["entry"]


def test_a_submission_that_is_delivered_twice_is_one_entry(team: Team, hands: Hands) -> None:
    delivery = hands.delivery_of_submission(form(team), entry="Once")
    for _ in range(2):
        assert team.driver.deliver(delivery).body == ""
    (operation_id,) = operations(team)
    team.carry_out(operation_id)
    assert team.journal() == ["Once"]


def test_the_form_remembers_where_it_was_opened_and_nothing_else(team: Team) -> None:
    state = json.loads(form(team)["private_metadata"])
    assert state.pop("response_url").startswith(team.slack.url)
    assert {name: value for name, value in state.items() if value} == {"slack_channel_id": LAUNCH}


def test_in_a_direct_message_there_is_no_form_to_open(team: Team) -> None:
    team.driver.hear(direct_message("journal"))
    said = team.slack.messages("D0MAYA")[-1]
    assert "journal what?" in "".join(text for _kind, text in texts_of(said["blocks"]))
