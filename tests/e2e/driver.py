"""A running sandbox, and what the tests use to move it and to look into it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from redis import Redis

from sandbox.ports import free_port
from sandbox.setting import Setting
from sandbox.stack import Stack
from store.redis_client import connect
from store.stores import Stores, open_stores
from tests.e2e.signed import Signer
from tests.e2e.slack_page import SlackPage
from tests.e2e.waiting import PATIENCE_SECONDS, eventually
from tests.e2e.xml_api import BackpackControl, ListAddress, XmlApi

TEAM = "T0TRAILHEAD"
_OPEN = "backpack-bot:{operations}:open"


class Driver:
    """One stack with a handle for each of its parts."""

    def __init__(self, stack: Stack) -> None:
        setting = stack.setting
        self.stack = stack
        self.spoilt_by = ""
        """The test after which the stack was not whole again; no other can be believed then."""
        self.slack = SlackPage(setting.slack_url)
        self.backpack = BackpackControl(setting.backpack_url)
        self.signer = Signer(setting.bot_url, setting.slack_url, setting.signing_secret)
        self.maya: XmlApi = self.backpack.user("Maya Okafor")
        self.tomas: XmlApi = self.backpack.user("Tomás Rivera")
        self.linh: XmlApi = self.backpack.user("Linh Tran")

    @property
    def redis(self) -> Redis:
        return connect(self.stack.setting.redis_url)

    @property
    def stores(self) -> Stores:
        return open_stores(self.redis, [self.stack.setting.sealing_key])

    def fresh_list(self, page_title: str = "Office") -> ListAddress:
        """A new, empty list that the bot has not heard of yet; its name looks like no other's."""
        return self.maya.create_list(page_title, f"L{secrets.token_hex(6)}")

    def wait_until_idle(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Until everything that was accepted has been answered."""
        eventually("an empty ledger", lambda: not self.open_operations(), seconds, last=self.open_operations)

    def open_operations(self) -> dict[str, dict[str, str]]:
        """What the ledger holds of everything not answered yet."""
        with self.redis as redis:
            ids: Any = redis.zrange(_OPEN, 0, -1)
            records: Any = {one: redis.hgetall(f"backpack-bot:{{operations}}:{one}") for one in ids}
        return {one: dict(record) for one, record in records.items()}

    def make_overdue(self) -> None:
        """As if nobody had looked at what is open for a minute: the sweeper's next round takes it up."""
        with self.redis as redis:
            for operation_id in self.open_operations():
                # Only what is still open: it may just have been answered.
                redis.zadd(_OPEN, {operation_id: -60}, xx=True, incr=True)

    def stop(self, part: str) -> None:
        self.stack.processes[part].ask_to_stop()
        self.stack.processes[part].wait_until_stopped()


def free_setting(backpack_limit: int, **more: Any) -> Setting:
    """Ports of its own, so that a sandbox somebody is looking at stays as it is."""
    return Setting(
        slack_port=free_port(0),
        backpack_port=free_port(0),
        bot_port=free_port(0),
        redis_port=free_port(0),
        backpack_limit=backpack_limit,
        **more,
    )


@contextmanager
def running_sandbox(backpack_limit: int = 100, **more: Any) -> Iterator[Driver]:
    """:param more: of `sandbox.setting.Setting`"""
    with Stack(free_setting(backpack_limit, **more)) as stack:
        yield Driver(stack)
