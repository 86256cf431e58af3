"""Another zone's time: `5pm EST`, `9:00 UTC+2`. What is said is then the wall clock there; always a guess.

dateparser knows more abbreviations, but takes tomorrow from one zone and the clock from the other, and reads
"5pm ET" in July as in winter.
"""

import re
from zoneinfo import ZoneInfo

from bot.when.patterns import pattern

# In July, who writes EST means the clocks of New York all the same; so these are places, not offsets.
_PLACES = {
    "America/New_York": r"e[sd]?t|eastern(?: standard| daylight)? time",
    "America/Chicago": r"c[sd]t|central(?: standard| daylight)? time",
    "America/Denver": r"m[sd]t|mountain(?: standard| daylight)? time",
    "America/Los_Angeles": r"p[sd]?t|pacific(?: standard| daylight)? time",
    "America/Sao_Paulo": r"brt",
    "Asia/Hong_Kong": r"hkt",
    "Asia/Kolkata": r"ist",
    "Asia/Singapore": r"sgt",
    "Asia/Tokyo": r"jst",
    "Australia/Adelaide": r"ac[sd]t",
    "Australia/Perth": r"awst",
    "Australia/Sydney": r"ae[sd]t",
    "Europe/Athens": r"eest|eet",
    "Europe/Berlin": r"cest|cet",
    "Europe/London": r"bst",
    "Europe/Moscow": r"msk",
    "Pacific/Auckland": r"nz[sd]t",
}
_FORMS = {place: pattern(names) for place, names in _PLACES.items()}
# The signs in Etc's names are the other way round. UTC+14 is the farthest there is.
_OFFSET = re.compile(r"(?:utc|gmt)(?:(?P<sign>[+-])(?P<hours>\d|0\d|1[0-4])(?::?00)?)?(?= |$)", re.ASCII)


def read_zone(words: str) -> tuple[ZoneInfo, int] | None:
    """The zone at the start of `words`, and its length."""
    if found := _OFFSET.match(words):
        hours, sign = int(found["hours"] or 0), "-" if found["sign"] == "+" else "+"
        if sign == "+" and hours > 12:  # no place is so far west
            return None
        return ZoneInfo(f"Etc/GMT{sign}{hours}" if hours else "UTC"), found.end()
    for place, form in _FORMS.items():
        if named := form.match(words):
            return ZoneInfo(place), named.end()
    return None
