"""Tags (API: Tags)."""

from collections.abc import Sequence

from backpack.element import element
from backpack.operation import Body, operation
from backpack.page import PageSummary
from backpack.reply import many, nothing

# ruff: noqa: ARG001 - ids are used by the path template above each function


@operation(
    "POST",
    "/ws/tags/select/{tag_id}",
    returns=many("pages/page", PageSummary.from_xml),
    safe_to_retry=True,
)
def list_pages_with_tag(tag_id: int) -> Body:
    """The pages that have a tag (API: Tags, Page matches)."""
    return None


@operation("POST", "/ws/page/{page_id}/tags/tag", returns=nothing, safe_to_retry=True)
def tag_page(page_id: int, tags: Sequence[str]) -> Body:
    """Give a page these tags and no others; no tags removes all (API: Tags, Tag a page).

    :raises ValueError: a tag is blank, or has a double quote or a line break, which the format cannot say.
    :raises UnsendableText: a tag holds a character that XML cannot carry.
    """
    if isinstance(tags, str):
        raise ValueError("tags is a list of tags, not one text")  # noqa: TRY004 - it is a sequence of texts
    return element("tags", " ".join(map(_quoted, tags)))


def _quoted(tag: str) -> str:
    if not tag.strip() or '"' in tag or len(tag.splitlines()) > 1:
        raise ValueError("a tag is one line of text without double quotes")
    return f'"{tag}"' if tag.split() != [tag] else tag
