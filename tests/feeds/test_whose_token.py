"""A feed is read with the token of whichever subscriber may; with nobody's it rests."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from backpack import destroy_page, update_page_title
from tasks.feeds import forget_person, welcome_person
from tasks.poll import Poller
from tests.bot.slack import MAYA, TEAM
from tests.feeds.test_journal_feed import write
from tests.feeds.town import KITCHEN, LAUNCH, TOMAS, Town

RESTS, GOES_ON = "rests until one of them types", "has rested for a while, and goes on"
Losing = Callable[[Town, str], None]


def forget(town: Town, user: str) -> None:
    town.stores.accounts.forget(TEAM, user)
    forget_person(town.stores, TEAM, user)


def revoke(town: Town, user: str) -> None:
    """Backpack does not accept the token any more."""
    link = town.stores.accounts.find(TEAM, user)
    assert link
    town.stores.accounts.save(TEAM, user, replace(link, token="0" * 40))


@pytest.mark.parametrize("lose", [forget, revoke])
def test_when_one_subscribers_token_is_no_good_the_next_ones_is_used(town: Town, lose: Losing) -> None:
    town.say("subscribe journal", KITCHEN, MAYA)
    town.say("subscribe journal", LAUNCH, TOMAS)
    lose(town, MAYA)
    write(town.linh, "one")
    town.look_and_tell("journal")
    before = town.world.requests()
    write(town.linh, "two")
    town.look_and_tell("journal")
    assert town.world.requests() - before == 2, "the bad token is not tried again for a while"
    for channel in (KITCHEN, LAUNCH):
        assert town.texts(channel) == ["📓 Linh Tran\n  one\n  two"]


@pytest.mark.parametrize("lose", [forget, revoke])
def test_with_nobodys_token_it_rests_says_so_once_and_goes_on_when_somebody_connects(
    town: Town, lose: Losing
) -> None:
    town.say("subscribe journal", KITCHEN, MAYA)
    write(town.linh, "one")
    town.look_and_tell("journal")
    lose(town, MAYA)
    for number in range(3):
        write(town.linh, f"meanwhile {number}")
        town.look_and_tell("journal")
    assert [RESTS in text for text in town.texts()] == [False, True]
    assert [each.is_resting for each in town.say("subscriptions", user=TOMAS).subscriptions] == [True]
    town.link(MAYA, town.maya)
    welcome_person(town.stores, TEAM, MAYA)
    assert town.feed("journal") in town.stores.polls.claim(100), "at once"
    town.look_and_tell("journal")
    one, rested, meanwhile = town.texts()
    assert "one" in one
    assert GOES_ON in rested
    assert meanwhile == "📓 Linh Tran\n  meanwhile 0\n  meanwhile 1\n  meanwhile 2"
    assert [each.is_resting for each in town.say("subscriptions").subscriptions] == [False]


def test_it_rests_twice_and_says_so_twice(town: Town) -> None:
    town.say("subscribe journal", KITCHEN, MAYA)
    for _ in range(2):
        forget(town, MAYA)
        town.look_and_tell("journal")
        town.link(MAYA, town.maya)
        town.look_and_tell("journal")
    assert [GOES_ON in text for text in town.texts()] == [True, True]


def test_somebody_else_who_subscribes_wakes_it_too(town: Town) -> None:
    town.say("subscribe journal", KITCHEN, MAYA)
    forget(town, MAYA)
    town.look_and_tell("journal")
    town.say("subscribe journal", KITCHEN, TOMAS)
    write(town.linh, "one")
    town.look_and_tell("journal")
    rested, one = town.texts()
    assert GOES_ON in rested
    assert "one" in one


def test_a_token_of_another_account_does_not_look(town: Town) -> None:
    town.say("subscribe journal", KITCHEN, MAYA)
    town.stores.accounts.save(TEAM, MAYA, replace(town.maya.link, account="another"))
    town.look_and_tell("journal")
    assert [RESTS in text for text in town.texts()] == [True]


def test_a_page_that_is_deleted_ends_its_subscriptions_with_a_word(town: Town) -> None:
    page_id = town.world.page("Office")
    town.say("subscribe page Office", KITCHEN)
    town.say("subscribe page Office", LAUNCH)
    town.maya.backpack(update_page_title(page_id, "Bureau"))
    town.look("page", page_id)
    town.maya.backpack(destroy_page(page_id))
    for _ in range(2):
        town.look_and_tell("page", page_id)
    for channel in (KITCHEN, LAUNCH):
        changed, gone = town.texts(channel)
        assert changed.startswith("📄 Bureau")
        assert "I can’t find the page Bureau in Backpack any more" in gone
    assert town.stores.subscriptions.feeds() == ()


def test_an_outage_of_backpack_is_nothing_to_tell(town: Town) -> None:
    town.say("subscribe journal", KITCHEN)
    town.world.fault(path_contains="/journal_entries.xml", status=500, times=1)
    town.look_and_tell("journal")
    assert town.texts() == []
    write(town.linh, "one")
    town.look_and_tell("journal")
    assert len(town.texts()) == 1


def test_the_poller_hands_out_what_is_subscribed_to_however_it_came_to_be_forgotten(town: Town) -> None:
    town.say("subscribe journal", KITCHEN)
    town.stores.polls.drop(town.feed("journal"))
    Poller(town.stores)._enroll()
    assert town.stores.polls._redis.zscore("backpack-bot:{operations}:polls", town.feed("journal"))
