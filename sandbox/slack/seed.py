"""Who and what the workspace starts with: the team, its people and channels, the app and its commands."""

from dataclasses import dataclass

from sandbox.people import PEOPLE, SLACK_TEAM_ID, SLACK_TEAM_NAME, Person

TEAM_ID, TEAM_NAME, TEAM_DOMAIN = SLACK_TEAM_ID, SLACK_TEAM_NAME, SLACK_TEAM_NAME.lower()
APP_ID, BOT_USER_ID, BOT_ID, BOT_NAME = "A0BACKPACK", "U0BACKPACK", "B0BACKPACK", "Backpack"
SLACKBOT_USER_ID = "USLACKBOT"

# The scopes of the app's manifest: what `x-oauth-scopes` says to every Web API call, and all that is allowed.
SCOPES = (
    "commands",
    "app_mentions:read",
    "chat:write",
    "im:write",
    "im:history",
    "links:read",
    "links:write",
    "reactions:read",
    "users:read",
)
# The `event_subscriptions.bot_events` of the app's manifest: it hears of nothing else.
EVENTS: tuple[str, ...] = (
    "app_home_opened",
    "app_mention",
    "link_shared",
    "message.im",
    "reaction_added",
    "reaction_removed",
)
# What the manifest names beside them, for whoever wants what they are for; `message.channels` comes with the
# second. The page grants them, and takes them back.
OPTIONAL_SCOPES = ("channels:read", "channels:history", "files:write", "dnd:read")
OPTIONAL_EVENTS = ("message.channels",)
# The `features.app_home.home_tab_enabled` of the app's manifest.
HOME_TAB = True
# The `features.unfurl_domains` of the app's manifest; the local server's host comes to them.
UNFURL_DOMAINS: tuple[str, ...] = ("backpackit.com",)


@dataclass(frozen=True)
class Channel:
    """A public channel, or the direct messages between one person and the app."""

    id: str
    name: str
    topic: str = ""
    person_id: str | None = None
    """The person of a direct message; None for a channel."""

    @property
    def is_im(self) -> bool:
        """Whether this is a direct message."""
        return self.person_id is not None


@dataclass(frozen=True)
class Verb:
    """A word that may follow a command, for the composer's completion."""

    name: str
    hint: str
    description: str


@dataclass(frozen=True)
class Command:
    """A slash command as the app's manifest registers it."""

    name: str
    description: str
    usage_hint: str
    verbs: tuple[Verb, ...] = ()


@dataclass(frozen=True)
class Shortcut:
    """A shortcut as the app's manifest registers it (`features.shortcuts`)."""

    type: str
    """`message`: in the menu of every message; `global`: beside the composer."""
    callback_id: str
    name: str
    description: str


CHANNELS = (
    Channel("C0GENERAL", "general", "Company-wide news and the odd photo of the trail"),
    Channel("C0KITCHEN", "kitchen", "Groceries, lunch, and who finished the oat milk"),
    Channel("C0LAUNCH", "launch", "Getting the spring map out of the door"),
)
DIRECT_MESSAGES = tuple(
    Channel(f"D0{person.slack_user_id[2:]}", "directmessage", person_id=person.slack_user_id)
    for person in PEOPLE
)

