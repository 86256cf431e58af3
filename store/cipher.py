"""Encryption at rest for Backpack tokens, with keys that can be rotated."""

import json
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class SealBrokenError(Exception):
    """A sealed secret can't be opened: its key was dropped, or it was moved here from another owner."""


class Cipher:
    """Seals with the first key, opens with any.

    To rotate, put a new key in front; drop the old one once everybody's link was saved anew.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """:raises ValueError: when a key is not 32 bytes in url-safe base64, or there is none"""
        if not keys:
            raise ValueError("at least one key is needed")
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, secret: str, owner: str) -> str:
        """Encrypt `secret` so that it opens only for the same `owner` (any string; we use its Redis key).

        Fernet has no associated data, so the owner is sealed inside: somebody who can write to Redis
        can't hand one person's token to another.
        """
        return self._fernet.encrypt(json.dumps([owner, secret]).encode()).decode()

    def open(self, sealed: str, owner: str) -> str:
        """:raises SealBrokenError: see there; the text names neither the secret nor the key"""
        try:
            sealed_owner, secret = json.loads(self._fernet.decrypt(sealed.encode()))
        except InvalidToken:
            raise SealBrokenError("no key in BACKPACK_BOT_KEYS opens this secret") from None
        if sealed_owner != owner:
            raise SealBrokenError("this secret was sealed for another owner")
        return str(secret)


def new_key() -> str:
    """A fresh key, as BACKPACK_BOT_KEYS takes it."""
    return Fernet.generate_key().decode()
