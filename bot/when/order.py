"""Whether 3/4 is the 3rd of April or the 4th of March where somebody lives. Either way it is asked back."""

from zoneinfo import ZoneInfo

from bot.when.patterns import word_set

# The zones of the United States, which write the month first; from the zone database's `zone.tab`.
_MONTH_FIRST = word_set(
    "America/New_York America/Detroit America/Chicago America/Menominee America/Denver America/Boise "
    "America/Phoenix America/Los_Angeles America/Anchorage America/Juneau America/Sitka America/Metlakatla "
    "America/Yakutat America/Nome America/Adak America/Indianapolis Pacific/Honolulu"
)
_FOLDERS = ("US/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/")


def is_month_first(zone: ZoneInfo) -> bool:
    return zone.key in _MONTH_FIRST or zone.key.startswith(_FOLDERS)
