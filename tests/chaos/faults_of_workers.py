"""Workers and beat, killed where it hurts. Each function is one round, and says whether it hit its window."""

from tests.chaos.services import HOLD_SECONDS, BackpackFaults, SlackFaults
from tests.chaos.site import Site

# Every kind of call that may not be repeated, items twice as often.
_WRITES = ("create_item", "create_note", "create_item", "create_journal_entry", "create_reminder")
# A reply that is on its way to a worker arrives within this; if not, the round hits another window.
_ARRIVAL_SECONDS = 0.3


def kill_after_success(site: Site, number: int) -> bool:
    """Backpack has committed. The worker dies before it hears so; or after, but before it could note it."""
    faults = BackpackFaults(site)
    caught = faults.catch(operation=_WRITES[number // 2 % len(_WRITES)], answer_delay_seconds=HOLD_SECONDS)
    if caught:
        if number % 2:
            site.freeze("redis")
            faults.clear()
            site.pause(_ARRIVAL_SECONDS)
        _kill(site, number)
        if number % 2:
            site.thaw("redis")
    faults.clear()
    return caught


def kill_during_call(site: Site, number: int) -> bool:
    """Backpack has the request and has not begun. It will carry it out later, or never."""
    faults = BackpackFaults(site)
    never = {"cut": "before"} if number % 2 else {}
    operation = _WRITES[number // 2 % len(_WRITES)]
    if caught := faults.catch(operation=operation, delay_seconds=HOLD_SECONDS, **never):
        _kill(site, number)
    faults.clear()
    return caught


def kill_before_present(site: Site, number: int) -> bool:
    """The outcome is known and Slack has been asked to show it: it will not, or it has."""
    faults = SlackFaults(site)
    fault = {"status": 503, "performed": bool(number % 2), "answer_delay_seconds": HOLD_SECONDS}
    if caught := faults.catch("response_url", **fault):
        _kill(site, number)
    faults.clear()
    return caught


def restart_one_by_one(site: Site, number: int) -> bool:
    """SIGTERM to one of two workers; the next turn is the other's."""
    part = ("worker", "worker-2")[number % 2]
    site.terminate(part)
    site.start(part)
    site.pause(2)
    return True


def kill_beats(site: Site, number: int) -> bool:
    """Two beats, killed in turn, while the sweeper has plenty to do: a worker dies now and then as well."""
    if number % 4 == 3:
        site.kill("worker")
        site.let_time_pass()
        site.start("worker")
    part = ("beat", "beat-2")[number % 2]
    site.kill(part)
    site.pause(1)
    site.start(part)
    site.pause(2)
    return True


def second_worker(site: Site) -> None:
    site.start("worker-2")
    site.pause(3)


def second_beat(site: Site) -> None:
    site.start("beat-2")


def _kill(site: Site, number: int) -> None:
    """All of the worker in some rounds, its children alone in others."""
    if number // 2 % 2:
        site.kill_children("worker")
    else:
        site.kill("worker")
        site.start("worker")
