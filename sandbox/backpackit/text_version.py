"""A page as plain text, which Backpack mailed to whoever asked for it; its layout is our own."""

from .database import Database


def text_version(database: Database, page_id: int) -> str:
    """Title, then lists with their items, then notes, in page order."""
    parts = [database.one("SELECT title FROM pages WHERE id = ?", page_id)["title"].upper()]
    widgets = database.rows("SELECT * FROM belongings WHERE page_id = ? ORDER BY position", page_id)
    for widget in widgets:
        if widget["widget_type"] == "List":
            name = database.one("SELECT name FROM lists WHERE id = ?", widget["widget_id"])["name"]
            items = database.rows(
                "SELECT * FROM items WHERE list_id = ? ORDER BY completed, position", widget["widget_id"]
            )
            lines = [f"[{'x' if item['completed'] else ' '}] {item['content']}" for item in items]
            parts.append("\n".join([name, *lines]))
        elif widget["widget_type"] == "Note":
            note = database.one("SELECT title, body FROM notes WHERE id = ?", widget["widget_id"])
            parts.append("\n".join(filter(None, [note["title"], note["body"]])))
    return "\n\n".join(parts) + "\n"
