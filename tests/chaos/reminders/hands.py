"""The ways in which a person sets a reminder, and changes one. All times are Unix times."""

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from celery import Celery
from kombu.exceptions import OperationalError
from redis import RedisError

from sandbox.people import PEOPLE, SLACK_TEAM_ID
from sandbox.setting import Setting
from store.operations import Operations
from store.redis_client import connect
from tasks import queues
from tasks.delivery import Delivery
from tasks.intents import SetReminder
from tasks.recurrence import Recurrence
from tasks.wire import encode
from tests.chaos.load import Sent, send
from tests.chaos.plan import CHANNELS, Deed
from tests.chaos.reminders.plan import Wish
from tests.e2e.slack_page import GENERAL
from tests.e2e.xml_api import XmlApi

# A restarted Redis is back within seconds; a slow machine gets more.
_ACCEPTED_WITHIN_SECONDS = 30.0
_PLACES = (*CHANNELS, *(f"D0{person.slack_user_id[2:]}" for person in PEOPLE))
_ZONES = {person.slack_user_id: ZoneInfo(person.time_zone) for person in PEOPLE}


class Hands:
    """Everybody's. Safe for threads."""

    def __init__(self, setting: Setting, people: Mapping[str, XmlApi]) -> None:
        """`people` are Backpack's, by their ids in Slack."""
        self._slack_url = setting.slack_url
        self._people = people
        self._celery = Celery(broker=setting.redis_url)
        self._ledger = Operations(connect(setting.redis_url))

    def put_down(self, wish: Wish, due_at: float) -> int:
        """In Backpack itself; returns its id there."""
        me = self._people[wish.person]
        whom = [me, self._people[wish.also_for]] if wish.also_for else [me]
        ids = "".join(f"<user_id>{each.user_id}</user_id>" for each in whom)
        body = f'{_told(wish, due_at)}<remindees type="array">{ids}</remindees>'
        made = me.post("reminders/create", f"<reminder>{body}</reminder>").find("reminder")
        assert made is not None
        return int(made.attrib["id"])

    def move(self, wish: Wish, reminder_id: int, due_at: float) -> None:
        """In Backpack itself."""
        body = f"<reminder>{_told(wish, due_at)}</reminder>"
        self._people[wish.person].post(f"reminders/update/{reminder_id}", body)

    def delete(self, wish: Wish, reminder_id: int) -> None:
        """In Backpack itself."""
        self._people[wish.person].post(f"reminders/destroy/{reminder_id}")

    def type(self, wish: Wish, _due_at: float) -> Sent:
        """In Slack, a minute before it is due."""
        when = "+1" if sum(wish.text.encode()) % 2 else "in 1 minute"
        return send(
            self._slack_url,
            Deed("reminder", wish.person, GENERAL, wish.text, f"remind me {when} {wish.text}"),
        )

    def accept(self, wish: Wish, due_at: float) -> Sent:
        """As the bot accepts what is said in Slack, to a fraction of a second."""
        remind_at = datetime.fromtimestamp(due_at, UTC)
        recurrence = None
        if wish.comes_daily:
            remind_at = remind_at.replace(microsecond=0)
            recurrence = Recurrence("FREQ=DAILY", remind_at.replace(tzinfo=None), "UTC")
        intent = SetReminder(wish.text, remind_at, "UTC", recurrence, slack_channel_id=wish.channel)
        # Slack takes a message a second for each place, and a burst of answers is not what is tried here.
        place = wish.channel or _PLACES[sum(wish.text.encode()) % len(_PLACES)]
        delivery = Delivery(SLACK_TEAM_ID, wish.person, place, None, f"remind {wish.text}", time.time())
        operation_id = f"command-{wish.text.partition(' ')[0]}"
        is_accepted = self._is_accepted(operation_id, intent, delivery)
        if is_accepted:
            self._hint(operation_id)
        deed = Deed("reminder", wish.person, place, wish.text, delivery.words)
        return Sent(deed, "accepted" if is_accepted else "unacknowledged", operation_id, 0.0, "")

    def _is_accepted(self, operation_id: str, intent: SetReminder, delivery: Delivery) -> bool:
        record = json.dumps(encode(intent)), json.dumps(encode(delivery))
        until = time.monotonic() + _ACCEPTED_WITHIN_SECONDS
        while time.monotonic() < until:
            try:
                deadline_seconds = self._ledger.now_seconds() + _ACCEPTED_WITHIN_SECONDS
                self._ledger.accept(operation_id, *record, deadline_seconds, person=delivery.person)
            except RedisError:
                time.sleep(0.3)  # the same id, should it have been recorded all the same
            else:
                return True
        return False

    def _hint(self, operation_id: str) -> None:
        perform, present = (
            self._celery.signature(task, args=[operation_id], immutable=True, queue=queues.INTERACTIVE)
            for task in (queues.PERFORM, queues.PRESENT)
        )
        with suppress(OperationalError):  # the sweeper finds it
            (perform | present).apply_async(retry=False)


def _told(wish: Wish, due_at: float) -> str:
    """As Backpack takes a time: the wall clock of whoever writes."""
    clock = datetime.fromtimestamp(due_at, _ZONES[wish.person])
    return f"<content>{escape(wish.text)}</content><remind_at>{clock:%Y-%m-%d %H:%M:%S}</remind_at>"
