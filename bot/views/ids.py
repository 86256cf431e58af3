"""Every callback, block and action id, so that builders and listeners can't drift apart."""

CONNECT_BUTTON = "connect_open"
CONNECT_AGAIN = "connect_again"
"""The same button, where a token was there and was refused."""
CONNECT_VIEW = "connect"
ACCOUNT_BLOCK = "account"
ACCOUNT_INPUT = "account_name"
TOKEN_BLOCK = "token"  # noqa: S105 -- a block's id, no secret
TOKEN_INPUT = "token_value"  # noqa: S105 -- an input's id, no secret

REMINDER_DONE = "reminder_done"
REMINDER_SNOOZE = "reminder_snooze"
REMINDER_OPEN = "reminder_open"
REMINDER_CHANGE = "reminder_change"
REMINDER_UNDO = "reminder_undo"
REMINDER_MENU = "reminder_menu"
DRAFT_SET = "draft_set"
DRAFT_CHANGE = "draft_change"

ANSWER_DONE = "answer_done"
ANSWER_UNDO = "answer_undo"
ANSWER_SHARE = "answer_share"
ANSWER_OPEN = "answer_open"

REMIND_ABOUT_MESSAGE = "remind_about_message"
"""The message shortcut, as `manifest.yml` registers it."""

ADD_TO_BACKPACK = "add_to_backpack"
"""The message shortcut, as `manifest.yml` registers it."""
BACKPACK = "backpack"
"""The global shortcut, likewise."""

ADD_FORM = "add_form"
KIND_BLOCK = "kind"
KIND_INPUT = "kind_choice"
TEXT_BLOCK = "text"
TEXT_INPUT = "text_value"
PLACE_BLOCK = "place"
PLACE_INPUT = "place_choice"

CHANGE_FORM = "reminder_change_form"
DRAFT_FORM = "reminder_draft_form"
ABOUT_FORM = "reminder_about_form"
WHEN_BLOCK = "when"
WHEN_INPUT = "when_text"
WHAT_BLOCK = "what"
WHAT_INPUT = "what_text"
WHERE_BLOCK = "where"
WHERE_INPUT = "where_choice"

CARD_TICK = "card_tick"

HOME_REFRESH = "home_refresh"
HOME_TICK = "home_tick"

ENTRY_FORM = "journal_entry_form"
ENTRY_BLOCK = "entry"
ENTRY_INPUT = "entry_text"
ENTRY_EDIT = "journal_entry_edit"
PROMPT_ANSWER = "prompt_answer"
