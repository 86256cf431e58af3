"""Account names cannot change the host, and only one redirect is the documented one."""

import pytest

from backpack import Backpack, RedirectRefused, TokenAuth
from backpack.address import Address

PATH = "/ws/pages/all?x=1"


def test_an_account_has_its_own_host() -> None:
    assert Address.of("trailhead") == Address("https://trailhead.backpackit.com", None)


def test_a_single_server_is_told_the_account_in_the_host_header() -> None:
    address = Address.of("trailhead", "http://127.0.0.1:8081/")
    assert address == Address("http://127.0.0.1:8081", "trailhead.backpackit.com")


@pytest.mark.parametrize(
    "account", ["", "evil.com/", "a.b", "a@b", "A", "-a", "a:1", "a\r\nX: y", "a#", "é", "a" * 64, "a\n"]
)
def test_an_account_that_could_be_another_host_is_refused(account: str) -> None:
    with pytest.raises(ValueError, match="account"):
        Address.of(account)


@pytest.mark.parametrize(
    "base_url",
    [
        "",
        "ftp://{account}.example.com",
        "{account}.example.com",
        "https://",
        "https://{account}.example.com/path",
        "https://{account}.example.com?x",
        "https://{account}.example.com#x",
        "https://u:p@{account}.example.com",
        "https://{account}.{zone}.example.com",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:port",
    ],
)
def test_a_base_url_that_is_more_than_a_server_is_refused(base_url: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        Address.of("trailhead", base_url)


@pytest.mark.parametrize("contact", ["", " ", "a\r\nX-Evil: 1", "é@example.com"])
def test_a_contact_that_is_none_or_could_be_a_header_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        Backpack("trailhead", TokenAuth("0" * 40), contact=contact)


@pytest.mark.parametrize(("here", "there"), [("http", "https"), ("https", "http")])
def test_a_302_to_the_same_place_over_the_other_scheme_is_followed(here: str, there: str) -> None:
    address = Address.of("trailhead", f"{here}://{{account}}.backpackit.com")
    followed = address.redirected(302, f"{there}://trailhead.backpackit.com{PATH}", PATH)
    assert followed == Address(f"{there}://trailhead.backpackit.com", None)


@pytest.mark.parametrize("status", [300, 301, 303, 304, 307, 308])
def test_no_other_status_is_followed(status: int) -> None:
    with pytest.raises(RedirectRefused):
        Address.of("trailhead").redirected(status, f"http://trailhead.backpackit.com{PATH}", PATH)


@pytest.mark.parametrize(
    "location",
    [
        None,
        "",
        PATH,
        f"https://trailhead.backpackit.com{PATH}",
        f"http://evil.example.com{PATH}",
        f"http://trailhead.backpackit.com.evil.example.com{PATH}",
        f"http://trailhead.backpackit.com@evil.example.com{PATH}",
        f"http://user@trailhead.backpackit.com{PATH}",
        f"//evil.example.com{PATH}",
        f"ftp://trailhead.backpackit.com{PATH}",
        f"http://trailhead.backpackit.com:bad{PATH}",
        f"http://[trailhead{PATH}",
        "http://trailhead.backpackit.com/login",
        f"http://trailhead.backpackit.com{PATH}#x",
        "javascript:alert(1)",
    ],
)
def test_a_302_to_anywhere_else_is_refused_without_quoting_it(location: str | None) -> None:
    with pytest.raises(RedirectRefused) as caught:
        Address.of("trailhead").redirected(302, location, PATH)
    assert "evil" not in str(caught.value)
    assert not caught.value.may_have_happened
    assert not caught.value.retryable
