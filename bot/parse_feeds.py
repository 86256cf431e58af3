"""From words to an intent: what follows `subscribe` and its kin."""

import re
from collections.abc import Sequence

from bot.slack_text import shorten
from tasks.feeding.names import KINDS, THINGS, TOLD, Kind
from tasks.intents import ShowSubscriptions, Subscribe, Unsubscribe
from tasks.names import fold, nearest
from tasks.results import RefusalError, Refused


def read_subscribe(words: str, _speaker: object) -> Subscribe:
    return Subscribe(*_read_feed("subscribe", TOLD, re.sub(r"^to\s+", "", words, flags=re.IGNORECASE)))


def read_unsubscribe(words: str, _speaker: object) -> Unsubscribe:
    return Unsubscribe(*_read_feed("unsubscribe", KINDS, re.sub(r"^from\s+", "", words, flags=re.IGNORECASE)))


def read_subscriptions(_words: str, _speaker: object) -> ShowSubscriptions:
    return ShowSubscriptions()


def _read_feed(verb: str, kinds: Sequence[Kind], words: str) -> tuple[Kind, str | None]:
    """:raises RefusalError: there is no such kind, or one of its name"""
    said, *rest = re.sub(r"^the\s+", "", words, flags=re.IGNORECASE).split(maxsplit=1)
    name = rest[0] if rest else None
    kind = next((kind for kind in kinds if kind == fold(said)), None)
    if kind is None:
        close = tuple(f"{verb} {one}" for one in nearest(said, kinds))
        problem = f"There is no {shorten(said, 40)} to {verb} to."
        step = f"Say one of `{verb} journal`, `{verb} status`, `{verb} page NAME`, `{verb} calendar NAME`"
        raise RefusalError(Refused(problem, step, close, kept=""))
    if name and kind not in THINGS:
        problem = f"There is one {kind} feed for everybody, so I don’t know what {shorten(name, 80)} is."
        raise RefusalError(Refused(problem, f"Say just `{verb} {kind}`", kept=""))
    return kind, name
