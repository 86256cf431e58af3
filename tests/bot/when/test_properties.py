"""What holds of reading WHEN in any text."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.when.phrase
from bot.when import PastTimeError, UnclearTimeError, When, read_when
from bot.when.words import WINDOW_WORDS, Word, split_words, window
from tests.bot.when.clocks import ZONES, moment
from tests.bot.when.phrases import CERTAIN, GUESSED, PASSED, RECURRING, REFUSED, SAID

PHRASES = [row[0] for row in [*CERTAIN, *GUESSED, *RECURRING, *PASSED, *REFUSED]]
# The words that times are made of, in any order: most of what comes of it is nonsense, and near to a time.
VOCABULARY = sorted({word for phrase in PHRASES for word in phrase.split()})
# Some text after the year 1970 and before 2100, also within a change of clocks.
NOWS = st.datetimes(datetime(1970, 1, 2), datetime(2099, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - aware by `timezones`
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3).map(" ".join),
    st.tuples(st.sampled_from(PHRASES), st.text(max_size=40)).map("".join),
    st.from_regex(r"(in|at|on|every) \d{1,5}[:./-]?\d{0,4} ?(am|st|h|days?|march|of)? x", fullmatch=True),
)


def read(text: str, now: datetime, zone: ZoneInfo) -> When | UnclearTimeError:
    try:
        return read_when(text, now, zone)
    except UnclearTimeError as error:
        return error


@given(TEXTS, NOWS, st.sampled_from(ZONES))
def test_any_text_is_a_time_to_come_and_what_of_or_a_reason(text: str, now: datetime, zone: ZoneInfo) -> None:
    outcome = read(text, now, zone)
    if isinstance(outcome, PastTimeError):
        assert outcome.offer.is_guess
        outcome = outcome.offer
    if isinstance(outcome, UnclearTimeError):
        assert str(outcome)[-1] in ".?"
        return
    assert outcome.moment > now
    assert outcome.moment.utcoffset() == timedelta(0)
    assert outcome.content.strip() == outcome.content != ""
    if outcome.recurrence:
        assert outcome.recurrence.next_after(now) == outcome.moment
        assert outcome.recurrence.describe()


@given(TEXTS)
def test_the_content_is_the_persons_own_words(text: str) -> None:
    with suppress(UnclearTimeError):
        when = read_when(text, moment(SAID, ZONES[0]), ZONES[0])
        rest = iter(text.split())
        # Each word of it stands in the text, in this order; the last may have gained its sentence's mark.
        assert all(word in rest or word.rstrip("!?") in text for word in when.content.split())


@given(st.sampled_from(PHRASES), st.sampled_from(["  ", "\t", "\N{NO-BREAK SPACE}"]))
def test_how_words_are_spaced_makes_no_difference(phrase: str, blank: str) -> None:
    now, zone = moment(SAID, ZONES[0]), ZONES[0]
    one, other = read(phrase, now, zone), read(phrase.replace(" ", blank), now, zone)
    if isinstance(one, When) and isinstance(other, When):
        assert replace(one, content="") == replace(other, content="")
        assert one.content.split() == other.content.split()
    else:
        assert str(one) == str(other)


HOSTILE = [
    "call the printer about it ",
    "at ",
    "in a ",
    "every mon and ",
    "the 1st and ",
    "three quarters of an ",
    "and ",
    "- ",
    "1 ",
    "1h30 ",
    "tomorrow, ",
    "jul 2026 ",
    ".",
    ", ",
    "x",
    " ",
    "+1:",
    "at 5\N{NO-BREAK SPACE}",
    "every other last first ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_what_a_long_text_costs_grows_with_its_length_and_no_faster(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """12,000 characters, the most that a Slack message holds: patterns see windows, so we count those."""
    looks: list[int] = []

    def counted(words: list[Word], first: int) -> str:
        seen = window(words, first)
        looks.append(len(seen))
        return seen

    for module in (bot.when.phrase, bot.when.find, bot.when.doubts):
        monkeypatch.setattr(module, "window", counted)
    now, zone = moment(SAID, ZONES[0]), ZONES[0]
    for characters in (6_000, 12_000):
        for text in (
            piece * (characters // len(piece)),
            f"{piece * (characters // len(piece))} tomorrow at 9",
        ):
            looks.clear()
            with suppress(UnclearTimeError):
                read_when(text, now, zone)
            # A few at each word, and at both ends; each no longer than a window.
            assert len(looks) <= 4 * len(split_words(text)) + 8 * WINDOW_WORDS
            assert max(looks, default=0) <= WINDOW_WORDS * 27
