"""When a worker counts as deaf, and when it is only busy. One look is one second."""

from collections.abc import Iterable

from tasks.stall import Sight, StallWatch

PROCESSES, TIME_LIMIT = 2, 25
WITHIN_LOOKS = 15  # the promise: a person does not wait longer before a deaf worker is noticed


def looks_until_stalled(sights: Iterable[Sight | None]) -> int | None:
    """None among them is a look that could not be had."""
    watch = StallWatch(PROCESSES, TIME_LIMIT)
    for number, sight in enumerate(sights, start=1):
        if sight is None:
            watch.start_over()
        elif watch.is_stalled(sight):
            return number
    return None


def test_a_worker_that_takes_nothing_while_messages_wait_is_deaf() -> None:
    noticed = looks_until_stalled([Sight(3, 7, 0, 0)] * 60)
    assert noticed
    assert noticed <= WITHIN_LOOKS


def test_messages_that_only_come_and_go_are_no_sign_of_life() -> None:
    noticed = looks_until_stalled(Sight(number, 7, 1, 1) for number in range(1, 60))
    assert noticed
    assert noticed <= WITHIN_LOOKS


def test_a_worker_with_nothing_to_do_is_not_deaf() -> None:
    assert looks_until_stalled([Sight(0, 7, 0, 0)] * 600) is None


def test_a_worker_whose_processes_are_all_busy_is_not_deaf_before_their_time_limit() -> None:
    """Backpack is slow: each call takes as long as it may, and a thousand commands wait."""
    ends = (Sight(1000 - number // 25, number // 25, 2, 2) for number in range(600))
    assert looks_until_stalled(ends) is None


def test_processes_that_outlive_their_time_limit_are_noticed() -> None:
    noticed = looks_until_stalled([Sight(1000, 2, 2, 2)] * 100)
    assert noticed
    assert TIME_LIMIT < noticed <= TIME_LIMIT + WITHIN_LOOKS


def test_one_message_a_few_seconds_is_slow_and_not_deaf() -> None:
    assert looks_until_stalled(Sight(1000, number // 6, 0, 0) for number in range(600)) is None


def test_a_worker_is_not_blamed_for_a_redis_that_is_away() -> None:
    assert looks_until_stalled([*[Sight(3, 7, 0, 0)] * 6, None, *[Sight(3, 7, 0, 0)] * 6]) is None


def test_a_queue_that_is_seen_empty_once_was_being_served() -> None:
    assert looks_until_stalled(Sight(number % 5, 7, 0, 0) for number in range(600)) is None
