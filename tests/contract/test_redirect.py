"""The documented redirect: an account with SSL answers http with 302, and one without answers https so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import backpack as bp
from sandbox.backpackit.limits import Quota
from sandbox.backpackit.site import new_site
from sandbox.backpackit.thread import serving
from tests.contract.site import PLENTY, Json, SharedSite

# So that `http://{account}.0.0.1` is this machine: only a client that addresses the account by its host name
# can be redirected to the same place.
ACCOUNT = "127"


@pytest.fixture(scope="module")
def both() -> Iterator[SharedSite]:
    """A server for http and https, with one account."""
    with serving(new_site(quota=Quota(PLENTY, PLENTY)), ssl=True) as url:
        site = SharedSite(url)
        site.tell("accounts", name=ACCOUNT)
        yield site


@pytest.fixture(scope="module")
def user(both: SharedSite) -> Json:
    return both.tell("users", account=ACCOUNT, name="Maya Okafor", time_zone="Berlin")


@pytest.mark.parametrize(("scheme", "ssl"), [("http", True), ("https", False)])
def test_a_client_follows_it_with_method_body_and_token_wherever_the_token_is(
    scheme: str, ssl: bool, both: SharedSite, user: Json, tmp_path: Path
) -> None:
    listeners = both.ask("listeners")
    certificate = tmp_path / "certificate.pem"
    certificate.write_text(listeners["certificate"])
    both.tell("options", account=ACCOUNT, ssl=ssl)

    def client() -> bp.Backpack:
        base_url, auth = f"{scheme}://{{account}}.0.0.1:{listeners[scheme]}", bp.TokenAuth(user["token"])
        return bp.Backpack(
            ACCOUNT, auth, contact="ops@example.com", base_url=base_url, ca_file=str(certificate)
        )

    with client() as backpack:  # in the body
        page = backpack(bp.create_page("Body & token"))
        assert requests(both) == 2
        assert backpack(bp.show_page(page.id)).title == "Body & token"
        assert requests(both) == 1, "only the first call is redirected"
    with client() as backpack:  # in the path
        backpack(bp.create_fuzzy_reminder("+30 Path & token"))
        assert backpack(bp.list_reminders(bp.zone("Berlin")))[-1].content == "Path & token"
    with client() as backpack:  # in a header
        backpack(bp.update_status(user["id"], f"over {scheme}"))
        assert backpack(bp.show_status(user["id"])).message == f"over {scheme}"
    assert requests(both) == 6


def requests(both: SharedSite) -> int:
    """How many there were since the last time."""
    total = int(both.ask("counters")["accounts"][ACCOUNT]["requests"])
    new, _SEEN[:] = total - _SEEN[0], [total]
    return new


_SEEN = [0]
