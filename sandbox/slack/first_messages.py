"""What was said before the workspace was started."""

from collections.abc import Iterator
from uuid import uuid4

from .clock import Timestamps
from .messages import Message
from .seed import BOT_USER_ID, CONVERSATION, DIRECT_MESSAGES, person_by_handle

HELLO = "Hi, I'm Backpack :wave: `/backpack help` works anywhere. If a command has to wait, I say so here."


def first_messages(now: float, timestamps: Timestamps) -> Iterator[Message]:
    """Some talk in the channels, and the app's greeting to everybody; `now` in seconds since the epoch."""
    for channel, handle, minutes_ago, text in sorted(CONVERSATION, key=lambda line: -line[2]):
        person = person_by_handle(handle)
        ts = timestamps.at(now - minutes_ago * 60)
        said_by = person.slack_user_id if person else handle
        yield Message(channel, ts, said_by, text, client_msg_id=str(uuid4()) if person else None)
    for dm in DIRECT_MESSAGES:
        yield Message(dm.id, timestamps.at(now - 80 * 60), BOT_USER_ID, HELLO)
