"""The names and ids of an account's pages and lists, remembered so that naming one costs no search.

Backpack can't be asked "where is the list called Groceries": finding it takes one request a page.
"""

import json
from dataclasses import dataclass

from redis import Redis

from store.redis_client import KEY_PREFIX, read_text

# A name that is not found is looked up afresh at once, so age only matters for lists renamed or deleted
# in Backpack itself.
KEPT_SECONDS = 600
# Between two attempts at a look-up that the limit has cut short lie seconds.
NOTES_KEPT_SECONDS = 120
USED_MOST = 5
"""As many as a picker shows first; more are found by typing."""
_USED_KEPT_SECONDS = 90 * 24 * 3600  # whoever comes back after a quarter has other lists on their mind
# While a look-up is under way nobody starts another; a big account takes about so long.
_LOOKING_SECONDS = 20


@dataclass(frozen=True)
class ListPlace:
    """A list and the page it is on."""

    page_id: int
    page_title: str
    list_id: int
    list_name: str


@dataclass(frozen=True)
class PagePlace:
    """A page and its lists, top to bottom."""

    page_id: int
    page_title: str
    lists: tuple[ListPlace, ...]


@dataclass(frozen=True)
class LookUp:
    """One attempt of an operation at asking Backpack for every page. Times are Redis's."""

    first_seconds: float
    """When the operation first looked. What was noted before may lack what its author has made since."""
    now_seconds: float
    """When this attempt began; what it notes is at least as new."""


class Places:
    """What one Backpack user can see; users of one account see different pages."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def recall(self, account: str, backpack_user_id: int) -> tuple[PagePlace, ...] | None:
        stored = read_text(self._redis, _key(account, backpack_user_id))
        if stored is None:
            return None
        return tuple(
            PagePlace(page_id, title, tuple(ListPlace(page_id, title, *named) for named in lists))
            for page_id, title, lists in json.loads(stored)
        )

    def remember(self, account: str, backpack_user_id: int, pages: tuple[PagePlace, ...]) -> None:
        rows = [
            [page.page_id, page.page_title, [[place.list_id, place.list_name] for place in page.lists]]
            for page in pages
        ]
        self._redis.set(_key(account, backpack_user_id), json.dumps(rows), ex=KEPT_SECONDS)

    def begin_look_up(self, account: str, backpack_user_id: int, operation_id: str) -> LookUp:
        """To be called at each attempt, before Backpack is asked anything."""
        seconds, microseconds = self._redis.time()
        now_seconds = float(seconds) + float(microseconds) / 1e6
        key = f"{_key(account, backpack_user_id)}:first-look:{operation_id}"
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(key, str(now_seconds), nx=True)
            pipe.expire(key, NOTES_KEPT_SECONDS)
            pipe.get(key)
            *_, first_seconds = pipe.execute()
        return LookUp(float(first_seconds), now_seconds)

    def note_page(self, account: str, backpack_user_id: int, look_up: LookUp, page: PagePlace) -> None:
        """Remember one page of a look-up that may not get through in one go."""
        key = _notes_key(account, backpack_user_id)
        lists = [[place.list_id, place.list_name] for place in page.lists]
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(key, str(page.page_id), json.dumps([look_up.now_seconds, page.page_title, lists]))
            pipe.expire(key, NOTES_KEPT_SECONDS)
            pipe.execute()

    def noted_pages(self, account: str, backpack_user_id: int, look_up: LookUp) -> dict[int, PagePlace]:
        """The pages noted since the operation's first look, by it or by others, by id."""
        rows: dict[str, str] = self._redis.hgetall(_notes_key(account, backpack_user_id))  # type: ignore[assignment]  # redis-py can't know that `connect` decodes
        return {
            int(page_id): PagePlace(
                int(page_id), title, tuple(ListPlace(int(page_id), title, *named) for named in lists)
            )
            for page_id, (as_of_seconds, title, lists) in (
                (page_id, json.loads(row)) for page_id, row in rows.items()
            )
            if as_of_seconds >= look_up.first_seconds
        }

    def note_use(self, account: str, backpack_user_id: int, page_id: int, list_id: int | None) -> None:
        """Something goes there now; `list_id` None: on the page itself."""
        key = _key(account, backpack_user_id) + ":used"
        row = json.dumps([page_id, list_id])
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.lrem(key, 0, row)
            pipe.lpush(key, row)
            pipe.ltrim(key, 0, USED_MOST - 1)
            pipe.expire(key, _USED_KEPT_SECONDS)
            pipe.execute()

    def last_used(self, account: str, backpack_user_id: int) -> tuple[tuple[int, int | None], ...]:
        """(page id, list id) where this person put things, the last one first."""
        rows: list[str] = self._redis.lrange(_key(account, backpack_user_id) + ":used", 0, -1)  # type: ignore[assignment]  # redis-py can't know that `connect` decodes
        return tuple((page_id, list_id) for page_id, list_id in map(json.loads, rows))

    def claim_look_up(self, account: str, backpack_user_id: int) -> bool:
        """Whether the caller may have a worker look; False: somebody has done so seconds ago."""
        key = _key(account, backpack_user_id) + ":looking"
        return bool(self._redis.set(key, "1", nx=True, ex=_LOOKING_SECONDS))

    def forget(self, account: str, backpack_user_id: int) -> None:
        self._redis.delete(_key(account, backpack_user_id), _notes_key(account, backpack_user_id))


def _notes_key(account: str, backpack_user_id: int) -> str:
    return _key(account, backpack_user_id) + ":notes"


def _key(account: str, backpack_user_id: int) -> str:
    return f"{KEY_PREFIX}places:{account}:{backpack_user_id}"