# What may follow the command, for completion; the order of `/backpack help`.
VERBS = (
    Verb("add", "ITEM to LIST", "Add an item to a list"),
    Verb("done", "ITEM [in LIST]", "Mark an item as done"),
    Verb("list", "[LIST]", "Show a list"),
    Verb("card", "[LIST, or off LIST]", "Post a list as a card that everybody can tick"),
    Verb("page", "[PAGE]", "Show a page"),
    Verb("pages", "", "Show the names of your pages"),
    Verb("search", "WORDS", "Search your pages"),
    Verb("note", "TITLE: TEXT to PAGE", "Add a note to a page"),
    Verb("status", "[TEXT, clear, or board off]", "Set your status, or show everybody's as a board"),
    Verb(
        "journal", "TEXT, or today, yesterday, week [@PERSON]", "Write in your journal, or show everybody's"
    ),
    Verb("edit", "TEXT", "Change your last journal entry"),
    Verb("digest", "daily 17:00, weekly fri 16:00, or off", "Post a digest of the journal in this channel"),
    Verb("prompt", "weekdays 16:30, or off", "Ask everybody in this channel what they did"),
    Verb("remind", "me WHEN TEXT", "Set a reminder, for @people or a #channel too"),
    Verb(
        "reminders",
        "[done TEXT, delete TEXT, snooze TEXT until WHEN, or change TEXT to WHEN or NEW TEXT]",
        "Show your reminders, or settle one",
    ),
    Verb("undo", "", "Undo what you changed last"),
    Verb("share", "", "Show my last answer to everybody here"),
    Verb("default", "PAGE / LIST", "Set this channel's page and list (`none` clears)"),
    Verb("subscribe", "journal, status, page NAME or calendar NAME", "Post here what changes in Backpack"),
    Verb("unsubscribe", "journal, status, page NAME or calendar NAME", "Post that no more here"),
    Verb("subscriptions", "", "Show what is posted here"),
    Verb("emoji", "[NAME on or off]", "Choose the emoji that add a message to the channel's list"),
    Verb("prefix", "[WORD on or off]", "Take messages here that begin with `todo:`, `note:` or `journal:`"),
    Verb("home", "[LIST on or off]", "Choose the lists on your Home tab"),
    Verb("connect", "", "Connect your Backpack account"),
    Verb("disconnect", "", "Forget your Backpack token"),
    Verb("explain", "COMMAND", "Say what a command would do"),
    Verb("help", "[VERB]", "Show what you can say"),
)
COMMANDS = (
    Command("/backpack", "Lists, notes, reminders and more in Backpack", "help, add, list, status …", VERBS),
    Command("/bp", "Short for /backpack", "help, add, list, status …", VERBS),
    Command("/journal", "Write in your Backpack journal", "[what you did]"),
)
SHORTCUTS = (
    Shortcut("message", "remind_about_message", "Remind me about this", "Be reminded of this message"),
    Shortcut(
        "message",
        "add_to_backpack",
        "Add to Backpack",
        "Keep this message as an item, a note or a journal entry",
    ),
    Shortcut("global", "backpack", "Backpack", "Add an item, a note or a journal entry"),
)

# (channel, person's handle, minutes ago, text)
CONVERSATION = (
    ("C0GENERAL", "maya", 190, "Morning! The trail cam caught a *badger* last night 👀"),
    ("C0GENERAL", "tomas", 188, "Third one this week. Are we paying them?"),
    ("C0GENERAL", "linh", 171, "Hi all, second week here. Where do the shared lists live?"),
    (
        "C0GENERAL",
        "tomas",
        169,
        "In Backpack, <@U0LINH> 👋 `/backpack connect` once, then `/backpack pages`.",
    ),
    ("C0KITCHEN", "tomas", 150, "We are out of oat milk. _Again._"),
    ("C0KITCHEN", "maya", 147, "It is on Groceries. Whoever goes past the shop, please ☕"),
    ("C0KITCHEN", "linh", 144, "I can go after lunch."),
    ("C0LAUNCH", "maya", 95, "The launch date stands 🚀 What is still open this week?"),
    (
        "C0LAUNCH",
        "tomas",
        91,
        "&gt; What is still open\nThe pricing page, and I owe you the two-minute demo.",
    ),
    ("C0LAUNCH", "linh", 84, "I can take the invitations to the beta group."),
)


def person_by_id(user_id: str) -> Person | None:
    """One of the three people."""
    return next((person for person in PEOPLE if person.slack_user_id == user_id), None)


def person_by_handle(handle: str) -> Person | None:
    """One of the three people, by the word after the @."""
    return next((person for person in PEOPLE if person.handle == handle), None)
