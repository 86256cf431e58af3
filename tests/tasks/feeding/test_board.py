"""Who is on the board, and where."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from backpack import Status
from tasks.feeding.board import LINES_MOST, WITHOUT_MOST, board
from tasks.feeding.statuses import DASH, says_nothing

NOON = 1_797_768_000


def status(user_id: int, message: str, minutes: int = 0, name: str | None = None) -> Status:
    changed_at = datetime.fromtimestamp(NOON + 60 * minutes, UTC)
    return Status(100 + user_id, user_id, name or f"user {user_id}", message, changed_at)


_STATUSES = st.lists(
    st.builds(status, st.integers(1, 90), st.sampled_from(["At lunch", "", DASH, "Out"]), st.integers(0, 5)),
    unique_by=lambda each: each.user_id,
    max_size=90,
)
_USERS = st.dictionaries(st.integers(1, 120), st.sampled_from(["Maya", "Tomás", "Linh", ""]))


@given(users=_USERS, statuses=_STATUSES)
def test_everybody_is_on_it_once(users: dict[int, str], statuses: list[Status]) -> None:
    post = board(users, statuses)
    having = [one for one in statuses if not says_nothing(one.message)]
    assert len(post.lines) + post.more_lines == len(having)
    everybody = users.keys() | {one.user_id for one in statuses}
    assert len(post.without) + post.more_without == len(everybody) - len(having)
    assert (len(post.lines) <= LINES_MOST, len(post.without) <= WITHOUT_MOST) == (True, True)
    times = [line.changed_at_seconds for line in post.lines]
    assert times == sorted(times, reverse=True)


@given(users=_USERS, statuses=_STATUSES)
def test_the_order_in_which_backpack_lists_them_makes_no_difference(
    users: dict[int, str], statuses: list[Status]
) -> None:
    turned = dict(reversed(users.items()))
    assert board(users, statuses) == board(turned, list(reversed(statuses)))


def test_who_changed_theirs_last_comes_first_and_who_has_none_last() -> None:
    post = board(
        {1: "Maya", 2: "Tomás", 3: "linh", 4: "Ana", 5: "Zoe"},
        [status(1, "Writing", 1, "Maya"), status(2, "On the trail", 9, "Tomás"), status(3, DASH, 10, "linh")],
    )
    assert [(line.user_name, line.message) for line in post.lines] == [
        ("Tomás", "On the trail"),
        ("Maya", "Writing"),
    ]
    assert post.without == ("Ana", "linh", "Zoe")


def test_somebody_with_a_status_who_is_no_user_any_more_is_shown_too() -> None:
    assert [line.user_name for line in board({}, [status(7, "Gone fishing", name="Old Pal")]).lines] == [
        "Old Pal"
    ]
