"""Keeps tokens out of the logs of the HTTP library, which writes paths, and some paths hold the token."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

# Every module of urllib3 2 that logs. A filter has to sit on the logger that the record is made for: those of
# its parents are not asked.
_LOGGERS: Final = ("connection", "connectionpool", "poolmanager", "response", "util.retry")

_scrub: Final[ContextVar[Callable[[str], str] | None]] = ContextVar("backpack_scrub", default=None)


class _ScrubbingFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if scrub := _scrub.get():
            record.msg, record.args = scrub(record.getMessage()), ()
            # A traceback is not worth scrubbing: the transport raises its own error about the same thing.
            record.exc_info = record.exc_text = record.stack_info = None
        return True


_FILTER: Final = _ScrubbingFilter()


@contextmanager
def scrubbed_logs(scrub: Callable[[str], str]) -> Iterator[None]:
    """Run what the HTTP library logs in here, in this thread, through a function that takes secrets out."""
    for name in _LOGGERS:
        logging.getLogger(f"urllib3.{name}").addFilter(_FILTER)  # once: addFilter ignores one that is there
    mark = _scrub.set(scrub)
    try:
        yield
    finally:
        _scrub.reset(mark)
