"""How we introduce ourselves."""

from importlib.metadata import PackageNotFoundError, version


def user_agent(contact: str) -> str:
    """The User-Agent header: the application and a contact, as the documentation asks.

    :param contact: an address or a link, so that 37signals can get in touch.
    :raises ValueError: it is none, or could not be sent in a header.
    """
    if not contact.isascii() or not contact.isprintable() or not contact.strip(" ()"):
        raise ValueError("contact is an e-mail address or a link, in ASCII")
    return f"Backpack Bot/{_version()} ({contact})"


def _version() -> str:
    try:
        return version("backpack-bot")
    except PackageNotFoundError:  # the package was copied out of the project
        return "0"
