"""What a channel has been told, beside what stands in Backpack."""

from collections.abc import Collection
from dataclasses import dataclass

from tests.e2e.driver import Driver
from tests.e2e.slack_page import MAYA
from tests.e2e.two_way.wanted import Wanted, journal_of, page_of
from tests.e2e.xml_api import ListAddress
from tests.feeds.town import words_of
from tests.feeds.two_way import items_told, journal_told, statuses_told


@dataclass(frozen=True)
class Channel:
    """A channel that was subscribed when the page was empty, and nobody had written anything of ours."""

    driver: Driver
    slack_channel_id: str
    place: ListAddress
    feeds: Collection[str]

    def differences(self) -> dict[str, tuple[object, object]]:
        """By feed: what was told, and what stands in Backpack.

        :raises AssertionError: something was told twice
        """
        state, texts = self.driver.backpack.state(), self._texts()
        statuses = {each["user_name"]: each["message"] for each in state["statuses"]}
        ours = {name: message for name, message in statuses.items() if message.startswith("status ")}
        pairs: dict[str, tuple[object, object]] = {
            "journal": (journal_told(texts), journal_of(state)),
            "status": (statuses_told(texts), ours),
            "page": (items_told(texts, {}), page_of(state, self.place)),
        }
        return {feed: pairs[feed] for feed in self.feeds if pairs[feed][0] != pairs[feed][1]}

    def untold(self, wanted: Wanted) -> int:
        """How many changes of the page are still to be told, done already or not."""
        return wanted.lines_to_tell(items_told(self._texts(), {}))

    def _texts(self) -> list[str]:
        return [words_of(post.blocks) for post in self.driver.slack.posts(self.slack_channel_id, MAYA)]
