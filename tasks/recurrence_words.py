"""Days that come back, in English."""

from collections.abc import Mapping

_WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WORKING_DAYS = "MO,TU,WE,TH,FR"
_LAST = "-1"
_ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth", _LAST: "last"}


def describe_days(parts: Mapping[str, str]) -> str:
    """`parts`: those of a rule that `tasks.recurrence` understands."""
    interval = int(parts.get("INTERVAL", "1"))
    match parts["FREQ"]:
        case "DAILY":
            return _every(interval, "day")
        case "WEEKLY":
            return _weekly(interval, parts["BYDAY"])
        case "MONTHLY":
            return f"on the {_day_of_month(parts)} of {_every(interval, 'month')}"
        case _:
            return f"{_every(interval, 'year')} on {_yearly_day(parts)}"


def _every(interval: int, what: str) -> str:
    if interval == 1:
        return f"every {what}"
    return f"every other {what}" if interval == 2 else f"every {interval} {what}s"


def _weekly(interval: int, days: str) -> str:
    if days == _WORKING_DAYS:
        return "every weekday" if interval == 1 else f"{_every(interval, 'week')} on weekdays"
    names = _listed([_WEEKDAYS[day] for day in days.split(",")])
    if interval == 1 or (interval == 2 and "," not in days):
        return _every(interval, names)
    return f"{_every(interval, 'week')} on {names}"


def _day_of_month(parts: Mapping[str, str]) -> str:
    if "BYMONTHDAY" in parts:
        dates = [_nth(date) for date in parts["BYMONTHDAY"].split(",")]
        return f"{dates[-1]} (or last day)" if "BYSETPOS" in parts else _listed(dates)
    days = parts["BYDAY"]
    if "BYSETPOS" in parts:
        one = "weekday" if days == _WORKING_DAYS else " or ".join(_WEEKDAYS[day] for day in days.split(","))
        return f"{_ORDINALS[parts['BYSETPOS']]} {one}"
    return _listed([f"{_ORDINALS[day[:-2]]} {_WEEKDAYS[day[-2:]]}" for day in days.split(",")])


def _yearly_day(parts: Mapping[str, str]) -> str:
    month = _MONTHS[int(parts["BYMONTH"]) - 1]
    dates = parts["BYMONTHDAY"].split(",")
    if "BYSETPOS" in parts:
        return f"{dates[-1]} {month} (or the day before)"
    if _LAST in dates:
        return f"the {_listed([_nth(date) for date in dates])} of {month}"
    return f"{_listed(dates)} {month}"


def _nth(date: str) -> str:
    if date == _LAST:
        return "last day"
    # 11th, 12th, 13th; 1st, 2nd, 3rd; all others th.
    ending = (
        "th" if len(date) == 2 and date[0] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(date[-1], "th")
    )
    return f"{date}{ending}"


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
