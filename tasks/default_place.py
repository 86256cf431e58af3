"""The page and the list that are meant when nobody says which."""

from store.places import ListPlace, PagePlace
from tasks.intent import Context
from tasks.results import RefusalError, Refused


def default_page(context: Context, example: str) -> PagePlace:
    """:raises RefusalError: the channel has no default; `example` shows the speaker how to name a page"""
    default = context.channel_default()
    if default is None:
        raise RefusalError(_no_default(f"`{example}`, or give this channel a page: `default PAGE`"))
    return context.directory.page_with_id(default.page_id) or PagePlace(
        default.page_id, default.page_title, ()
    )


def default_list(context: Context, example: str) -> ListPlace:
    """:raises RefusalError: no default, or a default page with several lists (or none) on it"""
    default = context.channel_default()
    if default is None:
        raise RefusalError(_no_default(f"`{example}`, or give this channel a list: `default PAGE / LIST`"))
    if default.list_id is not None and default.list_name is not None:
        return ListPlace(default.page_id, default.page_title, default.list_id, default.list_name)
    lists = default_page(context, example).lists
    if len(lists) == 1:
        return lists[0]
    raise RefusalError(
        Refused(
            f"This channel's page, {default.page_title}, has {len(lists) or 'no'} lists.",
            f"Name the list: `{example}`",
            tuple(place.list_name for place in lists),
            "Which one",
        )
    )


def _no_default(next_step: str) -> Refused:
    return Refused("You did not say where, and this channel has no default.", f"Say where: {next_step}")
