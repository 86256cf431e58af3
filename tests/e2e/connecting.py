"""Connecting a person's Backpack, as they do it: the button, the form, what the modal says then."""

from tests.e2e.driver import Driver
from tests.e2e.slack_page import Post, shown
from tests.e2e.waiting import eventually


def open_form(driver: Driver, user: str, prompt: Post) -> str:
    """Press the button of the prompt; returns the modal's id."""
    clicked = driver.slack.click(user, prompt)
    assert clicked.error is None
    view = driver.slack.modal(user)
    assert view is not None
    assert view["callback_id"] == "connect"
    return str(view["id"])


def filled_in(account: str, token: str) -> dict[str, dict[str, str]]:
    """The form's values."""
    return {"account": {"account_name": account}, "token": {"token_value": token}}


def submit(driver: Driver, user: str, view_id: str, token: str, until: str) -> str:
    """Submit the form; what the modal shows, once it says what it should."""
    done = driver.slack.submit(user, view_id, filled_in("trailhead", token))
    assert done["result"] == "updated", done

    def words() -> str:
        view = driver.slack.modal(user)
        return shown(view) if view else "(no modal)"

    eventually(f"a modal that says {until}", lambda: until in words(), last=words)
    return words()
