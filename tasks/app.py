"""The Celery instance and its settings, each with its reason."""

import os
from typing import Any

from celery import Celery
from kombu.entity import Queue

from tasks import queues
from tasks.config import WorkerConfig


def has_unsafe_early_acks() -> bool:
    """For the chaos suite alone, which has to be seen to find losses: a worker that forgets.

    A message is acknowledged before its task runs, nothing is sent back when a process dies, and this
    worker sweeps up nothing: what it held when it was killed is lost.
    """
    return os.environ.get("BACKPACK_BOT_UNSAFE_EARLY_ACKS") == "1"


app = Celery("backpack-bot")

app.conf.update(
    task_serializer="json",
    accept_content=["json"],  # pickle would let whoever can write to Redis run code here
    task_ignore_result=True,  # outcomes are in the ledger
    task_store_errors_even_if_ignored=False,
    enable_utc=True,
    timezone="UTC",
    task_queues=[Queue(queues.INTERACTIVE), Queue(queues.SCHEDULED), Queue(queues.BULK)],
    task_default_queue=queues.INTERACTIVE,
    task_routes={queues.PULSE: {"queue": queues.SCHEDULED}},
    # A task is acknowledged when it is done, so that a worker that stops hands it back …
    task_acks_late=not has_unsafe_early_acks(),
    # … also when its process was killed; repeating is safe behind the ledger.
    task_reject_on_worker_lost=not has_unsafe_early_acks(),
    # A worker that stops gives back one message, and a slow task holds up no other.
    worker_prefetch_multiplier=1,
    # HTTP deadline 10 s < soft limit 20 < hard limit 25 < the ledger's lease 30 < visibility time-out 120.
    task_soft_time_limit=20,
    task_time_limit=25,
    # SIGTERM waits for the tasks in hand, 25 s at most, and gives back the rest. REMAP_SIGTERM=SIGQUIT would
    # not be softer: Celery 5.7 sleeps through all of this time-out, whatever ends meanwhile, and then kills.
    # So it is for SIGQUIT, and for a second Ctrl-C.
    worker_soft_shutdown_timeout=20,
    # A restart of Redis may take its time; the default gives up after 100 tries and exits.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    # What is in flight when the connection breaks goes on: its outcome is kept in the ledger, where its
    # message, delivered again, finds it. To kill it in mid-call would leave the outcome unknown.
    worker_cancel_long_running_tasks_on_connection_loss=False,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    # Each of the two would cost a Redis round trip and a message a task, for nobody.
    task_send_sent_event=False,
    beat_schedule={
        # Proves that beat, broker and worker reach each other; `backpack-bot health worker` reads it.
        "pulse": {"task": queues.PULSE, "schedule": 10.0, "options": {"expires": 10}},
    },
)

_PATIENT: dict[str, Any] = {
    "visibility_timeout": 120,  # seconds; above the hard time limit, or running tasks are delivered twice
    "unacked_restore_interval": 5,  # the default sweeps every 100 s for messages whose worker died
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
# A person waits behind the bot's publish; the record is safe in the ledger already, and a hint that
# can't be sent at once is sent by the sweeper.
_FAST: dict[str, Any] = {
    "visibility_timeout": 120,
    "socket_timeout": 0.8,
    "socket_connect_timeout": 0.8,
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}


def configure(config: WorkerConfig, *, publisher: bool = False) -> Celery:
    """Point the app at its broker: patiently for workers and beat, failing fast for the bot."""
    app.conf.update(
        broker_url=config.redis_url,
        broker_transport_options=_FAST if publisher else _PATIENT,
        task_publish_retry=not publisher,
    )
    return app
