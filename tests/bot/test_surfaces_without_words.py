"""Forms, buttons, boxes and emoji: what each offers of what can be said, and that it ends as the words do."""

import copy
import json
from collections import defaultdict
from dataclasses import replace

import pytest

from bot.bindings import BINDINGS
from tests.bot.presenting import DIRECT, Told
from tests.bot.slack import MAYA, Json, command_body
from tests.bot.surfaces import CHANNEL
from tests.bot.team import Team
from tests.e2e.signed import Signer
from tests.golden.slack_payloads import Recorded, recorded

TYPED_FORM = {
    "AddItem": "add",
    "AddNote": "note",
    "ChangeJournalEntry": "edit",
    "ChangeReminder": "reminders",
    "Connect": "connect",
    "DeleteReminder": "reminders",
    "FillEntryForm": "journal",
    "FinishItem": "done",
    "FinishReminder": "reminders",
    "ClearStatus": "status",
    "SetHomeLists": "home",
    "SetReminder": "remind",
    "SetStatus": "status",
    "ShareAnswer": "share",
    "ShowHome": "home",
    "SnoozeReminder": "reminders",
    "TickItem": "done",
    "Undo": "undo",
    "WriteJournalEntry": "journal",
}
"""The verb that does the same as what is accepted from a form, a button, a box or an emoji."""

_ON_SOMETHING = "it is on one thing, and does something to that one; what only shows is asked for in words"
_FORM = "a form takes a text and where it belongs; what is asked for, or set for a channel, has neither"
OFFERED = {
    "block_actions_checkboxes": ({"done"}, _ON_SOMETHING),
    "block_actions_checkboxes_in_home": ({"done"}, _ON_SOMETHING),
    "block_actions_in_home": ({"home", "journal"}, "its forms are below; a tab is no place for the rest"),
    "event_app_home_opened": ({"home"}, "opening a tab says one thing"),
    "block_actions_in_ephemeral_message": ({"reminders"}, _ON_SOMETHING),
    "block_actions_in_message": ({"done", "journal", "reminders", "share", "undo"}, _ON_SOMETHING),
    "block_actions_overflow": ({"reminders"}, _ON_SOMETHING),
    "block_actions_static_select": ({"reminders"}, _ON_SOMETHING),
    "event_reaction_added": ({"add"}, "an emoji says one thing"),
    "view_submission_add": ({"add", "journal", "note"}, _FORM),
    "view_submission_connect": ({"connect"}, "a token is never typed in a message"),
    "view_submission_home_lists": ({"home"}, "it is about the tab"),
    "view_submission_home_status": ({"status"}, "a status is one's own, and nothing else has its form"),
    "view_submission_journal_entry": ({"edit", "journal"}, _FORM),
    "view_submission_reminder": ({"remind", "reminders"}, _FORM),
}
"""By the file of its recorded payload: verbs, and why no others."""

_UNASKED = ("event_link_shared",)
"""What comes of these nobody has asked for."""
_WORDS = ("slash_command", "event_app_mention", "event_message", "event_retried")


def without_words() -> list[Recorded]:
    return [case for case in recorded() if not case.name.startswith((*_WORDS, *_UNASKED))]


def test_each_offers_what_the_table_says_and_all_of_that_has_a_typed_form() -> None:
    offered: dict[str, set[str]] = defaultdict(set)
    for case in without_words():
        for operation in case.expect.get("accepted", {}).values():
            intent = operation["intent"].get("doing") or operation["intent"]
            offered[case.name.partition(":")[0]].add(TYPED_FORM[intent["type"]])
    assert offered == {surface: verbs for surface, (verbs, _why_no_others) in OFFERED.items()}
    assert set(TYPED_FORM.values()) <= {binding.verb for binding in BINDINGS}


TYPED = {
    "an item": "add Buy oat milk to Groceries",
    "a note": "note Buy: oat milk to Office",
    "an entry, nothing picked": "journal Buy\noat milk",
}
WHERE_IT_WAS_OPENED = {"the message shortcut": CHANNEL, "the global shortcut": ""}


@pytest.mark.parametrize("opened_in", WHERE_IT_WAS_OPENED.values(), ids=WHERE_IT_WAS_OPENED)
@pytest.mark.parametrize("case_name", TYPED)
def test_the_form_ends_as_the_words_do_and_is_answered_where_it_was_opened(
    case_name: str, opened_in: str, team: Team, signer: Signer
) -> None:
    team.world.page("Office", Groceries=[])
    trigger = team.slack.trigger_id()
    typed = signer.send(command(TYPED[case_name], team, trigger))
    assert (typed.status, typed.body) == (200, "")
    by_words = outcome(team, f"command-{trigger}")

    told = Told(team.slack)
    (case,) = [each for each in recorded() if each.name == f"view_submission_add: {case_name}"]
    submitted = signer.send(form_of(case, team, opened_in).body)
    assert (submitted.status, submitted.body) == (200, "")
    (operation_id,) = case.expect["accepted"]
    assert outcome(team, operation_id) == by_words
    (message,) = told()
    place = message["channel"], message["thread_ts"], message["ephemeral_to"]
    assert place == ((CHANNEL, None, MAYA) if opened_in else (DIRECT, None, None))


def command(words: str, team: Team, trigger_id: str) -> str:
    return command_body(
        words, trigger_id=trigger_id, channel_id=CHANNEL, response_url=team.slack.response_url(CHANNEL)
    )


def form_of(case: Recorded, team: Team, opened_in: str) -> Recorded:
    """Submitted where it was opened, with the place of this test's own account picked."""
    (page,) = team.world.state()["pages"]
    live = case.alive(
        {"response_url": team.slack.response_url(CHANNEL), "trigger_id": team.slack.trigger_id()}
    )
    payload: Json = copy.deepcopy(live.payload)
    if picked := payload["view"]["state"]["values"]["place"]["place_choice"]["selected_option"]:
        is_list = "/" in picked["value"]
        picked["value"] = f"{page['id']}/{page['lists'][0]['id']}" if is_list else f"{page['id']}"
    state = json.loads(payload["view"]["private_metadata"])
    state |= {"slack_channel_id": opened_in} | ({} if opened_in else {"response_url": None})
    payload["view"]["private_metadata"] = json.dumps(state)
    return replace(live, payload=payload)


def outcome(team: Team, operation_id: str) -> Json:
    """What came of it, but for what Backpack has called it."""
    team.carry_out(operation_id)
    found = team.stores.operations.find(operation_id)
    assert found
    assert found.outcome
    return {name: value for name, value in json.loads(found.outcome).items() if not name.endswith("_id")}
