"""What clients of 2005 to 2014 called and no documentation has any more (wire 6, rows marked legacy)."""

from .route import Route
from .sections import exports, items, pages, reminders, separators, sharing, tags, users

_ITEM = "/ws/page/{page_id}/items"

LEGACY = (
    # 6.1
    Route("POST", "/ws/page/{page_id}/update_body", pages.update_page_body),
    Route("POST", "/ws/page/{page_id}/link", sharing.link_page),
    Route("POST", "/ws/page/{page_id}/unlink", sharing.unlink_page),
    # 6.2, each with or without ?list_id=
    Route("POST", _ITEM + "/list", items.list_items),
    Route("POST", _ITEM + "/add", items.create_item),
    Route("POST", _ITEM + "/create", items.create_item),
    Route("POST", _ITEM + "/update/{item_id}", items.update_item),
    Route("POST", _ITEM + "/toggle/{item_id}", items.toggle_item),
    Route("POST", _ITEM + "/destroy/{item_id}", items.destroy_item),
    Route("POST", _ITEM + "/move/{item_id}", items.move_item),
    # 6.4
    Route("POST", "/ws/page/{page_id}/separators/create", separators.create_separator_by_post),
    Route("POST", "/ws/page/{page_id}/separators/update/{separator_id}", separators.update_separator),
    # 6.6
    Route("POST", "/ws/tags/{tag_id}", tags.select_pages_of_tag),
    # 6.7
    Route("POST", "/ws/reminders", reminders.list_reminders_by_post),
    Route("POST", "/ws/reminders/create", reminders.create_reminder_by_post),
    Route("POST", "/ws/reminders/update/{reminder_id}", reminders.update_reminder_by_post),
    Route("POST", "/ws/reminders/destroy/{reminder_id}", reminders.destroy_reminder_by_post),
    Route("POST", "/ws/account/export", exports.export_account),
    Route("POST", "/me.xml", users.show_current_user),
)
