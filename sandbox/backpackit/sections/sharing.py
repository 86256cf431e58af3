"""API: Pages. Share, unshare a friend's page, email to yourself; and the links of before 2007 (wire 6.1)."""

from sandbox.backpackit.call import EMPTY, Call, Reply
from sandbox.backpackit.errors import NotFound, Unacceptable
from sandbox.backpackit.params import as_id
from sandbox.backpackit.text_version import text_version

from .records import page_of, visible_page


def share_page(call: Call) -> Reply:
    """POST /ws/page/ID/share: addresses, `public`, both or neither, beside `<page>` or in it (wire 4).

    :raises Unacceptable: an address has no @.
    """
    page_id = page_of(call)
    page = call.params.section("page")
    addresses = page.words("email_addresses") or call.params.words("email_addresses")
    public = page.flag("public")
    if public is None:
        public = call.params.flag("public")
    for address in addresses:
        if "@" not in address:
            raise Unacceptable("email_addresses are addresses with blanks between them")
        call.database.run(
            "INSERT OR IGNORE INTO shares (page_id, email_address) VALUES (?, ?)", page_id, address
        )
        _send(call, address, f"{call.user.name} shares a page with you", page_id)
    if public is not None:
        call.database.run("UPDATE pages SET public = ? WHERE id = ?", public, page_id)
    return EMPTY


def unshare_friend_page(call: Call) -> Reply:
    """POST /ws/page/ID/unshare_friend_page: out of one's own sight; the friend keeps the page.

    :raises NotFound: it is one's own page.
    """
    page_id = page_of(call)
    if call.database.row("SELECT id FROM pages WHERE id = ? AND user_id = ?", page_id, call.user.id):
        raise NotFound
    call.database.run("INSERT INTO unshared (page_id, user_id) VALUES (?, ?)", page_id, call.user.id)
    return EMPTY


def email_page(call: Call) -> Reply:
    """POST /ws/page/ID/email: the text version goes into the sandbox's outbox."""
    page_id = page_of(call)
    title = call.database.one("SELECT title FROM pages WHERE id = ?", page_id)["title"]
    _send(call, call.user.email_address, title, page_id)
    return EMPTY


def link_page(call: Call) -> Reply:
    """POST /ws/page/ID/link (legacy)."""
    page_id, linked_page_id = page_of(call), _linked_page(call)
    call.database.run(
        "INSERT OR IGNORE INTO links (page_id, linked_page_id) VALUES (?, ?)", page_id, linked_page_id
    )
    return EMPTY


def unlink_page(call: Call) -> Reply:
    """POST /ws/page/ID/unlink (legacy); a page that was not linked is no error."""
    page_id, linked_page_id = page_of(call), _linked_page(call)
    call.database.run("DELETE FROM links WHERE page_id = ? AND linked_page_id = ?", page_id, linked_page_id)
    return EMPTY


def _linked_page(call: Call) -> int:
    text = call.params.text("linked_page_id") or call.params.section("page").required("linked_page_id")
    return visible_page(call, as_id("linked_page_id", text))


def _send(call: Call, address: str, subject: str, page_id: int) -> None:
    call.database.insert(
        "INSERT INTO outbox (account_id, to_address, subject, body, sent_at) VALUES (?, ?, ?, ?, ?)",
        call.user.account.id,
        address,
        subject,
        text_version(call.database, page_id),
        call.now,
    )
