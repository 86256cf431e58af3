"""Tokens somebody has typed and nobody has checked yet.

The check is a task and a token may not be a task's argument, so it waits here, sealed.
"""

import json
import secrets
from dataclasses import dataclass, field

from redis import Redis

from store.cipher import Cipher
from store.redis_client import KEY_PREFIX, read_text

# A check takes seconds; while Backpack is down its retries go on for about this long.
KEPT_SECONDS = 900


@dataclass(frozen=True)
class Candidate:
    """An account and a token that may or may not open it."""

    account: str
    token: str = field(repr=False)


class Candidates:
    """Sealed candidates by id."""

    def __init__(self, redis: Redis, cipher: Cipher) -> None:
        self._redis = redis
        self._cipher = cipher

    def keep(self, candidate: Candidate) -> str:
        key = _key(candidate_id := secrets.token_urlsafe(12))
        sealed = self._cipher.seal(candidate.token, owner=key)
        self._redis.set(key, json.dumps([candidate.account, sealed]), ex=KEPT_SECONDS)
        return candidate_id

    def find(self, candidate_id: str) -> Candidate | None:
        key = _key(candidate_id)
        stored = read_text(self._redis, key)
        if stored is None:
            return None
        account, sealed = json.loads(stored)
        return Candidate(account, self._cipher.open(sealed, owner=key))

    def forget(self, candidate_id: str) -> None:
        self._redis.delete(_key(candidate_id))


def _key(candidate_id: str) -> str:
    return f"{KEY_PREFIX}candidate:{candidate_id}"
