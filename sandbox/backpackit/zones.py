"""Rails' names of time zones, as `time-zone-id` gives them (wire 7), and the IANA zones they stand for.

`remind_at` is a wall-clock time in the zone of the user who asks, so the server needs both directions.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from .errors import Unacceptable

# Zones that Rails calls by their IANA city: "Berlin" is Europe/Berlin.
_BY_CITY = {
    "Africa": "Cairo, Casablanca, Harare, Monrovia, Nairobi",
    "America": (
        "Bogota, Caracas, Chihuahua, La Paz, Lima, Mazatlan, Mexico City, Monterrey, "
        "Montevideo, Puerto Rico, Santiago, Tijuana"
    ),
    "Asia": (
        "Almaty, Baghdad, Baku, Bangkok, Chongqing, Dhaka, Hong Kong, Irkutsk, Jakarta, "
        "Jerusalem, Kabul, Kamchatka, Karachi, Kathmandu, Kolkata, Krasnoyarsk, Kuala Lumpur, "
        "Kuwait, Magadan, Muscat, Novosibirsk, Rangoon, Riyadh, Seoul, Singapore, "
        "Srednekolymsk, Taipei, Tashkent, Tbilisi, Tehran, Tokyo, Ulaanbaatar, Urumqi, "
        "Vladivostok, Yakutsk, Yerevan"
    ),
    "Atlantic": "Azores",
    "Australia": "Adelaide, Brisbane, Darwin, Hobart, Melbourne, Perth, Sydney",
    "Europe": (
        "Amsterdam, Athens, Belgrade, Berlin, Bratislava, Brussels, Bucharest, Budapest, "
        "Copenhagen, Dublin, Helsinki, Istanbul, Kaliningrad, Lisbon, Ljubljana, London, "
        "Madrid, Minsk, Moscow, Paris, Prague, Riga, Rome, Samara, Sarajevo, Skopje, Sofia, "
        "Stockholm, Tallinn, Vienna, Vilnius, Volgograd, Warsaw, Zagreb, Zurich"
    ),
    "Pacific": "Auckland, Fiji, Guam, Port Moresby",
}

_BY_OTHER_NAME = {
    "Abu Dhabi": "Asia/Muscat",
    "Alaska": "America/Juneau",
    "American Samoa": "Pacific/Pago_Pago",
    "Arizona": "America/Phoenix",
    "Astana": "Asia/Dhaka",
    "Atlantic Time (Canada)": "America/Halifax",
    "Beijing": "Asia/Shanghai",
    "Bern": "Europe/Zurich",
    "Brasilia": "America/Sao_Paulo",
    "Buenos Aires": "America/Argentina/Buenos_Aires",
    "Canberra": "Australia/Melbourne",
    "Cape Verde Is.": "Atlantic/Cape_Verde",
    "Central America": "America/Guatemala",
    "Central Time (US & Canada)": "America/Chicago",
    "Chatham Is.": "Pacific/Chatham",
    "Chennai": "Asia/Kolkata",
    "Eastern Time (US & Canada)": "America/New_York",
    "Edinburgh": "Europe/London",
    "Ekaterinburg": "Asia/Yekaterinburg",
    "Georgetown": "America/Guyana",
    "Greenland": "America/Godthab",
    "Guadalajara": "America/Mexico_City",
    "Hanoi": "Asia/Bangkok",
    "Hawaii": "Pacific/Honolulu",
    "Indiana (East)": "America/Indiana/Indianapolis",
    "International Date Line West": "Pacific/Midway",
    "Islamabad": "Asia/Karachi",
    "Kyiv": "Europe/Kiev",
    "Marshall Is.": "Pacific/Majuro",
    "Mid-Atlantic": "Atlantic/South_Georgia",
    "Midway Island": "Pacific/Midway",
    "Mountain Time (US & Canada)": "America/Denver",
    "Mumbai": "Asia/Kolkata",
    "New Caledonia": "Pacific/Noumea",
    "New Delhi": "Asia/Kolkata",
    "Newfoundland": "America/St_Johns",
    "Nuku'alofa": "Pacific/Tongatapu",
    "Osaka": "Asia/Tokyo",
    "Pacific Time (US & Canada)": "America/Los_Angeles",
    "Pretoria": "Africa/Johannesburg",
    "Quito": "America/Lima",
    "Samoa": "Pacific/Apia",
    "Sapporo": "Asia/Tokyo",
    "Saskatchewan": "America/Regina",
    "Solomon Is.": "Pacific/Guadalcanal",
    "Sri Jayawardenepura": "Asia/Colombo",
    "St. Petersburg": "Europe/Moscow",
    "Tokelau Is.": "Pacific/Fakaofo",
    "UTC": "Etc/UTC",
    "Wellington": "Pacific/Auckland",
    "West Central Africa": "Africa/Algiers",
}

ZONES = _BY_OTHER_NAME | {
    city: f"{region}/{city.replace(' ', '_')}"
    for region, cities in _BY_CITY.items()
    for city in cities.split(", ")
}
"""Every name Rails has, and its IANA zone."""

_FORMATS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M")


def local_time(seconds: int, zone: str) -> str:
    """How `remind_at` is written for a user of this Rails zone."""
    return datetime.fromtimestamp(seconds, ZoneInfo(ZONES[zone])).strftime(_FORMATS[0])


def from_local_time(text: str, zone: str) -> int:
    """The moment a `remind_at` means to a user of this Rails zone, in seconds since 1970.

    A time the clocks show twice is the earlier one.

    :raises Unacceptable: it is not such a time. One that names its own zone is refused too, since reading it
        as local would hide the client's mistake.
    """
    for form in _FORMATS:
        try:
            local = datetime.strptime(text.strip(), form).replace(tzinfo=ZoneInfo(ZONES[zone]))
        except ValueError:
            continue
        # Beyond, some zone's clocks would leave the years that dates have, or lose their leading zeros.
        if not 1000 < local.year < 9000:
            raise Unacceptable("remind_at is too far away")
        return int(local.astimezone(UTC).timestamp())
    raise Unacceptable("remind_at is not YYYY-MM-DD HH:MM:SS")
