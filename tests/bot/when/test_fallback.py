"""dateparser, the last to be asked."""

import subprocess
import sys

_SCRIPT = """
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from bot.when import UnclearTimeError, read_when

def read(text):
    try:
        return read_when(text, datetime(2026, 7, 1, tzinfo=UTC), ZoneInfo("UTC"))
    except UnclearTimeError:
        return None

for text in ("tomorrow at 9 tea", "every other tuesday tea", "call May", "read chapter 9", "buy 3 eggs"):
    read(text)
assert "dateparser" not in sys.modules
assert read("renew in December 2026").is_guess
assert "dateparser" in sys.modules
assert "dateparser.search" not in sys.modules
"""


def test_it_is_loaded_only_when_asked_without_a_warning_and_never_searches() -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", _SCRIPT], check=True)
