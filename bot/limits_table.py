"""What `backpack-bot limits` prints."""

from collections.abc import Iterator

from backpack.occupancy import Occupancy, WindowUse
from backpack.rate_limit import Priority


def limits_table(accounts: list[Occupancy]) -> str:
    """A paragraph for each account: its gate, and for each window the slots used and the line."""
    if not accounts:
        return "Nobody has called Backpack within the last minutes."
    return "\n\n".join("\n".join(_lines(account)) for account in accounts)


def _lines(account: Occupancy) -> Iterator[str]:
    yield f"{account.account} ({account.profile}, egress {account.egress})"
    closed = account.closed_for_seconds
    yield f"  gate      {f'closed for {closed:.0f} s more: Backpack refused a call' if closed else 'open'}"
    for use in account.windows:
        yield f"  {use.window.name:9} {_use(use)}"


def _use(use: WindowUse) -> str:
    used = f"{use.used:3} of {use.window.slots} slots used in {use.window.seconds:g} s"
    line = ", ".join(
        f"{count} {Priority(number).name.lower()}" for number, count in enumerate(use.waiting) if count
    )
    return f"{used}; waiting: {line or 'nobody'}"
