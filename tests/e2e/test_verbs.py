"""Every verb that asks or tells Backpack something: typed in Slack, looked up in Backpack."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.driver import Driver
from tests.e2e.slack_page import GENERAL, KITCHEN, MAYA, TOMAS
from tests.e2e.xml_api import Item, ListAddress


def test_add_puts_the_item_at_the_end_of_the_list(driver: Driver, groceries: ListAddress) -> None:
    answer = driver.slack.ask(MAYA, "add Buy oat milk to Groceries")
    assert answer.words == "✅ Added Buy oat milk to Groceries on Office."
    assert answer.ephemeral_to == MAYA
    open_items = [item for item in driver.maya.items(groceries) if not item.completed]
    assert open_items[-1] == Item("Buy oat milk", completed=False)


def test_bp_is_the_same_command(driver: Driver, fresh_list: ListAddress) -> None:
    answer = driver.slack.ask(TOMAS, f"add Lemons to {fresh_list.name}", command="/bp")
    assert answer.words == f"✅ Added Lemons to {fresh_list.name} on Office."
    assert driver.maya.contents(fresh_list) == ["Lemons"]


def test_done_marks_the_one_item_that_fits(driver: Driver, fresh_list: ListAddress) -> None:
    for content in ("Rye bread", "Wheat flour"):
        driver.slack.ask(MAYA, f"add {content} to {fresh_list.name}")
    answer = driver.slack.ask(MAYA, f"done flour in {fresh_list.name}")
    assert answer.words == f"☑️ Wheat flour is done ({fresh_list.name} on Office)."
    assert driver.maya.items(fresh_list) == [Item("Rye bread", False), Item("Wheat flour", True)]


def test_list_shows_what_is_open_and_what_is_done(driver: Driver) -> None:
    answer = driver.slack.ask(MAYA, "list Repairs")
    repairs = driver.maya.items(driver.maya.find_list("Office", "Repairs"))
    assert repairs
    for item in repairs:
        assert f"{'☑' if item.completed else '☐'} {item.content}" in answer.words
    assert answer.text == "Repairs on Office: 2 open, 1 done."


def test_page_shows_its_lists_and_notes(driver: Driver) -> None:
    answer = driver.slack.ask(MAYA, "page Product launch")
    for words in ("Product launch", "This week", "Record the two-minute demo", "Tagline"):
        assert words in answer.words
    assert "Everything for the trip in one place & nothing you don't need." in answer.words


def test_pages_shows_every_page_that_backpack_lists(driver: Driver) -> None:
    answer = driver.slack.ask(MAYA, "pages")
    titles = [page.attrib["title"] for page in driver.maya.post("pages/all").iter("page")]
    assert len(titles) >= 3
    assert [title for title in titles if title not in answer.words] == []


def test_search_shows_the_pages_that_backpack_finds(driver: Driver) -> None:
    answer = driver.slack.ask(MAYA, "search pricing")
    found = driver.maya.post("pages/search", "<term>pricing</term>").iter("page")
    assert answer.words == "1 page with “pricing”" + "".join(page.attrib["title"] for page in found)
    assert "Product launch" in answer.words


def test_note_has_the_title_and_the_body_that_were_typed(driver: Driver) -> None:
    answer = driver.slack.ask(MAYA, "note Door code: press 4711 <twice> & wait to Office")
    assert answer.words == "📝 Added the note Door code to Office."
    assert driver.maya.notes("Office")["Door code"] == "press 4711 <twice> & wait"


def test_status_is_the_speakers_own(driver: Driver) -> None:
    mayas = driver.maya.status()
    answer = driver.slack.ask(TOMAS, "status Back from the dentist 🦷")
    assert answer.words == "💬 Your status is now Back from the dentist 🦷."
    assert driver.tomas.status() == "Back from the dentist 🦷"
    assert driver.maya.status() == mayas


@pytest.mark.parametrize(("command", "before"), [("/backpack", "journal "), ("/journal", "")])
def test_a_journal_entry_is_written_once(driver: Driver, command: str, before: str) -> None:
    body = f"Sharpened every pencil, by {command}"
    answer = driver.slack.ask(MAYA, before + body, command=command)
    assert answer.words == f"📓 In your journal: {body}"
    assert driver.maya.journal().count(body) == 1
    assert body not in driver.tomas.journal()


def test_a_reminder_is_set_in_the_speakers_own_zone(driver: Driver) -> None:
    chicago = ZoneInfo("America/Chicago")

    def tomorrow() -> str:
        return f"{datetime.now(chicago) + timedelta(days=1):%Y-%m-%d} 09:30:00"

    before = tomorrow()
    answer = driver.slack.ask(TOMAS, "remind me tomorrow at 9:30 to water the ferns")
    assert answer.words.startswith("⏰ I'll remind you ")
    assert "water the ferns" in answer.words
    # Backpack says it in Tomás's zone there, which is Chicago's too.
    assert driver.tomas.reminders()["water the ferns"] in (before, tomorrow())


def test_reminders_shows_mine_and_not_others(driver: Driver) -> None:
    driver.slack.ask(TOMAS, "remind me +90 feed the sourdough")
    assert "feed the sourdough" in driver.slack.ask(TOMAS, "reminders").words
    assert "feed the sourdough" not in driver.slack.ask(MAYA, "reminders").words
    assert "feed the sourdough" in driver.tomas.reminders()


def test_a_channels_default_holds_in_that_channel_only(driver: Driver) -> None:
    place = driver.maya.find_list("Team offsite", "Agenda")
    answer = driver.slack.ask(MAYA, "default Team offsite / Agenda", channel=KITCHEN)
    assert "Team offsite / Agenda" in answer.words
    added = driver.slack.ask(TOMAS, "add Stretch before lunch", channel=KITCHEN)
    assert added.words == "✅ Added Stretch before lunch to Agenda on Team offsite."
    assert "Stretch before lunch" in driver.maya.contents(place)
    assert "Team offsite / Agenda" in driver.slack.ask(TOMAS, "default", channel=KITCHEN).words
    assert "no default" in driver.slack.ask(TOMAS, "default none", channel=KITCHEN).words
    elsewhere = driver.slack.ask(TOMAS, "add Never seen", channel=GENERAL)
    assert "default PAGE / LIST" in elsewhere.text
    assert "Never seen" not in driver.maya.contents(place)


@pytest.mark.parametrize(
    ("command", "meaning"),
    [
        ("add Nails to Groceries", "add the item “Nails” to Groceries"),
        ("done oat milk in Groceries", "mark the item “oat milk” as done in Groceries"),
        ("status Gone", "set your status to “Gone”"),
        ("journal Nothing", "write “Nothing” in your journal"),
        ("note A: b to Office", "add the note “A” to Office"),
        ("remind me +5 tea", "remind you of “tea”"),
    ],
)
def test_explain_says_it_and_changes_nothing(driver: Driver, command: str, meaning: str) -> None:
    before = driver.backpack.state()["version"]
    answer = driver.slack.ask(MAYA, f"explain {command}")
    assert f"That would {meaning}" in answer.words
    assert answer.words.endswith("Nothing was done.")
    driver.wait_until_idle()
    assert driver.backpack.state()["version"] == before


def test_help_names_every_verb_and_explains_each(driver: Driver) -> None:
    everything = driver.slack.ask(MAYA, "help")
    verbs = ["add", "done", "list", "page", "pages", "search", "note", "status", "journal", "remind"]
    verbs += ["reminders", "default", "connect", "disconnect", "explain", "help"]
    for verb in verbs:
        assert f"/backpack {verb}" in everything.words
        assert f"/backpack {verb}" in driver.slack.ask(MAYA, f"help {verb}").words
    assert driver.slack.ask(MAYA, "").words == everything.words
