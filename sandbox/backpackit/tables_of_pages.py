"""The tables of pages and of everything that stands on one. Times are seconds since 1970, UTC."""

TABLES = """
CREATE TABLE pages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts,
    user_id INTEGER NOT NULL REFERENCES users,
    title TEXT NOT NULL,
    email_address TEXT NOT NULL,
    public INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE shares (
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    email_address TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (page_id, email_address)
);
CREATE TABLE unshared (
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users,
    PRIMARY KEY (page_id, user_id)
);
CREATE VIEW visible_pages AS
    SELECT pages.*, users.id AS viewer_id, users.id <> pages.user_id AS foreign_page
    FROM users JOIN pages ON (pages.account_id = users.account_id OR EXISTS (
        SELECT 1 FROM shares WHERE page_id = pages.id AND shares.email_address = users.email_address))
    WHERE NOT EXISTS (SELECT 1 FROM unshared WHERE page_id = pages.id AND user_id = users.id);
CREATE TABLE links (
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    linked_page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    PRIMARY KEY (page_id, linked_page_id)
);
CREATE TABLE tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts,
    name TEXT NOT NULL,
    UNIQUE (account_id, name)
);
CREATE TABLE taggings (
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags,
    PRIMARY KEY (page_id, tag_id)
);
CREATE TABLE belongings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    position INTEGER NOT NULL,
    widget_type TEXT NOT NULL,
    widget_id INTEGER NOT NULL,
    UNIQUE (widget_type, widget_id)
);
CREATE TABLE lists (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    name TEXT NOT NULL
);
CREATE TABLE items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    list_id INTEGER NOT NULL REFERENCES lists ON DELETE CASCADE,
    content TEXT NOT NULL,
    completed INTEGER NOT NULL,
    position INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    show_created_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE TABLE separators (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    name TEXT NOT NULL
);
CREATE TABLE emails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE TABLE galleries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    name TEXT NOT NULL
);
CREATE TABLE images (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    gallery_id INTEGER NOT NULL REFERENCES galleries ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    description TEXT NOT NULL
);
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    file_name TEXT NOT NULL
);
CREATE TABLE writeboard_links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    title TEXT NOT NULL
);
CREATE INDEX items_of_a_list ON items (list_id, position);
CREATE INDEX belongings_of_a_page ON belongings (page_id, position);
"""
