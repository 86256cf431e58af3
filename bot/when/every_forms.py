"""How people say what comes back."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.when.every import Every, on_dates, on_weekdays
from bot.when.patterns import COUNT, MONTH, WEEKDAY, WEEKDAYS, number, pattern, weekday_number

TOO_OFTEN = "The most often that I can remind is every day."
_TOO_MANY = "The 29th or the 30th and other days don't fit into one reminder. Set one for each."

_EVERY = r"(?:every|each)"
_NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}
_NTH = rf"(?:{'|'.join(_NTHS)})"
_OTHER = {
    "other": 2,
    "fortnight": 2,
    "alternate": 2,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
}
_STEP = rf"(?:(?:{'|'.join(_OTHER)})|{COUNT})"
_WORKDAY = r"(?:weekday|work ?day|working day|business day)"
# `mon, wed and fri`, `mon/wed`, `mon wed fri at`: a list ends with its "and", is one word, or a time follows.
_WEEKDAYS = (
    rf"(?:{WEEKDAY}s?"
    rf"(?:(?: {WEEKDAY}s?){{0,5}} (?:and|&) {WEEKDAY}s?|(?:/{WEEKDAY}){{1,6}}"
    rf"|(?: {WEEKDAY}s?){{1,6}}(?= at |$))?)"
)
_PLURAL = rf"(?:{'|'.join(WEEKDAYS)})s"  # written out, for `tues` is no plural
_PLURALS = rf"(?:{_PLURAL}(?:(?: {_PLURAL}){{0,5}} (?:and|&) {_PLURAL})?)"
_DATE = r"(?:\d{1,2}(?:st|nd|rd|th)|first|last day|last)"
_DATES = rf"(?:{_DATE}(?:(?: (?:the )?{_DATE}){{0,3}} (?:and|&) (?:the )?{_DATE})?)"
_OF_MONTH = rf"(?:of|in) (?P<of>{_EVERY}|the)(?: (?P<months>{_STEP}))? months?"
_MONTHLY_ON = rf"(?:{_EVERY}(?: (?P<months>{_STEP}))? months?|monthly) on the"

Found = re.Match[str]


def _step(words: str | None) -> int:
    return _OTHER[words] if words in _OTHER else number(words or "one")


def _weekly(found: Found) -> Every:
    step = found.groupdict().get("step")
    # "Every second Tuesday" may be every other one, or one a month.
    is_guess = step in _NTHS and "week" not in found[0]
    numbers = [weekday_number(name) for name in re.findall(WEEKDAY, found["names"])]
    return Every("week", _step(step), on_weekdays(numbers), is_guess)


def _nth_weekday(found: Found) -> Every:
    nths = [_NTHS[name] for name in re.findall(_NTH, found["nth"])]
    months, is_guess, what = _step(found.groupdict().get("months")), _is_once(found), found["what"]
    if what == "day":
        return _on(months, [31 if nth < 0 else nth for nth in nths], is_guess=is_guess)
    if re.fullmatch(WEEKDAY, what):
        days = [on_weekdays([weekday_number(what)], str(nth)).removeprefix("BYDAY=") for nth in nths]
        return Every("month", months, f"BYDAY={','.join(days)}", is_guess)
    if len(nths) > 1:
        return Every("month", problem=_TOO_MANY)
    return Every("month", months, f"{_WORKDAYS.days};BYSETPOS={nths[0]}", is_guess)


def _dates(found: Found) -> Every:
    names = re.findall(_DATE, found["dates"])
    dates = [int(name[:-2]) if name[0].isdigit() else {"first": 1}.get(name, 31) for name in names]
    return _on(_step(found.groupdict().get("months")), dates, is_guess=_is_once(found))


def _is_once(found: Found) -> bool:
    """`the 1st of the month` may be the next one alone."""
    return found.groupdict().get("of") == "the" and not found[0].startswith("every")


def _on(months: int, dates: list[int], *, is_guess: bool) -> Every:
    try:
        return Every("month", months, on_dates(dates), is_guess)
    except ValueError:
        return Every("month", problem=_TOO_MANY)


def _unit(found: Found) -> Every:
    unit, months = _UNITS[found["unit"].removesuffix("s")]
    return Every(unit, months * _step(found.groupdict().get("step")))


_UNITS = {
    "day": ("day", 1),
    "week": ("week", 1),
    "fortnight": ("week", 2),
    "month": ("month", 1),
    "quarter": ("month", 3),
    "year": ("year", 1),
}
_UNIT = rf"(?P<unit>(?:{'|'.join(_UNITS)})s?)"
_ADVERBS = {
    "daily": Every("day", is_faint=True),
    "everyday": Every("day", is_faint=True),
    "weekly": Every("week", is_faint=True),
    "fortnightly": Every("week", 2, is_faint=True),
    "biweekly": Every("week", 2, is_guess=True),
    "bi-weekly": Every("week", 2, is_guess=True),
    "monthly": Every("month", is_faint=True),
    "quarterly": Every("month", 3, is_faint=True),
    "yearly": Every("year", is_faint=True),
    "annually": Every("year", is_faint=True),
}
_WORKDAYS = Every("week", days=on_weekdays([0, 1, 2, 3, 4]))
_WEEKEND = Every("week", days=on_weekdays([5, 6]))

_FORMS: tuple[tuple[re.Pattern[str], Callable[[Found], Every]], ...] = (
    # The date or the part of the day is read by its own reader.
    (
        pattern(rf"every(?= (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}\b| {MONTH} \d)"),
        lambda _: Every("year"),
    ),
    (pattern(rf"{_EVERY}(?= (?:morning|afternoon|evening|night)\b)"), lambda _: Every("day")),
    (
        pattern(
            rf"(?:on |{_EVERY} ){_WORKDAY}s|weekdays|workdays",  # not `in 3 business days`
            rf"{_EVERY} {_WORKDAY}",
            r"(?P<every>every )?mon(?:day)?s?(?: ?- ?| to | through | thru )(?P<until>fri)(?:day)?s?",
        ),
        # "Monday to Friday" may be a week's trip.
        lambda found: replace(_WORKDAYS, is_faint=bool(found["until"] and not found["every"])),
    ),
    (pattern(rf"(?:on |{_EVERY} )?weekends"), lambda _: _WEEKEND),
    (pattern(rf"{_EVERY} weekend"), lambda _: replace(_WEEKEND, is_guess=True)),  # on both of its days?
    (
        pattern(
            rf"(?:on )?(?:the |every )?(?P<nth>{_NTH}(?: (?:and|&) (?:the )?{_NTH})?)"
            rf" (?P<what>{WEEKDAY}|{_WORKDAY}|day) {_OF_MONTH}"
        ),
        _nth_weekday,
    ),
    (pattern(rf"{_MONTHLY_ON} (?P<nth>{_NTH}) (?P<what>{WEEKDAY}|{_WORKDAY}|day)"), _nth_weekday),
    (pattern(rf"(?:on )?(?:the |every )?(?P<dates>{_DATES})(?: day)? {_OF_MONTH}"), _dates),
    (pattern(rf"{_MONTHLY_ON} (?P<dates>{_DATES})"), _dates),
    (
        pattern(rf"every (?P<nth>first|1st|last) (?P<what>{WEEKDAY})"),
        lambda found: replace(_nth_weekday(found), is_guess=True),
    ),
    (
        pattern(
            rf"{_EVERY} (?P<step>{'|'.join(_OTHER)}) (?P<names>{_WEEKDAYS})",
        ),
        _weekly,
    ),
    (pattern(r"every (?P<dates>\d{1,2}(?:st|nd|rd|th))"), _dates),
    (pattern(rf"{_EVERY} (?P<step>{_STEP}) weeks? on (?P<names>{_WEEKDAYS})"), _weekly),
    (pattern(rf"(?P<step>fortnight)ly on (?P<names>{_WEEKDAYS})"), _weekly),
    (pattern(rf"(?:{_EVERY} week|weekly|{_EVERY}) (?:on )?(?P<names>{_WEEKDAYS})"), _weekly),
    (pattern(rf"(?:on )?(?P<names>{_PLURALS})"), _weekly),
    (pattern(rf"(?:once )?{_EVERY}(?: single)?(?: (?P<step>{_STEP}))? {_UNIT}"), _unit),
    (pattern(rf"once an? {_UNIT}"), _unit),
    (pattern("|".join(_ADVERBS)), lambda found: _ADVERBS[found[0]]),
    (
        pattern(
            rf"(?:{_EVERY}|once an?) (?:(?:{_STEP}|half an?|few) ?)?"
            r"(?:seconds?|secs?|minutes?|mins?|m|hours?|hrs?|h)",
            r"hourly",
        ),
        lambda _: Every("day", problem=TOO_OFTEN),
    ),
)


def read_every(words: str) -> tuple[Every, int] | None:
    """The recurrence at the start of `words`, and its length."""
    return next(((make(found), found.end()) for form, make in _FORMS if (found := form.match(words))), None)
