"""When somebody wants to be reminded: every form, in zones with and without clock changes."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import UnclearTimeError, split_time

BERLIN, LA = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 7, 1, 10, 30, tzinfo=BERLIN)  # a Wednesday
# What is said for "then", and what a clock in Berlin shows then.
FORMS = [
    ("+30", "2026-07-01 11:00"),
    ("+1:30", "2026-07-01 12:00"),
    ("+0:05", "2026-07-01 10:35"),
    ("in 20 minutes", "2026-07-01 10:50"),
    ("in 20 min", "2026-07-01 10:50"),
    ("in 5m", "2026-07-01 10:35"),
    ("in 2 hours", "2026-07-01 12:30"),
    ("in an hour", "2026-07-01 11:30"),
    ("in half an hour", "2026-07-01 11:00"),
    ("in a day", "2026-07-02 10:30"),
    ("in 3 days", "2026-07-04 10:30"),
    ("in 2 weeks", "2026-07-15 10:30"),
    ("tomorrow", "2026-07-02 09:00"),
    ("tomorrow at 9", "2026-07-02 09:00"),
    ("tomorrow at 9:30", "2026-07-02 09:30"),
    ("tomorrow 9:30", "2026-07-02 09:30"),
    ("tomorrow, 17:15", "2026-07-02 17:15"),
    ("tomorrow at noon", "2026-07-02 12:00"),
    ("tomorrow at midnight", "2026-07-02 00:00"),
    ("today at 17:00", "2026-07-01 17:00"),
    ("today at 5 pm", "2026-07-01 17:00"),
    ("at 5pm", "2026-07-01 17:00"),
    ("at 12pm", "2026-07-01 12:00"),
    ("at 12am", "2026-07-02 00:00"),
    ("at 9", "2026-07-02 09:00"),
    ("at noon", "2026-07-01 12:00"),
    ("at 5pm tomorrow", "2026-07-02 17:00"),
    ("at 9 on friday", "2026-07-03 09:00"),
    ("friday", "2026-07-03 09:00"),
    ("friday at 14:00", "2026-07-03 14:00"),
    ("on Friday at 2pm", "2026-07-03 14:00"),
    ("next friday", "2026-07-03 09:00"),
    ("wednesday", "2026-07-08 09:00"),
    ("wed at 11", "2026-07-08 11:00"),
    ("on 2026-12-01 at 8:30", "2026-12-01 08:30"),
    ("2026-12-01", "2026-12-01 09:00"),
    ("TOMORROW AT 9PM", "2026-07-02 21:00"),
]


def local(moment: datetime, zone: ZoneInfo = BERLIN) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(("words", "then"), FORMS)
def test_a_time_at_the_start_is_understood(words: str, then: str) -> None:
    timed = split_time(f"{words} call the printer", NOW, BERLIN)
    assert (local(timed.moment), timed.content) == (then, "call the printer")


@pytest.mark.parametrize(("words", "then"), FORMS)
def test_a_time_at_the_end_is_understood(words: str, then: str) -> None:
    timed = split_time(f"call the printer {words}", NOW, BERLIN)
    assert (local(timed.moment), timed.content) == (then, "call the printer")


@pytest.mark.parametrize("words", [words for words, _ in FORMS])
def test_a_time_alone_reminds_of_nothing(words: str) -> None:
    with pytest.raises(UnclearTimeError, match="but not of what"):
        split_time(words, NOW, BERLIN)


@pytest.mark.parametrize(
    ("zone", "words", "then_utc"),
    [
        # Berlin's clocks skip 02:00 to 03:00 on 29 March 2026, and show it twice on 25 October.
        (BERLIN, "on 2026-03-29 at 2:30", "2026-03-29 01:30"),
        (BERLIN, "on 2026-03-29 at 1:30", "2026-03-29 00:30"),
        (BERLIN, "on 2026-03-29 at 3:30", "2026-03-29 01:30"),
        (BERLIN, "on 2026-10-25 at 2:30", "2026-10-25 00:30"),
        (BERLIN, "on 2026-10-25 at 3:30", "2026-10-25 02:30"),
        # Los Angeles does so on 8 March and 1 November.
        (LA, "on 2026-03-08 at 2:30", "2026-03-08 10:30"),
        (LA, "on 2026-03-08 at 3:30", "2026-03-08 10:30"),
        (LA, "on 2026-11-01 at 1:30", "2026-11-01 08:30"),
        (LA, "on 2026-11-01 at 2:30", "2026-11-01 10:30"),
    ],
)
def test_clock_changes_move_gaps_forward_and_take_the_first_of_two(
    zone: ZoneInfo, words: str, then_utc: str
) -> None:
    timed = split_time(f"{words} tea", datetime(2026, 1, 1, tzinfo=UTC), zone)
    assert local(timed.moment, ZoneInfo("UTC")) == then_utc


def test_a_span_of_hours_is_real_hours_across_a_clock_change() -> None:
    before = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # half an hour before Berlin's clocks jump
    assert split_time("in 2 hours tea", before, BERLIN).moment == before + timedelta(hours=2)


def test_today_is_the_speakers_today() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # already 2 July in Berlin, still 1 July in Los Angeles
    assert local(split_time("tomorrow tea", late, BERLIN).moment) == "2026-07-03 09:00"
    assert local(split_time("tomorrow tea", late, LA).moment, LA) == "2026-07-02 09:00"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("today at 9 tea", "Wednesday 1 July 2026 at 09:00 has passed. Did you mean tomorrow at 09:00?"),
        ("today at 10:30 tea", "Wednesday 1 July 2026 at 10:30 has passed. Did you mean tomorrow at 10:30?"),
        ("on 2020-02-29 at 8 tea", "Saturday 29 February 2020 at 08:00 has passed."),
        ("tomorrow at 25:00 tea", "25:00 is not a time."),
        ("at 12:75 tea", "12:75 is not a time."),
        ("at 13pm tea", "13pm is not a time."),
        ("at 0am tea", "0am is not a time."),
        ("on 2026-02-30 tea", "2026-02-30 is not a date."),
        ("2026-13-01 tea", "2026-13-01 is not a date."),
        ("on 0000-01-01 tea", "0000-01-01 is not a date."),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_the_reason(words: str, problem: str) -> None:
    with pytest.raises(UnclearTimeError) as raised:
        split_time(words, NOW, BERLIN)
    assert str(raised.value) == problem


@pytest.mark.parametrize("words", ["on 9999-12-31 at 23:00 tea", "on 0001-01-01 at 0:30 tea"])
@pytest.mark.parametrize("zone", [BERLIN, LA])
def test_the_ends_of_time_are_no_surprise(words: str, zone: ZoneInfo) -> None:
    try:
        assert split_time(words, NOW, zone).moment > NOW
    except UnclearTimeError:
        return


@pytest.mark.parametrize(
    "text",
    [
        "", "tea", "monkey business", "sunday's roast", "inside 5 minutes", "in 5 months tea", "in 5 bananas",
        "+ 5 tea", "meet at the station", "+1:75 tea", "todays news", "at tea",
    ],
)  # fmt: skip
def test_what_names_no_time_is_not_guessed(text: str) -> None:
    with pytest.raises(UnclearTimeError, match="could not find a time"):
        split_time(text, NOW, BERLIN)


def test_the_text_keeps_its_own_words_blanks_and_lines() -> None:
    timed = split_time("tomorrow at 9: look at  “Friday” <plan>\nand +30 more", NOW, BERLIN)
    assert timed.content == "look at  “Friday” <plan>\nand +30 more"


@given(st.text(max_size=200), st.sampled_from([words for words, _ in FORMS]))
def test_anything_is_either_a_future_moment_with_a_text_or_a_reason(text: str, words: str) -> None:
    for sentence in (text, f"{words} {text}", f"{text} {words}"):
        try:
            timed = split_time(sentence, NOW, BERLIN)
        except UnclearTimeError:
            continue
        assert timed.moment > NOW
        assert timed.content.strip()


@pytest.mark.parametrize(
    ("text", "content"),
    [("tomorrow 3 eggs", "3 eggs"), ("friday 14 chairs for the guests", "14 chairs for the guests")],
)
def test_a_bare_number_after_a_day_belongs_to_the_text(text: str, content: str) -> None:
    timed = split_time(text, NOW, BERLIN)
    assert timed.content == content
    assert timed.moment.astimezone(BERLIN).strftime("%H:%M") == "09:00"


@pytest.mark.parametrize(
    "form", ["at 5{}x", "tomorrow{}x", "in 5{}x", "x{}at 5", "friday{},{}at 9{}x", "next{}friday{}x"]
)
def test_a_long_run_of_blanks_is_read_in_linear_time(form: str) -> None:
    """A pattern that tries every way to share them out would need hours, and this test never end."""
    with suppress(UnclearTimeError):
        split_time(form.replace("{}", " " * 100_000), NOW, BERLIN)
