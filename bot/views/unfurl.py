"""What stands under a message for the address of a page in it."""

from slack_sdk.models.blocks import Block, HeaderBlock, SectionBlock

from bot.slack_text import shorten
from bot.views.message import plain, small_print
from tasks.intents.unfurl_pages import UnfurledPage

_HEADER_MOST = 150  # characters; docs.slack.dev, header block
_NAME_MOST = 120  # ten lines of it stay far below a section's 3,000


def unfurl(page: UnfurledPage) -> tuple[Block, ...]:
    """No rich text: Slack says nothing of it in unfurls. People's words are plain text all the same."""
    blocks: list[Block] = [HeaderBlock(text=plain(shorten(f"📄 {page.title}", _HEADER_MOST)))]
    lines = [
        f"{shorten(one.name, _NAME_MOST) or 'A list'}: {one.open_count} open, {one.done_count} done"
        for one in page.lists
    ]
    if page.left_out_count:
        lines.append(f"… and {page.left_out_count} more lists")
    if page.note_count:
        lines.append(f"{page.note_count} note{'s' if page.note_count > 1 else ''}")
    if lines:
        blocks.append(SectionBlock(text=plain("\n".join(lines))))
    return (*blocks, small_print("Backpack: what is on it, its readers see there."))
