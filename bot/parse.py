"""From words to an intent: what follows a verb, read by that verb's own rules."""

import re

from bot.journal_words import journal_asked_for, unquoted
from bot.rhythm_words import read_rhythm
from bot.speaker import Speaker
from tasks.intents import (
    AddItem,
    AddNote,
    ClearStatus,
    CompleteItem,
    EditLastEntry,
    EndRoutine,
    PostCard,
    SearchPages,
    SetDefault,
    SetDigest,
    SetPrompt,
    SetStatus,
    ShareLast,
    ShowBoard,
    ShowJournal,
    ShowList,
    ShowPage,
    ShowPages,
    ShowRoutine,
    UndoLast,
    Unsubscribe,
    WriteJournalEntry,
)

_TARGET = r"(?:\s+(?:to|in|on|from)\s+(?P<target>.+))?"
# Up to the next quote; else, for a text with quotes inside, up to the last.
_QUOTED = [
    re.compile(rf"[\"“](?P<text>{inside})[\"”]{_TARGET}", re.DOTALL) for inside in (r"[^\"“”]+", r".+")
]

_QUOTES = ('"', "“", "”")
_OFF = ("off", "none", "stop")
_BOARD = ("", "board")
_BOARD_OFF = ("board off", "off board")
_CLEAR = ("clear", "none")  # not `off`: that is what somebody is who has a day off
_CARD_OFF = re.compile(r"(?:(?P<before>\S.*?)\s+)?off(?:\s+(?P<after>\S.*))?", re.IGNORECASE | re.DOTALL)


def read_add(words: str, _speaker: Speaker) -> AddItem:
    content, target, whole = _split_target(words, ("to",))
    return AddItem(content, target, whole)


def read_done(words: str, _speaker: Speaker) -> CompleteItem:
    text, target, whole = _split_target(words, ("in", "on", "from"))
    return CompleteItem(text, target, whole)


def read_list(words: str, _speaker: Speaker) -> ShowList:
    return ShowList(words or None)


def read_card(words: str, _speaker: Speaker) -> PostCard | Unsubscribe:
    """`off` stands before the name or after it."""
    if off := _CARD_OFF.fullmatch(words):
        return Unsubscribe("list", off["before"] or off["after"])
    return PostCard(words or None)


def read_page(words: str, _speaker: Speaker) -> ShowPage:
    return ShowPage(words or None)


def read_pages(_words: str, _speaker: Speaker) -> ShowPages:
    return ShowPages()


def read_search(words: str, _speaker: Speaker) -> SearchPages:
    return SearchPages(words)


def read_note(words: str, _speaker: Speaker) -> AddNote:
    text, page_name, whole = _split_target(words, ("to", "on"))
    return AddNote(text, page_name, whole)


def read_status(words: str, _speaker: Speaker) -> ShowBoard | Unsubscribe | ClearStatus | SetStatus:
    """In quotes these words are a status like any other."""
    if words.lower() in _BOARD:
        return ShowBoard()
    if words.lower() in _BOARD_OFF:
        return Unsubscribe("board")
    if words.lower() in _CLEAR:
        return ClearStatus()
    is_quoted = words[:1] in _QUOTES and words[-1:] in _QUOTES
    is_word_of_ours = words[1:-1].lower() in (*_BOARD, *_BOARD_OFF, *_CLEAR)
    return SetStatus(words[1:-1] if is_quoted and is_word_of_ours else words)


def read_journal(words: str, speaker: Speaker) -> ShowJournal | WriteJournalEntry:
    if asked := journal_asked_for(words, speaker.references):
        return ShowJournal(asked.period, speaker.zone.key, asked.whose)
    return WriteJournalEntry(unquoted(words))


def read_edit(words: str, _speaker: Speaker) -> EditLastEntry:
    return EditLastEntry(unquoted(words))


def read_digest(words: str, speaker: Speaker) -> SetDigest | ShowRoutine | EndRoutine:
    if not words:
        return ShowRoutine("digest")
    if words.lower() in _OFF:
        return EndRoutine("digest")
    return SetDigest(read_rhythm("digest", words), speaker.zone.key)


def read_prompt(words: str, _speaker: Speaker) -> SetPrompt | ShowRoutine | EndRoutine:
    if not words:
        return ShowRoutine("prompt")
    return EndRoutine("prompt") if words.lower() in _OFF else SetPrompt(read_rhythm("prompt", words))


def read_undo(_words: str, _speaker: Speaker) -> UndoLast:
    return UndoLast()


def read_share(_words: str, _speaker: Speaker) -> ShareLast:
    return ShareLast()


def read_default(words: str, _speaker: Speaker) -> SetDefault:
    return SetDefault(words)


def _split_target(words: str, separators: tuple[str, ...]) -> tuple[str, str | None, str | None]:
    """(text, target, whole): split at the last separator, unless quotes say where the text ends."""
    for pattern in _QUOTED:
        if quoted := pattern.fullmatch(words):
            return quoted["text"], quoted["target"], None
    # Not `lower().rfind()`: `İ` in small letters is longer, and every place after it would be off by one.
    # A name is one line; a text may be many.
    separator = "|".join(separators)
    either = re.compile(rf"(?P<text>.*\S)\s+(?:{separator}) +(?P<target>\S[^\n]*)", re.DOTALL | re.IGNORECASE)
    if split := either.fullmatch(words):
        return split["text"], split["target"], words
    return words, None, None
