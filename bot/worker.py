"""What `celery -A bot.worker` loads: the app, and every task there is."""

from threading import Event
from typing import Any

from celery.signals import setup_logging, worker_ready, worker_shutting_down

from bot import fire, notify, present
from bot.config import bot_config
from bot.logs import set_up_logs
from store.redis_client import connect
from store.schedule import Schedule
from tasks import look_up, perform, poll, pulse, queues, resources
from tasks.app import configure, has_unsafe_early_acks
from tasks.guard import Guard
from tasks.poll import Poller
from tasks.pulse import BulkSigner
from tasks.schedule import Dispatcher
from tasks.stall import StallWatch
from tasks.sweep import Sweeper

__all__ = ["app", "fire", "look_up", "notify", "perform", "poll", "present", "pulse"]

app = configure(bot_config())

asked_to_stop = Event()
"""Set by SIGTERM and the like: a worker that ends without it has failed, whatever Celery's status says."""

_guards: list[Guard] = []
_dispatchers: list[Dispatcher] = []


@setup_logging.connect
def _set_up_logs(**_arguments: Any) -> None:
    """Instead of Celery's own set-up, so that secrets are blacked out there too."""
    set_up_logs(bot_config().log_level)


@worker_ready.connect
def _begin(sender: Any, **_arguments: Any) -> None:
    """A first sign of life, before a pulse has made its way here, and the guard. `sender` is a consumer."""
    redis = connect(bot_config().redis_url)
    stores = resources.stores()
    names = list(app.amqp.queues.consume_from)
    chores = [] if has_unsafe_early_acks() else [Sweeper(redis, stores.operations).sweep_if_due]
    if names == [queues.BULK]:
        chores += [BulkSigner(stores.pulses).sign_if_due, Poller(redis, stores).hand_out]
    else:
        _dispatchers.append(Dispatcher(Schedule(connect(bot_config().redis_url))))
        _dispatchers[-1].start()
    watch = StallWatch(sender.pool.num_processes, app.conf.task_time_limit)
    _guards.append(Guard(redis, names, watch, chores))
    _guards[-1].start()
    if names != [queues.BULK]:  # last: should Redis be out of reach, the others are at work all the same
        stores.pulses.sign("worker")


@worker_shutting_down.connect
def _note_stop(**_arguments: Any) -> None:
    if not was_deaf():
        asked_to_stop.set()
    for guard in _guards:
        guard.stop()
    for dispatcher in _dispatchers:
        dispatcher.stop()


def was_deaf() -> bool:
    """Whether it is the guard that has ended this worker."""
    return any(guard.found_stall for guard in _guards)
