"""A channel's routines: one of each kind, until it is ended."""

from store.accounts import BackpackLink, LinkedUser
from store.stores import Stores


def test_a_channel_has_one_of_each_kind(stores: Stores) -> None:
    stores.routines.keep("digest", "T1", "C1", "first")
    stores.routines.keep("digest", "T1", "C1", "second")
    stores.routines.keep("prompt", "T1", "C1", "other")
    assert stores.routines.find("digest", "T1", "C1") == "second"
    assert stores.routines.find("digest", "T1", "C2") is None
    assert stores.routines.end("digest", "T1", "C1")
    assert not stores.routines.end("digest", "T1", "C1")
    assert stores.routines.find("digest", "T1", "C1") is None
    assert stores.routines.find("prompt", "T1", "C1") == "other"


def test_an_accounts_members_are_those_of_the_team_who_are_linked_to_it(stores: Stores) -> None:
    def link(account: str, number: int) -> BackpackLink:
        return BackpackLink(account, number, f"User {number}", "Berlin", "0" * 40)

    assert stores.accounts.members("T1", "trailhead") == ()
    stores.accounts.save("T1", "U2", link("trailhead", 2))
    stores.accounts.save("T1", "U1", link("trailhead", 1))
    stores.accounts.save("T1", "U3", link("other", 3))
    stores.accounts.save("T2", "U4", link("trailhead", 4))
    stores.accounts.save("T1", "U5", link("trailhead", 5))
    stores.accounts.forget("T1", "U5")
    assert stores.accounts.members("T1", "trailhead") == (
        LinkedUser("U1", 1, "User 1"),
        LinkedUser("U2", 2, "User 2"),
    )
