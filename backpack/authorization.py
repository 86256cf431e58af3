"""What Launchpad's JSON documents say: tokens, and what a token opens. Pure: parsed JSON in, model out."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from backpack.auth import fits_bearer
from backpack.errors import UnexpectedReply
from backpack.oauth_tokens import OAuthTokens

_HOST: Final = ".backpackit.com"
# Two weeks are documented. Past ten years it is no time any more, and could overflow one.
_LONGEST_LIFE_SECONDS: Final = 10 * 365 * 86_400


@dataclass(frozen=True, slots=True)
class BackpackAccount:
    """A Backpack account that a person can reach.

    :ivar href: where it is, `https://NAME.backpackit.com`.
    """

    id: int
    name: str
    href: str

    @property
    def subdomain(self) -> str:
        """NAME in `NAME.backpackit.com`: what `Backpack` takes as the account.

        :raises UnexpectedReply: the account is somewhere else, where no token should go.
        """
        try:
            host = urlsplit(self.href).hostname or ""
        except ValueError:
            host = ""
        if not host.endswith(_HOST):
            raise UnexpectedReply(f"the account is not at NAME{_HOST}", retryable=False)
        return host.removesuffix(_HOST)


@dataclass(frozen=True, slots=True)
class Authorization:
    """What a token opens (`GET /authorization.json`).

    :ivar expires_at: when the token ends; aware and in UTC.
    :ivar accounts: those of the product Backpack; none if the person has none. Which of several is meant only
        the person can say.
    """

    expires_at: datetime
    identity_id: int
    first_name: str
    last_name: str
    email_address: str
    accounts: tuple[BackpackAccount, ...]


def read_tokens(said: object, refresh_token: str | None, now: datetime) -> OAuthTokens:
    """Read the answer to an exchange or a refresh.

    :param refresh_token: the one to keep, where the answer holds none, as after a refresh.
    :raises UnexpectedReply: it is something else. Nothing of it is quoted, as it could be a token.
    """
    match said:
        case {"access_token": str(access_token), "expires_in": int(seconds), **rest} if (
            fits_bearer(access_token) and 0 < seconds <= _LONGEST_LIFE_SECONDS
        ):
            renewing = rest.get("refresh_token") or refresh_token
            if isinstance(renewing, str):
                return OAuthTokens(access_token, renewing, now + timedelta(seconds=seconds))
    raise UnexpectedReply("Launchpad's reply holds no tokens")


def read_authorization(said: object) -> Authorization:
    """Read `authorization.json`.

    :raises UnexpectedReply: it is something else.
    """
    match said:
        case {
            "expires_at": str(expires_at),
            "identity": {"id": int(identity_id), **identity},
            "accounts": [*accounts],
        }:
            return Authorization(
                expires_at=_moment(expires_at),
                identity_id=identity_id,
                first_name=str(identity.get("first_name") or ""),
                last_name=str(identity.get("last_name") or ""),
                email_address=str(identity.get("email_address") or ""),
                accounts=tuple(account for each in accounts if (account := _account(each))),
            )
    raise UnexpectedReply("Launchpad's reply holds no authorization")


def _account(said: object) -> BackpackAccount | None:
    match said:
        case {"product": "backpack", "id": int(id_), "name": str(name), "href": str(href)}:
            return BackpackAccount(id_, name, href)
    return None


def _moment(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
        return time.replace(tzinfo=time.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise UnexpectedReply("Launchpad's expires_at is not a time")
