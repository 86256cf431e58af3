"""Logs: one line a record on standard error, with anything that looks like a secret blacked out.

No code of ours logs a secret. This is for what libraries write, in tracebacks too.
"""

import logging
import re
import sys

_SECRETS = re.compile(
    r"xox[a-z](?:[.-][\w.-]+)+"  # Slack tokens
    r"|xapp-[\w-]+"
    r"|(?<![0-9A-Za-z])[0-9a-fA-F]{40}(?![0-9A-Za-z])"  # Backpack tokens: 40 hex digits
    r"|gAAAAA[\w=-]{20,}"  # Fernet: sealed, but nobody's business
    # A response_url lets its holder post for 30 minutes; those of message shortcuts are …/app/T…
    r"|(?<=/commands/)[\w/.-]+|(?<=[/-]actions/)[\w/.-]+|(?<=/app/)[TE][0-9A-Z]+/[\w/.-]+"
)


class BlackOut(logging.Formatter):
    """Formats, then blacks out: the exception's text is covered as well."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRETS.sub("[secret]", super().format(record))


def set_up_logs(level: str) -> None:
    """Route every logger of the process here, libraries' included."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(BlackOut("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # They write a line a request, URL and all: noise at best.
    for name in ("urllib3", "slack_sdk", "slack_bolt", "asyncio"):
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(level)))
