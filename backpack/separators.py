"""Separators (API: Separators). REST paths, and yet the documentation puts the token into the body."""

from backpack.element import Element, element
from backpack.operation import Body, TokenPlace, operation
from backpack.reply import nothing, one
from backpack.widgets import Separator

# ruff: noqa: ARG001 - ids are used by the path template above each function


@operation(
    "POST",
    "/pages/{page_id}/separators.xml",
    returns=one("separator", Separator.from_xml),
    safe_to_retry=False,
    token=TokenPlace.BODY,
)
def create_separator(page_id: int, name: str) -> Body:
    """Add a separator to a page (API: Separators, Create).

    The id is the document's: the Location in the documentation ends in another one.

    :raises UnsendableText: the name holds a character that XML cannot carry.
    """
    return _separator(name)


@operation(
    "PUT",
    "/pages/{page_id}/separators/{separator_id}.xml",
    returns=nothing,
    safe_to_retry=True,
    token=TokenPlace.BODY,
)
def update_separator(page_id: int, separator_id: int, name: str) -> Body:
    """Rename a separator (API: Separators, Update).

    :raises UnsendableText: the name holds a character that XML cannot carry.
    """
    return _separator(name)


@operation(
    "DELETE",
    "/pages/{page_id}/separators/{separator_id}.xml",
    returns=nothing,
    safe_to_retry=True,
    token=TokenPlace.BODY,
)
def destroy_separator(page_id: int, separator_id: int) -> Body:
    """Remove a separator; a second time answers `NotFound` (API: Separators, Destroy).

    Something on the way may drop the body of a DELETE, and the token with it; then use
    `destroy_separator_by_post`.
    """
    return None


@operation(
    "POST", "/ws/page/{page_id}/separators/destroy/{separator_id}", returns=nothing, safe_to_retry=True
)
def destroy_separator_by_post(page_id: int, separator_id: int) -> Body:
    """Remove a separator; a second time answers `NotFound` (API: Separators, Destroy, the alternative)."""
    return None


def _separator(name: str) -> Element:
    return element("separator", element("name", name))
