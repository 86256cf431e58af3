"""How long a text may be, and which characters it may hold, before it is sent to Backpack.

Refused here, at the door, with a reason: a text that is silently cut or mangled is worse than none.
"""

from backpack import UnsendableText, check_sendable
from tasks.results import RefusalError, Refused

# Backpack documents no lengths. A name or title is one line of a page; Rails' string columns, which
# Backpack is made of, hold 255 characters.
NAME_MAX_CHARACTERS = 255
# One item, status or reminder: fits, even quoted, in the 3,000 characters of a Slack text.
LINE_MAX_CHARACTERS = 2_000
# A note or journal entry: what Slack's own composer sends in one message.
BODY_MAX_CHARACTERS = 12_000


def check_text(what: str, text: str, most_characters: int) -> None:
    """:raises RefusalError: when `text` is empty, too long, or holds a character XML can't carry"""
    if not text.strip():
        raise RefusalError(Refused(f"The {what} is empty.", f"Say what the {what} should be."))
    if len(text) > most_characters:
        way_out = ", or put the long part in a note" if most_characters == LINE_MAX_CHARACTERS else ""
        raise RefusalError(
            Refused(
                f"The {what} is {len(text):,} characters long; at most {most_characters:,} are safe to keep.",
                f"Shorten it{way_out}.",
            )
        )
    try:
        check_sendable(text)
    except UnsendableText as error:
        problem = f"The {what} holds a character that Backpack can't keep: {error}."
    else:
        return
    raise RefusalError(Refused(problem, "Take it out and send the command again."))
