"""The tables of people, and of what belongs to a person or an account. Times are seconds since 1970, UTC.

Two columns are the sandbox's own: whether a user's token `has_called` the API, and which `remind_at` a
reminder was `sent_for` before the clock was put back.
"""

TABLES = """
CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    ssl INTEGER NOT NULL DEFAULT 0,
    description INTEGER NOT NULL DEFAULT 0,
    send INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE identities (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    email_address TEXT NOT NULL
);
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts,
    identity_id INTEGER NOT NULL REFERENCES identities,
    name TEXT NOT NULL,
    email_address TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    admin INTEGER NOT NULL,
    token TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    has_called INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE statuses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL UNIQUE REFERENCES users,
    message TEXT NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE TABLE journal_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE TABLE reminders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    creator_id INTEGER NOT NULL REFERENCES users,
    content TEXT NOT NULL,
    remind_at INTEGER NOT NULL,
    sent_for INTEGER
);
CREATE TABLE remindees (
    reminder_id INTEGER NOT NULL REFERENCES reminders ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users,
    PRIMARY KEY (reminder_id, user_id)
);
CREATE TABLE bookmarks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users,
    bookmarkable_type TEXT NOT NULL,
    bookmarkable_id INTEGER NOT NULL,
    position INTEGER NOT NULL
);
CREATE TABLE calendars (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts,
    name TEXT NOT NULL,
    color TEXT NOT NULL,
    token TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE TABLE calendar_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    calendar_id INTEGER NOT NULL REFERENCES calendars ON DELETE CASCADE,
    title TEXT NOT NULL,
    occurs_at INTEGER NOT NULL,
    all_day INTEGER NOT NULL,
    remind INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_at INTEGER NOT NULL
);
CREATE TABLE oauth_clients (
    client_id TEXT PRIMARY KEY,
    client_secret TEXT NOT NULL,
    redirect_uri TEXT NOT NULL
);
CREATE TABLE oauth_codes (
    code TEXT PRIMARY KEY,
    identity_id INTEGER NOT NULL REFERENCES identities,
    client_id TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE TABLE refresh_tokens (
    token TEXT PRIMARY KEY,
    identity_id INTEGER NOT NULL REFERENCES identities,
    client_id TEXT NOT NULL
);
CREATE TABLE access_tokens (
    token TEXT PRIMARY KEY,
    identity_id INTEGER NOT NULL REFERENCES identities,
    expires_at INTEGER NOT NULL
);
CREATE TABLE changes (version INTEGER NOT NULL);
"""
