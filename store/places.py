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
PROGRESS_KEPT_SECONDS = 120


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
        self._redis.delete(_key(account, backpack_user_id) + ":progress")

    def note_page(self, account: str, backpack_user_id: int, page: PagePlace) -> None:
        """Remember one page of a look-up that may not get through in one go."""
        key = _key(account, backpack_user_id) + ":progress"
        row = json.dumps([page.page_title, [[place.list_id, place.list_name] for place in page.lists]])
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(key, str(page.page_id), row)
            pipe.expire(key, PROGRESS_KEPT_SECONDS)
            pipe.execute()

    def noted_pages(self, account: str, backpack_user_id: int) -> dict[int, PagePlace]:
        """The pages that `note_page` has seen within the last two minutes, by id."""
        rows: dict[str, str] = self._redis.hgetall(_key(account, backpack_user_id) + ":progress")  # type: ignore[assignment]  # redis-py can't know that `connect` decodes
        return {
            int(page_id): PagePlace(
                int(page_id), title, tuple(ListPlace(int(page_id), title, *named) for named in lists)
            )
            for page_id, (title, lists) in ((page_id, json.loads(row)) for page_id, row in rows.items())
        }

    def forget(self, account: str, backpack_user_id: int) -> None:
        key = _key(account, backpack_user_id)
        self._redis.delete(key, key + ":progress")


def _key(account: str, backpack_user_id: int) -> str:
    return f"{KEY_PREFIX}places:{account}:{backpack_user_id}"
