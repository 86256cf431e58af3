"""Where figures come from."""

import os
import platform


def machine() -> str:
    """A few words for the head of a table."""
    words = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} CPUs"
    if hasattr(os, "sched_getscheduler") and os.sched_getscheduler(0) != os.SCHED_OTHER:
        words += ", everything at real-time priority (`chrt -r`), as the machine was shared"
    return words
