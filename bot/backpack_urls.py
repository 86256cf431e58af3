"""Where Backpack's own pages show something."""

import re

from backpack.address import DEFAULT_BASE_URL, Address

# The API calls it /page/1, browsers show /pages/1; a title may follow the number, and a place on the page.
_PAGE = re.compile(r"/pages?/(\d{1,18})(?:[-/?#].*)?", re.ASCII)


def page_url(account: str | None, page_id: int | None, backpack_url: str = DEFAULT_BASE_URL) -> str | None:
    """None: nobody knows which page, or the account can't be one."""
    origin = _origin(account, backpack_url)
    return f"{origin}/pages/{page_id}" if origin and page_id is not None else None


def reminders_url(account: str, backpack_url: str = DEFAULT_BASE_URL) -> str | None:
    origin = _origin(account, backpack_url)
    return f"{origin}/reminders" if origin else None


def calendar_url(account: str, backpack_url: str = DEFAULT_BASE_URL) -> str | None:
    origin = _origin(account, backpack_url)
    return f"{origin}/calendar" if origin else None


def _origin(account: str | None, backpack_url: str) -> str | None:
    try:
        return Address.of(account or "", backpack_url).origin
    except ValueError:
        return None


def page_at(url: str, account: str, backpack_url: str = DEFAULT_BASE_URL) -> int | None:
    """The page of that account that is at an address, by its id; None: it is none."""
    origin = _origin(account, backpack_url)
    found = _PAGE.fullmatch(url.removeprefix(origin)) if origin and url.startswith(f"{origin}/") else None
    return int(found[1]) if found else None
