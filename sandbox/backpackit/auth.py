"""Who is asking, of which account: credentials in all their places, and the Host header (wire 2 and 3)."""

import base64
import binascii
import secrets
import sqlite3
from dataclasses import dataclass

from .database import Database
from .errors import Forbidden, Malformed, Refused, Unauthorized
from .headers import Headers
from .params import Params


@dataclass(frozen=True)
class Account:
    """A customer of Backpack: one sub-domain, and how its replies look."""

    id: int
    name: str
    ssl: bool
    """Whether it is served over https only, instead of http only."""
    description: bool
    """Whether pages carry the `<description>` that the clients of 2005 need (wire 6.8)."""
    send: bool
    """Whether a search tells what was found, in the `<send>` elements of 2007 (wire 6.1)."""


@dataclass(frozen=True)
class User:
    """A person with a login in an account."""

    id: int
    account: Account
    name: str
    email_address: str
    time_zone: str
    """Rails name, see `zones`."""
    admin: bool
    created_at: int


@dataclass(frozen=True)
class Credentials:
    """What a request shows: a user's own token, or an access token of Launchpad's."""

    token: str = ""
    bearer: str = ""
    account: str = ""
    """With an access token, the account's name as a path prefix; see `launchpad`."""


@dataclass(frozen=True)
class Identity:
    """Whose window a request counts in, and who may act."""

    account: Account | None
    user: User | None
    refusal: type[Refused] = Forbidden
    """What to answer where there is no user."""


def new_token() -> str:
    """40 hex digits, the length of the SHA1 that the documentation describes."""
    return secrets.token_hex(20)


def find_credentials(path_token: str, headers: Headers, params: Params) -> Credentials:
    """The first of: Bearer, `/T/` path prefix, X-BP-Token, Basic `T:X`, a `token` in the body."""
    if bearer := find_bearer(headers):
        return Credentials(bearer=bearer, account=path_token)
    return Credentials(path_token or headers.get("X-BP-Token") or _basic(headers) or _in_body(params))


def find_bearer(headers: Headers) -> str:
    """The access token of an Authorization header, or an empty string."""
    scheme, _, token = headers.get("Authorization").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def identify(database: Database, host: str, credentials: Credentials, now: int) -> Identity:
    """Match credentials and Host. A Host that names no account of ours says nothing: the token's counts."""
    named = _account_of_host(database, host)
    if credentials.bearer:
        return _of_access_token(database, named, credentials, now)
    user = _user(database, "token = ?", credentials.token) if credentials.token else None
    if user is None or (named is not None and named.id != user.account.id):
        return Identity(named, None)
    return Identity(user.account, user)


def identity_of_access_token(database: Database, token: str, now: int) -> sqlite3.Row | None:
    """`id`, `name`, `email_address` and `expires_at` of an access token that is still good."""
    return database.row(
        "SELECT identities.*, expires_at FROM access_tokens JOIN identities ON identities.id = identity_id"
        " WHERE token = ? AND expires_at > ?",
        token,
        now,
    )


def _of_access_token(
    database: Database, named: Account | None, credentials: Credentials, now: int
) -> Identity:
    """The user that an identity is in the account of the Host or of the path, else in its oldest account."""
    identity = identity_of_access_token(database, credentials.bearer, now)
    if identity is None:
        return Identity(named, None, Unauthorized)
    account_name = named.name if named else credentials.account
    user = _user(database, "identity_id = ?1 AND ?2 IN ('', accounts.name)", identity["id"], account_name)
    return Identity(user.account, user) if user else Identity(named, None)


def _basic(headers: Headers) -> str:
    scheme, _, credentials = headers.get("Authorization").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(credentials, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _in_body(params: Params) -> str:
    try:
        return (params.text("token") or "").strip()
    except Malformed:
        return ""


def _account_of_host(database: Database, host: str) -> Account | None:
    name, _, domain = host.lower().partition(":")[0].partition(".")
    if domain != "backpackit.com":
        return None
    row = database.row("SELECT * FROM accounts WHERE name = ?", name)
    return _account(row, row["id"], row["name"]) if row else None


def _account(row: sqlite3.Row, account_id: int, name: str) -> Account:
    return Account(account_id, name, bool(row["ssl"]), bool(row["description"]), bool(row["send"]))


def _user(database: Database, condition: str, *parameters: str | int) -> User | None:
    row = database.row(
        "SELECT users.*, accounts.name AS account, ssl, description, send FROM users"
        f" JOIN accounts ON accounts.id = users.account_id WHERE {condition} ORDER BY users.id LIMIT 1",
        *parameters,
    )
    if row is None:
        return None
    return User(
        id=row["id"],
        account=_account(row, row["account_id"], row["account"]),
        name=row["name"],
        email_address=row["email_address"],
        time_zone=row["time_zone"],
        admin=bool(row["admin"]),
        created_at=row["created_at"],
    )
