"""The lists on a page (API: Lists)."""

from backpack.element import element
from backpack.models import ListSummary
from backpack.operation import Body, operation
from backpack.reply import many, nothing, one

# ruff: noqa: ARG001 - ids are used by the path template above each function


@operation(
    "POST",
    "/ws/page/{page_id}/lists/list",
    returns=many("lists/list", ListSummary.from_xml),
    safe_to_retry=True,
)
def list_lists(page_id: int) -> Body:
    """The lists on a page, without their items (API: Lists, List)."""
    return None


@operation(
    "POST", "/ws/page/{page_id}/lists/add", returns=one("list", ListSummary.from_xml), safe_to_retry=False
)
def create_list(page_id: int, name: str) -> Body:
    """Add a list to a page (API: Lists, Create).

    :raises UnsendableText: the name holds a character that XML cannot carry.
    """
    return element("name", name)


@operation("POST", "/ws/page/{page_id}/lists/update/{list_id}", returns=nothing, safe_to_retry=True)
def update_list(page_id: int, list_id: int, name: str) -> Body:
    """Rename a list (API: Lists, Update).

    :raises UnsendableText: the name holds a character that XML cannot carry.
    """
    return element("list", element("name", name))


@operation("POST", "/ws/page/{page_id}/lists/destroy/{list_id}", returns=nothing, safe_to_retry=True)
def destroy_list(page_id: int, list_id: int) -> Body:
    """Remove a list and its items; a second time answers `NotFound` (API: Lists, Destroy)."""
    return None
