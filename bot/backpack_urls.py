"""Where Backpack's own pages show something."""

from backpack.address import DEFAULT_BASE_URL, Address


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
