"""API: Pages, Duplicate: a copy of a page with everything on it, in the same order."""

from sandbox.backpackit.call import Call, Reply
from sandbox.backpackit.database import Database
from sandbox.backpackit.xml import element

from .pages import insert_page
from .records import page_of

_COLUMNS = {
    "List": ("lists", "name"),
    "Note": ("notes", "title, body, show_created_at, created_at"),
    "Separator": ("separators", "name"),
    "Email": ("emails", "subject, body, created_at"),
    "Gallery": ("galleries", "name"),
    "Asset": ("attachments", "file_name"),
    "WriteboardLink": ("writeboard_links", "title"),
}
"""Table and copied columns of each type of widget; one of another type is planted, and has only an id."""

_INSIDE = {
    "List": ("items", "list_id", "content, completed, position, updated_at"),
    "Gallery": ("images", "gallery_id", "file_name, description"),
}


def duplicate_page(call: Call) -> Reply:
    """POST /ws/page/ID/duplicate: one's own, with the old title and "(copy)", and with the tags."""
    database, original = call.database, page_of(call)
    page = database.one("SELECT title FROM pages WHERE id = ?", original)
    title = f"{page['title']} (copy)"
    copy = insert_page(database, call.user.account.id, call.user.id, title)
    rows = database.rows("SELECT * FROM belongings WHERE page_id = ? ORDER BY id", original)
    for row in rows:
        if row["widget_type"] in _COLUMNS:
            widget_id = _copy_widget(database, row["widget_type"], row["widget_id"], copy)
            database.insert(
                "INSERT INTO belongings (page_id, position, widget_type, widget_id) VALUES (?, ?, ?, ?)",
                copy,
                row["position"],
                row["widget_type"],
                widget_id,
            )
    # A friend's page may be in another account, whose tags are not ours.
    database.run(
        "INSERT INTO taggings (page_id, tag_id) SELECT ?1, tag_id FROM taggings JOIN tags ON tags.id = tag_id"
        " WHERE page_id = ?2 AND account_id = ?3",
        copy,
        original,
        call.user.account.id,
    )
    return Reply(element("page", title=title, id=copy))


def _copy_widget(database: Database, widget_type: str, widget_id: int, page_id: int) -> int:
    table, columns = _COLUMNS[widget_type]
    new_id = database.insert(
        f"INSERT INTO {table} (page_id, {columns}) SELECT ?, {columns} FROM {table} WHERE id = ?",
        page_id,
        widget_id,
    )
    if widget_type in _INSIDE:
        table, parent, columns = _INSIDE[widget_type]
        database.run(
            f"INSERT INTO {table} ({parent}, {columns})"
            f" SELECT ?, {columns} FROM {table} WHERE {parent} = ? ORDER BY id",
            new_id,
            widget_id,
        )
    return new_id
