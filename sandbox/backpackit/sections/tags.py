"""API: Tags. A tag belongs to the account; its id stays when no page carries it any more."""

import re

from sandbox.backpackit.call import EMPTY, Call, Reply
from sandbox.backpackit.database import Database
from sandbox.backpackit.xml import Element, container, element

from .records import page_of

_TAG = re.compile(r'"([^"]*)"?|([^\s"]+)')
"""Between quotes, which the end of the text closes too, or between blanks and newlines (wire 4)."""


def select_pages_of_tag(call: Call) -> Reply:
    """POST /ws/tags/select/ID, and POST /ws/tags/ID (legacy)."""
    tag_id = call.ids["tag_id"]
    call.database.one("SELECT id FROM tags WHERE id = ? AND account_id = ?", tag_id, call.user.account.id)
    rows = call.database.rows(
        "SELECT id, title FROM visible_pages JOIN taggings ON page_id = id"
        " WHERE tag_id = ? AND viewer_id = ? ORDER BY id",
        tag_id,
        call.user.id,
    )
    return Reply(container("pages", [element("page", id=row["id"], title=row["title"]) for row in rows]))


def tag_page(call: Call) -> Reply:
    """POST /ws/page/P/tags/tag: these tags and no others; none at all where `tags` is empty (wire 4)."""
    page_id = page_of(call)
    call.database.run("DELETE FROM taggings WHERE page_id = ?", page_id)
    for name in read_tags(call.params.text("tags") or ""):
        put_tag(call.database, call.user.account.id, page_id, name)
    return EMPTY


def read_tags(text: str) -> list[str]:
    """The names in a text, each once: `Music "Long Scores" Jazz`."""
    names = (quoted.strip() or bare for quoted, bare in _TAG.findall(text))
    return list(dict.fromkeys(name for name in names if name))


def put_tag(database: Database, account_id: int, page_id: int, name: str) -> None:
    """Tag a page, with a new tag where the account has none of that name."""
    database.run("INSERT OR IGNORE INTO tags (account_id, name) VALUES (?, ?)", account_id, name)
    database.run(
        "INSERT OR IGNORE INTO taggings (page_id, tag_id)"
        " SELECT ?, id FROM tags WHERE account_id = ? AND name = ?",
        page_id,
        account_id,
        name,
    )


def tag_elements(database: Database, page_id: int) -> list[Element]:
    """The `<tag>`s of a page document."""
    rows = database.rows(
        "SELECT name, id FROM tags JOIN taggings ON tag_id = id WHERE page_id = ? ORDER BY id", page_id
    )
    return [element("tag", name=row["name"], id=row["id"]) for row in rows]
