"""Making accounts and users: Backpack did it on its web pages, the sandbox under `/_sandbox`."""

import re
import sqlite3
import unicodedata
from dataclasses import dataclass

from .auth import new_token
from .database import Database
from .errors import Unacceptable
from .sections.calendars import insert_calendar
from .zones import ZONES

_ACCOUNT_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)


@dataclass(frozen=True)
class Person:
    """Who a new user is."""

    name: str
    time_zone: str
    """Rails name, see `zones`."""
    identity_id: int | None = None
    """Who this is at Launchpad; a new identity where it is left out."""


@dataclass(frozen=True)
class NewUser:
    """What a new user is told: the token is shown nowhere in the API."""

    id: int
    token: str
    identity_id: int
    """Of the person at Launchpad, who may be a user of several accounts."""


class AlreadyExistsError(Exception):
    """An account of that name exists."""


def create_account(database: Database, name: str, now: int) -> int:
    """Write a new account with one calendar, and return its id.

    :raises Unacceptable: the name cannot be a sub-domain.
    :raises AlreadyExistsError: the name is taken.
    """
    if not _ACCOUNT_NAME.fullmatch(name):
        raise Unacceptable("an account's name is a sub-domain: small letters, digits and dashes")
    try:
        account_id = database.insert("INSERT INTO accounts (name) VALUES (?)", name)
    except sqlite3.IntegrityError as error:
        raise AlreadyExistsError(f"there is an account named {name}") from error
    insert_calendar(database, account_id, "Personal", now)
    return account_id


def create_user(database: Database, account_id: int, person: Person, now: int) -> NewUser:
    """Write a new user; the first one of an account is its administrator.

    :raises NotFound: there is no such identity.
    :raises Unacceptable: the name is not printable, or Rails knows no such time zone.
    """
    name, identity_id = person.name, person.identity_id
    if not name.strip() or not name.isprintable():
        raise Unacceptable("a user's name is one line of printable text")
    if person.time_zone not in ZONES:
        raise Unacceptable(
            "time_zone is not one of Rails' names, such as Berlin or Central Time (US & Canada)"
        )
    if identity_id is None:
        identity_id = database.insert(
            "INSERT INTO identities (name, email_address) VALUES (?, ?)", name, _email_address(name)
        )
    email_address = database.one("SELECT email_address FROM identities WHERE id = ?", identity_id)[0]
    token = new_token()
    user_id = database.insert(
        "INSERT INTO users"
        " (account_id, name, email_address, time_zone, admin, token, created_at, identity_id)"
        " VALUES (?1, ?2, ?3, ?4, NOT EXISTS (SELECT 1 FROM users WHERE account_id = ?1), ?5, ?6, ?7)",
        account_id,
        name,
        email_address,
        person.time_zone,
        token,
        now,
        identity_id,
    )
    return NewUser(user_id, token, identity_id)


def _email_address(name: str) -> str:
    """tomas@example.com for Tomás Rivera."""
    first = unicodedata.normalize("NFKD", name).split(maxsplit=1)[0].lower()
    return (first.encode("ascii", "ignore").decode() or "user") + "@example.com"
