"""What `celery -A bot.worker` loads: the app, and every task there is."""

from threading import Event
from typing import Any

from celery.signals import setup_logging, worker_ready, worker_shutting_down

from bot import notify, present
from bot.config import bot_config
from bot.logs import set_up_logs
from tasks import perform, pulse, resources, sweep
from tasks.app import configure

__all__ = ["app", "notify", "perform", "present", "pulse", "sweep"]

app = configure(bot_config())


@setup_logging.connect
def _set_up_logs(**_arguments: Any) -> None:
    """Instead of Celery's own set-up, so that secrets are blacked out there too."""
    set_up_logs(bot_config().log_level)


@worker_ready.connect
def _sign(**_arguments: Any) -> None:
    """Healthy from the start, before the first pulse has made its way here."""
    resources.stores().pulses.sign("worker")


asked_to_stop = Event()
"""Set by SIGTERM and the like: a worker that ends without it has failed, whatever Celery's status says."""


@worker_shutting_down.connect
def _note_stop(**_arguments: Any) -> None:
    asked_to_stop.set()
