"""Give a channel its default page and list."""

from dataclasses import dataclass

from store.channels import ChannelDefault
from tasks.intent import Context
from tasks.results import RefusalError
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class DefaultSet:
    page_title: str
    list_name: str | None


@wire
@dataclass(frozen=True)
class SetDefault:
    """`default PAGE` or `default PAGE / LIST` (or just a list's name)."""

    target: str

    def describe(self) -> str:
        return f"make {self.target} this channel's default"

    def perform(self, context: Context) -> DefaultSet:
        page_id, page_title, list_id, list_name = self._resolve(context)
        default = ChannelDefault(context.link.account, page_id, page_title, list_id, list_name)
        context.stores.channels.set_default(
            context.delivery.slack_team_id, context.delivery.slack_channel_id, default
        )
        return DefaultSet(page_title, list_name)

    def _resolve(self, context: Context) -> tuple[int, str, int | None, str | None]:
        """A page's name means the page, even where a list on it could be meant too."""
        try:
            page = context.directory.find_page(self.target)
        except RefusalError:
            place = context.directory.find_list(self.target)
            return place.page_id, place.page_title, place.list_id, place.list_name
        if len(page.lists) != 1:
            return page.page_id, page.page_title, None, None
        return page.page_id, page.page_title, page.lists[0].list_id, page.lists[0].list_name
