"""What is said about subscriptions themselves."""

from slack_sdk.models.blocks import RichTextElementParts, RichTextSectionElement

from bot.slack_text import escape, shorten
from bot.views.answers import answer
from bot.views.feed_words import POSTED_BY, about, spoken
from bot.views.message import QUOTE_MOST, Message, bullets, line, literal, quoted, rich, said, small_print
from tasks.feeding.names import THINGS, Kind
from tasks.intents.show_subscriptions import ShownSubscription, SubscriptionsShown
from tasks.intents.subscribe import Subscribed
from tasks.intents.unsubscribe import Unsubscribed
from tasks.results import Refused

_ROWS_MOST, _PEOPLE_MOST = 40, 5  # with a label each they fit in a message


@answer.register
def subscribed(result: Subscribed) -> Message:
    """Said to the whole channel where it is new to it."""
    before, after = {
        "new": ("🔔 From now on I post here what changes in ", "."),
        "joined": ("🔔 I post here already what changes in ", "; from now on I may ask as you, too."),
        "known": ("🔔 I post here already what changes in ", "."),
    }[result.was]
    return _about(before, result.kind, result.label, after, _how_to("unsubscribe", result.kind, result.label))


@answer.register
def unsubscribed(result: Unsubscribed) -> Message:
    again = _how_to("subscribe", result.kind, result.label)
    return _about("🔕 I post no more here of ", result.kind, result.label, ".", again)


@answer.register
def subscriptions_shown(result: SubscriptionsShown) -> Message:
    if not result.subscriptions:
        return said(
            "I post nothing here by myself. `/backpack subscribe journal` has me post what your team writes; "
            "`/backpack help subscribe` says what else there is."
        )
    rows = [_row(each) for each in result.subscriptions[:_ROWS_MOST]]
    count = len(result.subscriptions)
    first = result.subscriptions[0]
    text = f"I post here what changes in {escape(spoken(first.kind, first.label))}"
    text += f", and {count - 1} more" if count > 1 else ""
    more = (small_print(f"… and {count - _ROWS_MOST} more."),) if count > _ROWS_MOST else ()
    heading = line(literal("I post here what changes in", bold=True))
    return Message(text, (rich(heading, bullets(rows)), *more))


def subscription_ended(kind: Kind, label: str, channel_id: str) -> Message:
    """For whoever subscribed a channel in which the bot can't post any more."""
    where = f"<#{escape(channel_id)}>"
    return said(
        f"🔕 I can’t post in {where} any more: I was removed, or it was archived. So its subscription to "
        f"{escape(spoken(kind, label))} has ended. Once I am back, `/backpack subscribe` begins it anew."
    )


def not_in_channel(result: Subscribed) -> Refused:
    """For whoever subscribes a channel in which the bot can't post."""
    problem = (
        f"I can’t post here, so I have not subscribed this channel to {spoken(result.kind, result.label)}."
    )
    return Refused(problem, "Invite me with `/invite @Backpack`, and say it again.", kept="")


def _about(before: str, kind: Kind, label: str, after: str, advice: str) -> Message:
    name = literal(shorten(label, QUOTE_MOST), bold=True)
    block = rich(line(literal(f"{before}{about(kind)}"), name, literal(after)))
    return Message(f"{before}{about(kind)}{quoted(label)}{after}", (block, small_print(advice)))


def _how_to(verb: str, kind: Kind, label: str) -> str:
    """A backtick in a name would end the code it stands in."""
    name = f" {escape(shorten(label, QUOTE_MOST))}".replace("`", "'") if kind in THINGS else ""
    does = "ends that" if verb == "unsubscribe" else "begins it anew"
    if verb == "subscribe" and kind in POSTED_BY:
        return f"`/backpack {POSTED_BY[kind]}{name}` posts it anew."
    return f"`/backpack {verb} {kind}{name}` {does}."


def _row(row: ShownSubscription) -> RichTextSectionElement:
    parts = [literal(about(row.kind)), literal(shorten(row.label, QUOTE_MOST), bold=True)]
    if row.kind in THINGS:
        parts.append(literal(f" in {shorten(row.account, QUOTE_MOST)}"))
    parts.append(literal(", subscribed by "))
    for number, slack_user_id in enumerate(row.subscriber_slack_user_ids[:_PEOPLE_MOST]):
        parts += [*([literal(", ")] if number else []), RichTextElementParts.User(user_id=slack_user_id)]
    more = len(row.subscriber_slack_user_ids) - _PEOPLE_MOST
    parts += [literal(f" and {more} more")] if more > 0 else []
    parts += [literal(" (it rests: nobody of them is connected and may look)")] if row.is_resting else []
    return line(*parts)
