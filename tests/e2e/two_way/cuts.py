"""Posts that Slack takes, and whose answer is lost on its way: whoever has posted can only look."""

import random

from tests.e2e.driver import Driver

# As often as parts are killed, which seldom hits the moment between a post and its answer.
_CUTS = 10
# Taken all the same: without the look for what is in doubt each of these posts is there twice.
_HOW = ({"cut": "after"}, {"status": 500, "performed": True})


class Cuts:
    """After so many changes the next post is cut, in a channel or in somebody's direct messages."""

    def __init__(self, driver: Driver, rng: random.Random, changes: int) -> None:
        self._driver, self._rng = driver, rng
        self._to_come = sorted(rng.sample(range(changes), _CUTS))

    def go_on(self, made: int) -> None:
        """To be called all the time."""
        if self._to_come and made >= self._to_come[0]:
            self._to_come.pop(0)
            self._driver.slack.control("faults", {"method": "chat.postMessage", **self._rng.choice(_HOW)})
