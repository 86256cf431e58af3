"""Moments, shown by Slack in each reader's own zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import RichTextElement, RichTextElementParts

_FORMAT = "{date_long_pretty} at {time}"
DAY_AND_TIME = "{date_short_pretty} {time}"
TIME = "{time}"


def moment(when: datetime, fallback_zone: str, form: str = _FORMAT) -> RichTextElement:
    """A rich-text date; `fallback_zone` (IANA) is for clients that can't render it."""
    return RichTextElementParts.Date(
        timestamp=int(when.timestamp()), format=form, fallback=_fallback(when, fallback_zone)
    )


def moment_text(when: datetime, fallback_zone: str) -> str:
    """The same in mrkdwn."""
    return f"<!date^{int(when.timestamp())}^{_FORMAT}|{_fallback(when, fallback_zone)}>"


def _fallback(when: datetime, zone: str) -> str:
    return f"{when.astimezone(ZoneInfo(zone)):%a %-d %b %Y %H:%M} ({zone})"
