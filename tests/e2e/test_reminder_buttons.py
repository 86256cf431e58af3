"""What people do with reminders by hand: confirm a guess, change, undo, be reminded of a message, delete."""

from bot.views import ids
from tests.e2e.driver import Driver
from tests.e2e.slack_page import KITCHEN, MAYA, TOMAS, Post, shown
from tests.e2e.waiting import eventually


def again(driver: Driver, post: Post) -> Post:
    """How the message stands by now."""
    return next(one for one in driver.slack.posts(post.channel, MAYA) if one.ts == post.ts)


def press(driver: Driver, post: Post, action_id: str, ending: str = "") -> None:
    """The button, or of the menus the option whose value ends so."""
    values = [
        value
        for one in post.elements
        if one["action_id"] == action_id
        for value in (one.get("value"), *(option["value"] for option in one.get("options", ())))
        if value
    ]
    driver.slack.act(MAYA, post, action_id, next(value for value in values if value.endswith(ending)))


def fill_in(driver: Driver, **fields: str) -> str:
    """Submit the modal that Maya sees; returns what became of it."""
    view = eventually("a modal", lambda: driver.slack.modal(MAYA))
    assert view
    names = {"when": ids.WHEN_INPUT, "what": ids.WHAT_INPUT, "where": ids.WHERE_INPUT}
    values = {block: {names[block]: text} for block, text in fields.items()}
    return str(driver.slack.submit(MAYA, view["id"], values)["result"])


def test_a_guess_is_set_by_a_click_then_changed_in_the_form_then_undone(driver: Driver) -> None:
    prompt = driver.slack.ask(MAYA, "remind me at 5 to guess the hour", channel=KITCHEN)
    assert "Did you mean" in prompt.words
    assert driver.backpack.reminder_times("guess the hour") == []
    press(driver, prompt, ids.DRAFT_SET)
    eventually("it is set in its place", lambda: "Understood in" in again(driver, prompt).words)
    assert len(driver.backpack.reminder_times("guess the hour")) == 1

    press(driver, again(driver, prompt), ids.REMINDER_CHANGE)
    assert fill_in(driver, when="at 6", what="know the hour") == "updated"
    asked = driver.slack.modal(MAYA)
    assert asked
    assert "Press *Change* again" in shown(asked)
    assert fill_in(driver, when="2090-01-05 10:00", what="know the hour") == "closed"
    eventually("it says so", lambda: "Changed: " in again(driver, prompt).words)
    assert driver.backpack.reminder_times("guess the hour") == []
    assert driver.backpack.reminder_times("know the hour") == ["2090-01-05T09:00:00Z"]

    press(driver, again(driver, prompt), ids.REMINDER_UNDO)
    eventually("it is taken back", lambda: "deleted by" in again(driver, prompt).words)
    assert driver.backpack.reminder_times("know the hour") == []
    assert again(driver, prompt).elements == []


def test_a_message_is_remembered_with_the_way_back_and_deleted_from_the_list(driver: Driver) -> None:
    ts = driver.slack.message(TOMAS, "the fridge hums", channel=KITCHEN)
    before = driver.slack.posts(KITCHEN, MAYA)
    chosen = {"user": MAYA, "channel": KITCHEN, "ts": ts, "callback_id": ids.REMIND_ABOUT_MESSAGE}
    driver.slack.control("shortcut", chosen)
    assert fill_in(driver, when="2090-02-01 08:00", what="the fridge hums", where="me") == "closed"
    answer = eventually("an answer", lambda: driver.slack.posts(KITCHEN, MAYA)[len(before) :])[0]
    assert "I'll remind you" in answer.words
    link = f"/archives/{KITCHEN}/p{ts.replace('.', '')}"
    assert link in answer.words

    listing = driver.slack.ask(MAYA, "reminders", channel=KITCHEN)
    assert link in listing.words
    press(driver, listing, ids.REMINDER_MENU, ":delete")
    eventually("it is deleted", lambda: "deleted by" in again(driver, listing).words)
    assert driver.backpack.reminder_times("the fridge hums") == []
