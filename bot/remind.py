"""`remind [me|@PERSON …|#CHANNEL] WHEN WHAT`: whom, when, and of what."""

import re

from bot.speaker import Speaker
from bot.views.confirm import Why
from bot.when import PastTimeError, UnclearTimeError, When, read_when
from tasks.intents import SetReminder
from tasks.results import RefusalError, Refused

_EXAMPLE = "`remind me tomorrow at 9 to call the printer`, or `remind me +30 tea`"
_ME = re.compile(r"me\b\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,]*(?:and\b\s*)?", re.IGNORECASE)
# Somebody or some place that was typed, and not picked: Slack tells no id for it.
_NAME = re.compile(r"[@#]\S+")
_CROWD = re.compile(r"(?:everyone|everybody|us|here|channel|the (?:channel|team))\b(?!:)", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till)\b", re.IGNORECASE)


class ToConfirmError(Exception):
    """It was understood perhaps: whoever said it is to be asked before anything is set."""

    def __init__(self, intent: SetReminder, why: Why) -> None:
        super().__init__(why)
        self.intent = intent
        self.why: Why = why


def read_remind(words: str, speaker: Speaker) -> SetReminder:
    """:raises RefusalError: it says no time, or no text, or names somebody unknown
    :raises ToConfirmError: the time is a guess, or has passed and another one is offered
    """
    people, channels, text = _whom(words, speaker)
    if not people and not channels and _CROWD.match(words):
        raise _refusal(
            "I can’t tell whom that is for.", "Say `me`, people or a channel first: `remind #CHANNEL …`."
        )
    if len(channels) > 1 or (people and channels):
        problem = "I can remind people, or one channel, but not both at once."
        raise _refusal(problem, "Send one command for each.")
    channel_id = channels[0] if channels else None

    def intent(when: When) -> SetReminder:
        whom = tuple(dict.fromkeys(people))
        return SetReminder(when.content, when.moment, speaker.zone.key, when.recurrence, whom, channel_id)

    try:
        when = read_when(text, speaker.now, speaker.zone)
    except PastTimeError as error:
        raise ToConfirmError(intent(error.offer), "past") from None
    except UnclearTimeError as error:
        problem = str(error)
    else:
        if when.is_guess or _may_mean_more(words, when):
            raise ToConfirmError(intent(when), "guess")
        return intent(when)
    raise _refusal(problem, f"Say when and what, for example: {_EXAMPLE}")


def _may_mean_more(words: str, when: When) -> bool:
    """`tomas tomorrow at 9 to call` may be for Tomás; and no series ends by itself, whatever it is called."""
    first = words.split(maxsplit=1)[0]
    is_name = when.content.startswith(f"{first} to ") and not words.startswith(f"{first} to ")
    return is_name or bool(when.recurrence and _UNTIL.search(when.content))


def _whom(words: str, speaker: Speaker) -> tuple[list[str], list[str], str]:
    """(people, channels, the rest); the speaker by name only where others are named too."""
    people, channels, rest, says_me = list[str](), list[str](), words, False
    # The longest first: @tomas must not be found in @tomasz.
    names = sorted(speaker.references, key=len, reverse=True)
    while True:
        name = next((name for name in names if rest.startswith(name)), None)
        if name:
            slack_id, end = speaker.references[name], len(name)
            (channels if name.startswith("#") else people).append(slack_id)
        elif me := _ME.match(rest):
            says_me, end = True, me.end()
        elif unknown := _NAME.match(rest):
            raise _refusal(
                f"I don’t know who or what {unknown[0]} is.",
                "Pick people and channels from the list that Slack shows as you type.",
            )
        else:
            break
        rest = _BETWEEN.sub("", rest[end:], count=1)
    if says_me and people:
        people.append(speaker.slack_user_id)
    return people, channels, re.sub(r"^(?:to|about|of|that)\b\s*", "", rest, flags=re.IGNORECASE)


def _refusal(problem: str, next_step: str) -> RefusalError:
    return RefusalError(Refused(problem, next_step))
