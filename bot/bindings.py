"""The one table of what a person can say: a row a verb. Help, completion and parsing are read from it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot import parse, parse_feeds
from bot.home_words import read_home
from bot.journal_words import journal_asked_for
from bot.remind import read_remind
from bot.reminder_words import names_a_time, read_reminders
from bot.rhythm_words import is_rhythm
from bot.speaker import Speaker
from tasks.intent import Intent
from tasks.names import nearest


@dataclass(frozen=True)
class Binding:
    """A verb, what follows it, and how that is read."""

    verb: str
    usage: str
    """What follows the verb; capitals stand for the person's words."""
    summary: str
    example: str
    """A whole sentence after the verb, as somebody might really type it."""
    read: Callable[[str, Speaker], Intent] | None = None
    """None for the verbs that need no Backpack: the listener answers those itself."""
    needs_words: bool = True
    needs_time_zone: bool | Callable[[str], bool] = False
    """Or whether these words do: nobody's journal entry should fail for want of a zone."""
    aliases: tuple[str, ...] = ()

    def needs_time_zone_for(self, words: str) -> bool:
        return self.needs_time_zone(words) if callable(self.needs_time_zone) else self.needs_time_zone


BINDINGS = (
    Binding("add", "ITEM to LIST", "Add an item to a list", "Buy oat milk to Groceries", parse.read_add),
    Binding("done", "ITEM [in LIST]", "Mark an item as done", "oat milk in Groceries", parse.read_done),
    Binding("list", "[LIST]", "Show a list", "Groceries", parse.read_list, needs_words=False),
    Binding(
        "card",
        "[LIST, or off LIST]",
        "Post a list as a card that everybody can tick",
        "Groceries",
        parse.read_card,
        needs_words=False,
    ),
    Binding("page", "[PAGE]", "Show a page", "Office", parse.read_page, needs_words=False),
    Binding("pages", "", "Show the names of your pages", "", parse.read_pages, needs_words=False),
    Binding("search", "WORDS", "Search your pages", "printer", parse.read_search, aliases=("find",)),
    Binding("note", "TITLE: TEXT to PAGE", "Add a note to a page", "Door: 4711 to Office", parse.read_note),
    Binding(
        "status",
        "[TEXT, clear, or board off]",
        "Set your status, or show everybody's as a board",
        "Writing the launch post",
        parse.read_status,
        needs_words=False,
    ),
    Binding(
        "journal",
        "TEXT, or today, yesterday, week [@PERSON]",
        "Write in your journal, or show everybody's",
        "Shipped the new sign-up page",
        parse.read_journal,
        needs_time_zone=lambda words: journal_asked_for(words) is not None,
    ),
    Binding(
        "edit",
        "TEXT",
        "Change your last journal entry",
        "Shipped the new sign-up page, at last",
        parse.read_edit,
    ),
    Binding(
        "digest",
        "daily 17:00, weekly fri 16:00, or off",
        "Post a digest of the journal in this channel",
        "weekdays 17:00",
        parse.read_digest,
        needs_words=False,
        needs_time_zone=is_rhythm,
    ),
    Binding(
        "prompt",
        "weekdays 16:30, or off",
        "Ask everybody in this channel what they did",
        "weekdays 16:30",
        parse.read_prompt,
        needs_words=False,
    ),
    Binding(
        "remind",
        "me WHEN TEXT",
        "Set a reminder, for @people or a #channel too",
        "me tomorrow at 9 to call the printer",
        read_remind,
        needs_time_zone=True,
    ),
    Binding(
        "reminders",
        "[done TEXT, delete TEXT, snooze TEXT until WHEN, or change TEXT to WHEN or NEW TEXT]",
        "Show your reminders, or settle one",
        "snooze call the printer until tomorrow at 9",
        read_reminders,
        needs_words=False,
        needs_time_zone=names_a_time,
    ),
    Binding("undo", "", "Undo what you changed last", "", parse.read_undo, needs_words=False),
    Binding("share", "", "Show my last answer to everybody here", "", parse.read_share, needs_words=False),
    Binding(
        "default",
        "PAGE / LIST",
        "Set this channel's page and list (`none` clears)",
        "Office / Groceries",
        parse.read_default,
        needs_words=False,
    ),
    Binding(
        "subscribe",
        "journal, status, page NAME or calendar NAME",
        "Post here what changes in Backpack",
        "page Office",
        parse_feeds.read_subscribe,
    ),
    Binding(
        "unsubscribe",
        "journal, status, page NAME or calendar NAME",
        "Post that no more here",
        "page Office",
        parse_feeds.read_unsubscribe,
    ),
    Binding(
        "subscriptions", "", "Show what is posted here", "", parse_feeds.read_subscriptions, needs_words=False
    ),
    Binding(
        "emoji",
        "[NAME on or off]",
        "Choose the emoji that add a message to the channel's list",
        ":backpack: on",
        needs_words=False,
    ),
    Binding(
        "prefix",
        "[WORD on or off]",
        "Take messages here that begin with `todo:`, `note:` or `journal:`",
        "todo on",
        needs_words=False,
    ),
    Binding(
        "home",
        "[LIST on or off]",
        "Choose the lists on your Home tab",
        "Groceries on",
        read_home,
        needs_words=False,
    ),
    Binding("connect", "", "Connect your Backpack account", "", needs_words=False, aliases=("login",)),
    Binding("disconnect", "", "Forget your Backpack token", "", needs_words=False, aliases=("logout",)),
    Binding("explain", "COMMAND", "Say what a command would do", "add Buy oat milk to Groceries"),
    Binding("help", "[VERB]", "Show what you can say", "add", needs_words=False, aliases=("?",)),
)

_BY_WORD = {word: binding for binding in BINDINGS for word in (binding.verb, *binding.aliases)}


def binding_for(word: str) -> Binding | None:
    return _BY_WORD.get(word.lower())


def nearest_verbs(word: str) -> tuple[str, ...]:
    """Verbs that `word` may have been meant for, the likeliest first."""
    return nearest(word, [binding.verb for binding in BINDINGS])
