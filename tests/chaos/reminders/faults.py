"""What is done to those who dispatch and say reminders. A function is one round, or a preparation."""

from tests.chaos.services import HOLD_SECONDS, BackpackFaults, SlackFaults
from tests.chaos.site import Site

# A dispatcher looks five times a second: within this, one of them has sent its script.
_LOOKED_SECONDS = 0.4
_STILL_SECONDS = 2.0  # ten looks of the others
# A worker takes some seconds to start; killed each time it does, it would say nothing at all.
_BETWEEN_SECONDS = 5.0
# While reminders come due there is a message every second.
_POSTED_SECONDS = 3.0
# A list of reminders that takes so long was read before what comes due meanwhile, and arrives after. Who has
# to look before something is said waits for twice as long, and then says it unseen.
_LIST_SECONDS = 3.0


def kill_dispatchers(site: Site, number: int, between_seconds: float = _BETWEEN_SECONDS) -> bool:
    """SIGKILL to whatever moves a reminder on, in the middle of it; each round another way."""
    rounds = (_kill_beat, _kill_after_the_script, _kill_while_posting, _kill_bulk)
    hit = rounds[number % len(rounds)](site, number // len(rounds))
    site.pause(between_seconds)
    return hit


def dispatch_side_by_side(site: Site, number: int) -> bool:
    """Each in turn stands still for a while, and goes on where it was; and Backpack's lists come late."""
    faults = BackpackFaults(site)
    faults.order(operation="list_reminders", answer_delay_seconds=_LIST_SECONDS, times=2)
    part = ("beat", "worker", "bulk", "beat-2", "worker-2", "bulk-2")[number % 6]
    site.freeze(part)
    site.pause(_STILL_SECONDS)
    site.thaw(part)
    site.pause(1)
    return True


def restart_redis(site: Site, number: int) -> bool:
    """SIGKILL and SIGTERM in turn; it comes back with what its append-only file holds."""
    if number % 2:
        site.terminate("redis")
    else:
        site.kill("redis")
    site.pause(0.5)
    site.start("redis")
    site.until(site.is_redis_up)
    site.pause(2 * _BETWEEN_SECONDS)
    return True


def second_of_each(site: Site) -> None:
    for part in ("beat-2", "worker-2", "bulk-2"):
        site.start(part)
    site.pause(3)


def _kill_beat(site: Site, _number: int) -> bool:
    site.kill("beat")
    site.pause(0.5)
    site.start("beat")
    return True


def _kill_after_the_script(site: Site, _number: int) -> bool:
    """Redis carries out what they sent, and nobody hears of it: what was dispatched, no one hints at."""
    site.freeze("redis")
    site.pause(_LOOKED_SECONDS)
    for part in ("beat", "worker"):
        site.kill(part)
    site.thaw("redis")
    for part in ("beat", "worker"):
        site.start(part)
    return True


def _kill_while_posting(site: Site, number: int) -> bool:
    """Slack has the message, or never will; the worker that posts it dies, alone or with its parent."""
    faults = SlackFaults(site)
    fault = {"status": 503, "performed": bool(number % 2), "answer_delay_seconds": HOLD_SECONDS}
    if caught := faults.catch("chat.postMessage", _POSTED_SECONDS, **fault):
        if number // 2 % 2:
            site.kill_children("worker")
        else:
            site.kill("worker")
            site.start("worker")
    faults.clear()
    return caught


def _kill_bulk(site: Site, _number: int) -> bool:
    """What follows Backpack's own pages."""
    site.kill("bulk")
    site.pause(0.5)
    site.start("bulk")
    return True
