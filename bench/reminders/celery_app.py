"""Celery as somebody sets it up who has run it for years, for the two that are Celery and nothing else."""

import os
from functools import cache

from celery import Celery
from slack_sdk import WebClient

# As in ours.
_TIMEOUT_SECONDS = 5


def reliable_app() -> Celery:
    """Where its Redis is stands in the environment, as with ours."""
    app = Celery("reminders", broker=os.environ["REDIS_URL"])
    app.conf.update(
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        task_ignore_result=True,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        timezone="UTC",
    )
    return app


@cache
def _slack() -> WebClient:
    return WebClient(
        token=os.environ["SLACK_BOT_TOKEN"],
        base_url=os.environ["SLACK_API_URL"],
        timeout=_TIMEOUT_SECONDS,
        retry_handlers=[],
    )


def post(slack_user_id: str, text: str) -> None:
    """The whole task: one message."""
    _slack().chat_postMessage(channel=slack_user_id, text=text)
