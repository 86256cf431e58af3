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
    ahead_most: int
    """So many changes of the page may be made before it has told of all."""

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

    def follows(self, wanted: Wanted) -> bool:
        """Whether all changes of the page have been told, and those that are still on their way done."""
        return wanted.is_page(items_told(self._texts(), {}))

    def _texts(self) -> list[str]:
        texts = [words_of(post.blocks) for post in self.driver.slack.posts(self.slack_channel_id, MAYA)]
        counted = [text for text in texts if "more in Backpack" in text]
        assert not counted, f"too much at once for each change to be told: {counted}"
        return texts
